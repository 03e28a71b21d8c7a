/// Headers: those that are known by their bytes, and others that are made of known names. Only RecordScan.c includes it.
#ifndef HEADER_SCAN_H
#define HEADER_SCAN_H

#include "Blocks.h"
#include "RecordScan.h"

/// Bytes that the key of a name has.
enum { KEY = 16 };

// MARK: Of known names

/// Where a name begins and ends, and what is known of it.
struct found {
  const struct record_scan_slot *slot;
  size_t length;
};

/// The slot of a name of known length.
APART struct found long_name(const struct record_scan_names *names, const uint8_t *name, size_t length) {
  struct byte_scan_name key = byte_scan_name(name, length < KEY ? (uint32_t)length : KEY);
  for (size_t index = record_scan_name_hash(key.head, key.tail);; index++) {
    const struct record_scan_slot *slot = &names->slots[index & names->mask];
    if (slot->length == 0) return (struct found){NULL, length};
    if (slot->head == key.head && slot->tail == key.tail && slot->length == length
        && memcmp(name, names->store + names->starts[slot->number], length) == 0) {
      return (struct found){slot, length};
    }
  }
}

/// A name of more than sixteen bytes, up to one of two bytes.
APART struct found find_long(
    const struct record_scan_names *names, const uint8_t *name, size_t limit, uint8_t one, uint8_t other) {
  for (size_t at = KEY; at < limit; at += KEY) {
    uint32_t before = byte_scan_before(name + at, one, other);
    if (before <= KEY) return long_name(names, name, at + before);
  }
  return (struct found){NULL, 0};
}

/// A name with parentheses in it: one that does not touch what is before it belongs to the name, as in `Field Kit (R2)`.
APART struct found find_with_parentheses(
    const struct record_scan_names *names, const uint8_t *name, size_t limit) {
  bool is_in_name = true;
  for (size_t at = 0; at < limit; at++) {
    if (name[at] == '[' || (name[at] == '(' && !is_in_name)) {
      return at > 0 && at < UINT16_MAX ? long_name(names, name, at) : (struct found){NULL, 0};
    }
    is_in_name = name[at] == ' ';
  }
  return (struct found){NULL, 0};
}

/// The name up to one of two bytes, in a line of which so many bytes are left. Of what is no name there is an empty slot.
INLINE struct found find(
    const struct record_scan_names *names, const uint8_t *name, size_t limit, uint8_t one, uint8_t other) {
  uint32_t length = byte_scan_before(name, one, other);
  if (RARELY(length > KEY)) return find_long(names, name, limit, one, other);
  struct byte_scan_name key = byte_scan_name(name, length);
  for (size_t index = record_scan_name_hash(key.head, key.tail);; index++) {
    const struct record_scan_slot *slot = &names->slots[index & names->mask];
    if (slot->head == key.head && slot->tail == key.tail && slot->length == length) {
      return (struct found){slot, length};
    }
    if (RARELY(slot->length == 0)) return (struct found){NULL, length};
  }
}

INLINE bool read_level(
    const struct record_scan *scan, const uint8_t *at, size_t *length, struct record_scan_header *header) {
  uint32_t word = load_4(at) & 0xFFFFFF;
  if (!scan->has_level) {
    *length = 3;
    header->level = 0;
    return word == 0x203A5D;  // "]: "
  }
  const struct record_scan_level *level = &scan->levels[record_scan_level_index(load_4(at + 3))];
  byte_scan_16 same = (byte_scan_16)((byte_scan_load(at + 3) & level->mask) == level->text);
  *length = 3 + (size_t)level->length;
  header->level = (uint8_t)level->number;
  // "] <"
  return word == 0x3C205D && byte_scan_mask(same) == 0xFFFF && level->length > 0;
}

/// `process(image)[pid] <Level>: `, which begins at a place and ends with its line at the latest.
/// \param is_kept whether the same text says the same wherever it stands.
/// \returns its length; 0 where it cannot be read.
APART size_t read_header(
    const struct record_scan *scan, size_t start, size_t end, struct record_scan_header *header, bool *is_kept) {
  if (start >= end) return 0;
  const uint8_t *at = scan->base + start;
  struct found process = find(&scan->processes, at, end - start, '(', '[');
  if (!process.slot) process = find_with_parentheses(&scan->processes, at, end - start);
  if (!process.slot || !process.slot->is_plain || (scan->refuses_blanks && process.slot->has_blank)) return 0;
  header->process = (uint16_t)process.slot->number;
  header->role = process.slot->role;
  header->name = (uint16_t)process.length;
  header->quiet = 0;
  at += process.length;
  if (*at == '(') {
    struct found image = find(&scan->images, at + 1, end - start - process.length, ')', ')');
    if (!image.slot || !image.slot->is_plain) return 0;
    header->role = record_scan_role(header->role, image.slot->role);
    at += image.length + 2;
  }
  // Up to seven digits are a pid whatever they are.
  uint32_t digits = byte_scan_digits(at + 1);
  if (*at != '[' || digits - 1 > 6) return 0;
  at += 1 + digits;
  size_t length;
  if (!read_level(scan, at, &length, header)) return 0;
  length += (size_t)(at - scan->base) - start;
  if (start + length > end) return 0;
  // What blanks mean can change within a log, and a shorter text has too few bytes to be looked for.
  *is_kept = !process.slot->has_blank && length >= 16 && length <= RECORD_SCAN_HEADER;
  return length;
}

