/// Messages: whether they may be more than plain, and those of families that are certainly quiet. Only RecordScan.c includes
/// it.
#ifndef MESSAGE_SCAN_H
#define MESSAGE_SCAN_H

#include "Blocks.h"
#include "RecordScan.h"

typedef uint32_t words_8 __attribute__((ext_vector_type(8)));
typedef bool word_bits __attribute__((ext_vector_type(8)));

/// Whether a message begins with one of the words, with a mark, or with an escape, which can stand for any byte.
INLINE bool opens(const struct record_scan_words *words, uint32_t first) {
  uint32_t escape = first ^ 0x5C5C5C5C;
  return ((escape - 0x01010101) & ~escape & 0x80808080) != 0
      || words->openings[record_scan_opening_index(first, words->factor)] == first
      || (words->bytes[first & 0xFF] & RECORD_SCAN_MARK) != 0;
}

/// Whether one of them stands behind a label, as in `[access] `, or may do so.
APART bool opens_behind_label(const struct record_scan_words *words, const uint8_t *bytes, size_t start, size_t end) {
  uint64_t closings = MASK(LOAD(bytes + start) == ']') & below(end - start);
  // With escapes undone, a label may end sooner.
  if (closings == 0) return end - start > 64;
  size_t at = start + (size_t)__builtin_ctzll(closings);
  // The end of an escape, as in `\M^]`.
  if (bytes[at - 1] == '^' || bytes[at - 1] == '-') return true;
  return at + 2 < end && bytes[at + 1] == ' ' && opens(words, load_4(bytes + at + 2));
}

/// Not 0 where a message may be odd, unless it is long.
INLINE uint32_t may_be_odd(
    const struct record_scan_words *words, const uint8_t *message, const uint8_t *end) {
  uint32_t pair = message[0] | (uint32_t)message[1] << 8;
  return (words->pairs[pair >> 5] >> (pair & 31) & 1) | (words->bytes[end[-1]] & RECORD_SCAN_ENDING);
}

INLINE bool closes(const struct record_scan_words *words, const uint8_t *end) {
  uint32_t last = load_4(end - 4);
  return words->closings[record_scan_closing_index(last)] == last;
}

INLINE bool is_odd(
    const struct record_scan_words *words, const uint8_t *bytes, size_t start, size_t end) {
  if (end - start >= words->shortest_cut) return true;
  if (may_be_odd(words, bytes + start, bytes + end) == 0) return false;
  uint32_t first = load_4(bytes + start);
  if (opens(words, first)) return true;
  if ((words->bytes[first & 0xFF] & RECORD_SCAN_LABEL) != 0 && opens_behind_label(words, bytes, start, end)) return true;
  while (end > start && (bytes[end - 1] == '\r' || bytes[end - 1] == '\n' || bytes[end - 1] == 0)) end--;
  return end > start && closes(words, bytes + end);
}

/// What a look at a quiet message tells.
enum look { LOOK_PLAIN, LOOK_REDACTED, LOOK_UNSURE };

INLINE enum look redaction(const struct record_scan_text *redactions, const uint8_t *mark) {
  byte_scan_16 text = byte_scan_load(mark);
  for (int index = 0; index < RECORD_SCAN_REDACTIONS; index++) {
    byte_scan_16 same = (byte_scan_16)((text & redactions[index].mask) == redactions[index].text);
    if (byte_scan_mask(same) != 0xFFFF) continue;
    return index == RECORD_SCAN_REDACTIONS - 1 ? LOOK_UNSURE : LOOK_REDACTED;
  }
  return LOOK_PLAIN;
}

/// Looks for parts that were withheld, and for bytes other than ASCII, which are not sure to be text.
INLINE enum look look_at(
    const struct record_scan_text *redactions, const uint8_t *base, size_t start, size_t end) {
  enum look seen = LOOK_PLAIN;
  for (size_t at = start; at < end; at += 64) {
    block here = LOAD(base + at);
    uint64_t inside = below(end - at);
    if (MASK(here > 0x7F) & inside) return LOOK_UNSURE;
    uint64_t marks = MASK(here == '<') & inside;
    for (; RARELY(marks != 0); marks &= marks - 1) {
      enum look found = redaction(redactions, base + at + __builtin_ctzll(marks));
      if (found == LOOK_UNSURE) return found;
      if (found == LOOK_REDACTED) seen = found;
    }
  }
  return seen;
}

