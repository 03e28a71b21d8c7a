#include "RecordScan.h"

#define INLINE static inline __attribute__((always_inline))
#define APART static __attribute__((noinline))
#define RARELY(condition) __builtin_expect(condition, 0)

/// Bytes that the key of a name has.
enum { KEY = 16 };

INLINE uint64_t load_8(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

INLINE uint32_t load_4(const uint8_t *bytes) {
  uint32_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

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

/// Whether the stamp stands at the line's start, with six digits of a fraction where there is one.
INLINE bool has_stamp(const struct record_scan *scan, const uint8_t *line) {
  if (load_8(line) != scan->stamp_head || load_8(line + 7) != scan->stamp_tail) return false;
  if (!scan->has_fraction) return line[15] == ' ';
  return line[15] == '.' && byte_scan_digits(line + 16) == 6 && line[22] == ' ';
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
  header->level = level->number;
  // "] <"
  return word == 0x3C205D && byte_scan_mask(same) == 0xFFFF && level->length > 0;
}

/// `process(image)[pid] <Level>: `
INLINE bool read_header(
    const struct record_scan *scan, size_t line, size_t end, struct record_scan_header *header) {
  size_t start = line + (scan->has_fraction ? 23 : 16);
  if (scan->host_length > 0) {
    struct byte_scan_name host = byte_scan_name(scan->base + start, (uint32_t)scan->host_length - 1);
    start += scan->host_length;
    if (host.head != scan->host_head || host.tail != scan->host_tail || scan->base[start - 1] != ' ') {
      return false;
    }
  }
  if (RARELY(start >= end)) return false;
  const uint8_t *at = scan->base + start;
  struct found process = find(&scan->processes, at, end - start, '(', '[');
  if (RARELY(!process.slot)) process = find_with_parentheses(&scan->processes, at, end - start);
  if (!process.slot || !process.slot->is_plain || (scan->refuses_blanks && process.slot->has_blank)) {
    return false;
  }
  header->process = process.slot->number;
  header->process_role = process.slot->role;
  header->image_role = 0;
  at += process.length;
  header->name_end = start + process.length;
  if (*at == '(') {
    struct found image = find(&scan->images, at + 1, end - header->name_end, ')', ')');
    if (!image.slot || !image.slot->is_plain) return false;
    header->image_role = image.slot->role;
    at += image.length + 2;
  }
  // Up to seven digits are a pid whatever they are.
  uint32_t digits = byte_scan_digits(at + 1);
  if (*at != '[' || digits - 1 > 6) return false;
  at += 1 + digits;
  size_t length;
  if (!read_level(scan, at, &length, header)) return false;
  header->message = (size_t)(at - scan->base) + length;
  return header->message <= end;
}

/// Not 0 where a message begins with one of the words, with a mark, or with an escape, which can stand for any byte.
INLINE uint32_t opens(const struct record_scan_words *words, uint32_t first) {
  uint32_t escape = first ^ 0x5C5C5C5C;
  return ((escape - 0x01010101) & ~escape & 0x80808080)
      | (words->openings[record_scan_opening_index(first, words->factor)] == first)
      | ((first & 0xC0) == 0 ? (uint32_t)(words->marks >> (first & 0x3F)) & 1 : 0);
}

bool record_scan_opens(const struct record_scan_words *words, const uint8_t *bytes) {
  return opens(words, load_4(bytes)) != 0;
}

INLINE bool is_odd(
    const struct record_scan_words *words, const uint8_t *bytes, size_t start, size_t end) {
  uint32_t first = load_4(bytes + start), last = load_4(bytes + end - 4);
  // Carriage returns and other bytes that end lines are below 0x0E.
  return opens(words, first) != 0 || (uint8_t)first == words->label || last < 0x0E000000
      || last == words->closings[0] || last == words->closings[1] || last == words->closings[2]
      || end - start >= words->shortest_cut;
}

bool record_scan_is_odd(
    const struct record_scan_words *words, const uint8_t *bytes, size_t start, size_t end) {
  return is_odd(words, bytes, start, end);
}

bool record_scan_begin(struct record_scan *scan) {
  if (scan->newline == scan->newline_count) return false;
  size_t end = scan->origin + scan->newlines[scan->newline];
  if (end - scan->at > scan->longest || !has_stamp(scan, scan->base + scan->at)) return false;
  if (!read_header(scan, scan->at, end, &scan->open.header)) return false;
  scan->open.start = scan->at;
  scan->open.newlines = 1;
  scan->newline++;
  scan->at = end + 1;
  return true;
}

void record_scan_pass_text(struct record_scan *scan) {
  if (scan->open.newlines == 1) scan->continued++;
  scan->open.newlines++;
  scan->at = scan->origin + scan->newlines[scan->newline++] + 1;
}

/// Counts the open record and opens the next one.
/// \returns whether the closed one may be more than plain.
INLINE bool close_and_open(
    struct record_scan *scan, size_t at, const struct record_scan_header *header) {
  struct record_scan_record *open = &scan->open;
  scan->records++;
  scan->by_process[open->header.process]++;
  scan->by_level[open->header.level]++;
  bool is_told = scan->takes_all;
  if (!scan->takes_none) {
    scan->is_odd = is_odd(scan->words, scan->base, open->header.message, at - 1);
    is_told |= scan->is_odd || (open->header.process_role | open->header.image_role) != 0
        || scan->next_word < at;
    if (is_told) scan->closed = *open;
    else scan->has_passed = true;
  }
  open->header = *header;
  open->start = at;
  open->line += open->newlines;
  open->newlines = 1;
  return is_told;
}

enum record_scan_stop record_scan_on(struct record_scan *scan) {
  for (;;) {
    size_t at = scan->at;
    if (RARELY(at - scan->open.start >= scan->longest)) return RECORD_SCAN_END;
    if (RARELY(scan->newline == scan->newline_count)) return RECORD_SCAN_NO_LINES;
    size_t end = scan->origin + scan->newlines[scan->newline];
    if (RARELY(end - at > scan->longest)) return RECORD_SCAN_END;
    const uint8_t *line = scan->base + at;
    if (!has_stamp(scan, line)) {
      // Nothing but text begins with a blank or a tab.
      if (*line != ' ' && *line != '\t') return RECORD_SCAN_TEXT;
      record_scan_pass_text(scan);
      continue;
    }
    struct record_scan_header header;
    if (RARELY(!read_header(scan, at, end, &header))) return RECORD_SCAN_END;
    scan->newline++;
    scan->at = end + 1;
    if (close_and_open(scan, at, &header)) return RECORD_SCAN_RECORD;
  }
}
