/// The tight loop over records whose headers are made of names that were met before. What a header is, what its names mean and
/// which messages matter is decided in Swift; here bytes are compared with what Swift found.
#ifndef RECORD_SCAN_H
#define RECORD_SCAN_H

#include "ByteScan.h"

/// A name in a table with open addressing.
struct record_scan_slot {
  /// Its first sixteen bytes, zero behind its end.
  uint64_t head, tail;
  /// 0 in an empty slot.
  uint16_t length;
  uint8_t role;
  /// Whether it is nothing but a name wherever it stands.
  bool is_plain;
  bool has_blank;
  int32_t number;
};

struct record_scan_names {
  const struct record_scan_slot *slots;
  /// One less than their number, which is a power of two.
  size_t mask;
  /// All names one after another, and where each begins.
  const uint8_t *store;
  const int32_t *starts;
};

/// A level and what closes a header behind it, in up to sixteen bytes.
struct record_scan_level {
  byte_scan_16 text, mask;
  /// Of all that; 0 in an empty slot.
  int32_t length;
  int32_t number;
};

/// What a message of any process may begin or end with that is more than plain.
struct record_scan_words {
  /// First words of four bytes, each at the place that its product with the factor gives; 0 elsewhere.
  uint32_t openings[64];
  uint32_t factor;
  uint32_t closings[3];
  /// A bit for each first byte below 64 that counts.
  uint64_t marks;
  /// A first byte above them that counts.
  uint8_t label;
  /// Bytes from which on a message may be cut.
  size_t shortest_cut;
};

struct record_scan_header {
  /// Where the process's name ends, and where the message begins.
  size_t name_end, message;
  int32_t process, level;
  uint8_t process_role, image_role;
};

/// A record whose header was read.
struct record_scan_record {
  struct record_scan_header header;
  size_t start;
  /// Number of its first line, and how many newlines it has.
  size_t line, newlines;
};

/// Why the loop stops.
enum record_scan_stop {
  /// All places of newlines are used up.
  RECORD_SCAN_NO_LINES,
  /// A line without the stamp that may be more than text.
  RECORD_SCAN_TEXT,
  /// A record may be more than plain: `closed`, which ends where `open` begins.
  RECORD_SCAN_RECORD,
  /// A line that cannot be read here, or a record that grew too long.
  RECORD_SCAN_END,
};

struct record_scan {
  const uint8_t *base;
  uint64_t stamp_head, stamp_tail;
  bool has_fraction;
  uint64_t host_head, host_tail;
  /// With the blank behind it; 0 where there is none.
  size_t host_length;
  /// Whether names with a blank are not read.
  bool refuses_blanks;
  bool has_level;
  /// How many bytes a record may have.
  size_t longest;
  struct record_scan_names processes, images;
  /// Sixty-four of them.
  const struct record_scan_level *levels;
  const struct record_scan_words *words;
  /// Whether all records are handed out, or none.
  bool takes_all, takes_none;

  /// Places of newlines, counted from an origin.
  const uint32_t *newlines;
  size_t origin, newline, newline_count;
  /// Where the next word stands.
  size_t next_word;

  /// Where the next line begins.
  size_t at;
  struct record_scan_record open, closed;
  /// Whether the closed one may be told by how it begins or ends, see record_scan_is_odd.
  bool is_odd;
  /// Whether a record was passed over since one was handed out.
  bool has_passed;
  /// Records that were closed, by the numbers of process and level; and those of them with further lines.
  intptr_t *by_process, *by_level;
  size_t records, continued;
};

/// Reads the header of the line at `at`, which is whole, and opens the record.
/// \returns whether it could be read.
bool record_scan_begin(struct record_scan *scan);

/// Goes on from line to line.
enum record_scan_stop record_scan_on(struct record_scan *scan);

/// Goes on with the open record past a line without the stamp.
void record_scan_pass_text(struct record_scan *scan);

/// Whether a message may be told by how it begins or ends, or may be cut. Four bytes before and behind it are read.
bool record_scan_is_odd(
    const struct record_scan_words *words, const uint8_t *bytes, size_t start, size_t end);

/// Whether one of the openings or marks stands there, or an escape.
bool record_scan_opens(const struct record_scan_words *words, const uint8_t *bytes);

/// By the first four bytes of a level and what follows it.
static inline uint32_t record_scan_level_index(uint32_t word) { return (word * 0x9E3779B1u) >> 26; }

static inline uint32_t record_scan_opening_index(uint32_t word, uint32_t factor) {
  return (word * factor) >> 26;
}

static inline size_t record_scan_name_hash(uint64_t head, uint64_t tail) {
  return (size_t)(((head ^ tail * 0xD1B54A32D192ED03ull) * 0x9E3779B97F4A7C15ull) >> 32);
}

#endif