/// Whether a family may know a message by how it begins, behind a label as well.
INLINE bool may_be_known(
    const struct record_scan_wording *wording, const uint8_t *base, size_t start, size_t end) {
  if (RARELY(base[start] == '[')) {
    // A label of digits is a container's error.
    uint64_t closings = MASK(LOAD(base + start) == ']') & below(end - start);
    if (closings == 0 || (uint8_t)(base[start + 1] - '0') < 10) return true;
    start += (size_t)__builtin_ctzll(closings) + 2;
    if (start >= end || base[start - 1] != ' ' || base[start] == '[') return true;
  }
  words_8 words;
  memcpy(&words, wording->words, sizeof words);
  uint32_t first = load_4(base + start);
  word_bits same = __builtin_convertvector(words == first, word_bits);
  uint8_t found;
  memcpy(&found, &same, sizeof found);
  uint8_t byte = first & 0xFF;
  if (found != 0 || (wording->first[byte >> 6] >> (byte & 0x3F) & 1) != 0) return true;
  if ((wording->without_blank[byte >> 6] >> (byte & 0x3F) & 1) == 0) return false;
  return (MASK(LOAD(base + start) == ' ') & below(end - start)) == 0;
}

/// Whether a message may report a decision, or has an escape in it.
INLINE bool may_decide(const struct record_scan_words *words, const uint8_t *base, size_t start, size_t end) {
  const uint8_t one = words->decisions[0][0], other = words->decisions[1][0];
  const uint8_t behind_one = words->decisions[0][1], behind_other = words->decisions[1][1];
  for (size_t at = start; at < end; at += 64) {
    block here = LOAD(base + at), next = LOAD(base + at + 1);
    uint64_t found = MASK((here == '\\') | ((here == one) & (next == behind_one)) | ((here == other) & (next == behind_other)))
        & below(end - at);
    for (; RARELY(found != 0); found &= found - 1) {
      uint32_t word = load_4(base + at + __builtin_ctzll(found));
      if ((uint8_t)word == '\\' || word == load_4(words->decisions[0]) || word == load_4(words->decisions[1])) return true;
    }
  }
  return false;
}

/// The number of the counts that a header's quiet records have; 0 where there are none.
INLINE uint32_t quiet_number(const struct record_scan *scan, struct record_scan_header *header) {
  if (RARELY(header->quiet == 0)) {
    // Another header of the same process may have been counted.
    size_t family = (size_t)(header->role & 0xF) - RECORD_SCAN_FIRST_FAMILY;
    size_t place = header->process * (size_t)RECORD_SCAN_FAMILIES + (family < RECORD_SCAN_FAMILIES ? family : 0);
    if (place < scan->quiet_place_count) header->quiet = scan->quiet_places[place];
  }
  return header->quiet <= scan->quiet_count ? header->quiet : 0;
}

/// Counts a record, if it is of a family and certainly quiet.
/// \param end of its message.
/// \returns whether it is.
INLINE bool take_quiet(
    const struct record_scan *scan, struct record_scan_header *header, const uint8_t *start, const uint8_t *message,
    const uint8_t *end, size_t line) {
  uint32_t number = quiet_number(scan, header);
  if (number == 0 || message >= end) return false;
  const uint8_t *base = scan->base;
  size_t from = (size_t)(message - base), to = (size_t)(end - base);
  if (may_be_known(&scan->wordings[header->role & 0xF], base, from, to)) return false;
  enum look seen = look_at(scan->redactions, base, from, to);
  if (seen == LOOK_UNSURE) return false;
  struct record_scan_quiet *quiet = &scan->quiet[number - 1];
  if (quiet->count < 8) quiet->lines[quiet->count] = (intptr_t)line;
  quiet->count++;
  if (seen == LOOK_REDACTED && quiet->redacted++ == 0) quiet->first_redacted = (intptr_t)line;
  quiet->last_line = (intptr_t)line;
  memcpy(quiet->stamp, start, sizeof quiet->stamp);
  quiet->stamp_length = (intptr_t)scan->stamp_length;
  return true;
}

#endif