// MARK: Known by their bytes

INLINE uint64_t turned(uint64_t word, int bits) { return word << bits | word >> (64 - bits); }

INLINE size_t header_slot(const struct record_scan_headers *headers, const uint8_t *text, size_t length) {
  // Its end is a level, which says little.
  uint64_t mixed = load_8(text) ^ turned(load_8(text + length - 16), 23) ^ turned(load_8(text + length / 2 - 4), 47);
  return (size_t)((mixed * 0x9E3779B97F4A7C15ull) >> headers->shift);
}

/// Slots that are asked for a header, so that no choice of headers makes it slow.
enum { PROBES = 8 };

/// Reads a header that is not known, and keeps it where there is room.
/// \param expected the length that it has if it is kept.
/// \param open the header that is still needed.
APART struct record_scan_header *meet(
    struct record_scan *scan, const uint8_t *start, const uint8_t *end, size_t expected,
    const struct record_scan_header *open, size_t *length) {
  struct record_scan_headers *headers = &scan->headers;
  struct record_scan_header *header = &headers->all[open == headers->all];
  bool is_kept = false;
  *length = read_header(scan, (size_t)(start - scan->base), (size_t)(end - scan->base), header, &is_kept);
  if (*length == 0) return header;
  if (is_kept && *length == expected && headers->count < headers->capacity) {
    size_t slot = header_slot(headers, start, expected);
    for (size_t probe = 0; probe < PROBES; probe++, slot = (slot + 1) & headers->mask) {
      if (headers->slots[slot] != 0) continue;
      headers->slots[slot] = (uint16_t)headers->count;
      struct record_scan_header *kept = &headers->all[headers->count++];
      *kept = *header;
      memcpy(kept->text, start, sizeof kept->text);
      kept->count = 0;
      return kept;
    }
  }
  header->role |= RECORD_SCAN_PASSING;
  header->count = 0;
  return header;
}

/// The header that begins at a place in a line, and its length; the latter is 0 where it cannot be read.
INLINE struct record_scan_header *header_at(
    struct record_scan *scan, const uint8_t *start, const uint8_t *end, uint8_t closing,
    const struct record_scan_header *open, size_t *length) {
  block text = LOAD(start);
  uint64_t closings = MASK(text == closing);
  // `>: ` or `]: `
  size_t expected = (size_t)(closings ? __builtin_ctzll(closings) : 64) + 3;
  if (RARELY(expected - 16 > RECORD_SCAN_HEADER - 16)) return meet(scan, start, end, 0, open, length);
  size_t slot = header_slot(&scan->headers, start, expected);
  for (size_t probe = 0; probe < PROBES; probe++) {
    uint32_t number = scan->headers.slots[slot];
    if (number == 0) break;
    struct record_scan_header *header = &scan->headers.all[number];
    // A longer one has no closing there.
    if ((~MASK(text == LOAD(header->text)) << (64 - expected)) == 0) {
      *length = expected;
      return header;
    }
    slot = (slot + 1) & scan->headers.mask;
  }
  return meet(scan, start, end, expected, open, length);
}

/// Where the header begins behind a fraction, six digits between a point and a blank, or behind the phone's name.
INLINE const uint8_t *special_start(const struct record_scan *scan, const uint8_t *line) {
  const uint8_t *start = line + scan->stamp_length + 1;
  if (scan->has_fraction) {
    // What is above those bytes has the high bit, or gets it.
    uint64_t above = load_8(line + 15) ^ 0x203030303030302Eull;
    if ((((above + 0x7F7676767676767Full) | above) & 0x8080808080808080ull) != 0) return NULL;
  } else if (line[15] != ' ') {
    return NULL;
  }
  if (scan->host_length == 0) return start;
  struct byte_scan_name host = byte_scan_name(start, (uint32_t)scan->host_length - 1);
  start += scan->host_length;
  return host.head == scan->host_head && host.tail == scan->host_tail && start[-1] == ' ' ? start : NULL;
}

#endif
