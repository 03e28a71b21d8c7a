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

/// Of a byte: it counts as the first one, it begins a label, or something that counts may end with it.
enum { RECORD_SCAN_MARK = 1, RECORD_SCAN_LABEL = 2, RECORD_SCAN_ENDING = 4 };

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
  /// Last words in the same manner; what no word ends with elsewhere.
  uint32_t closings[16];
  /// What is said of each byte, see below.
  uint8_t bytes[256];
  /// A bit for each two bytes that a message may begin with which counts; the first is the lower one.
  uint32_t pairs[2048];
  /// The first four bytes of the words that decisions have.
  uint8_t decisions[2][4];
  /// Bytes from which on a message may be cut.
  size_t shortest_cut;
};

/// Bytes of a header that is known, at most.
enum { RECORD_SCAN_HEADER = 48 };

/// Of a role: the header is none of the known ones, and its place is taken by another soon.
enum { RECORD_SCAN_PASSING = 0x80 };

/// A header that was read before, and what it says: sixty-four bytes, one line of a processor's cache where they are aligned.
struct record_scan_header {
  /// `process(image)[pid] <Level>: `, without the stamp and the phone's name.
  /// What is behind its end does not count.
  uint8_t text[RECORD_SCAN_HEADER];
  /// Records that were closed and are not yet counted by process and level.
  uint32_t count;
  /// Number of its counts among those of quiet records, from 1; 0 where there are none.
  uint32_t quiet;
  /// No name table gives a higher number.
  uint16_t process;
  /// Length of the process's name, which the text begins with.
  uint16_t name;
  uint8_t level, role;
};

/// Headers in a table with open addressing. The first two are places for those that are not kept.
struct record_scan_headers {
  struct record_scan_header *all;
  /// How many there are, and how many there can be.
  uint32_t count, capacity;
  /// Numbers of headers; 0 in an empty slot. There are twice as many as headers can be, and a power of two.
  uint16_t *slots;
  /// One less than their number, and 64 less its logarithm.
  uint32_t mask, shift;
};

/// By which first bytes and words a family's messages are known, so that others are certainly quiet.
struct record_scan_wording {
  uint32_t words[8];
  uint64_t first[4];
  /// First bytes that count where no blank follows.
  uint64_t without_blank[4];
};

/// A text of up to sixteen bytes, zero behind its end, as is the mask.
struct record_scan_text {
  byte_scan_16 text, mask;
};

/// What stands for parts that were withheld. The last one is longer than what is compared.
enum { RECORD_SCAN_REDACTIONS = 3 };

/// How many families of messages there are, and the role of the first, which is the sandbox's. Below it are the kernel's role
/// and that of whoever reports decisions.
enum { RECORD_SCAN_FAMILIES = 13, RECORD_SCAN_KERNEL = 1, RECORD_SCAN_FIRST_FAMILY = 3 };

/// Counts of a family's records whose wording is not known.
struct record_scan_quiet {
  intptr_t count, redacted, first_redacted, last_line;
  /// The first lines.
  intptr_t lines[8];
  /// The last one's first bytes, and how many of them are its stamp.
  uint64_t stamp[3];
  intptr_t stamp_length;
};

/// A record whose header was read.
struct record_scan_record {
  size_t start, message;
  /// Number of its first line, and how many newlines it has.
  size_t line, newlines;
  uint32_t header;
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
  /// Whether it has either.
  bool is_special;
  /// Whether names with a blank are not read.
  bool refuses_blanks;
  bool has_level;
  /// How many bytes a record may have.
  size_t longest;
  struct record_scan_names processes, images;
  /// Sixty-four of them.
  const struct record_scan_level *levels;
  const struct record_scan_words *words;
  struct record_scan_headers headers;
  /// By the family's role, and marks of what was withheld.
  const struct record_scan_wording *wordings;
  const struct record_scan_text *redactions;
  struct record_scan_quiet *quiet;
  size_t quiet_count;
  /// Their numbers, counted from 1, by process and family.
  const uint32_t *quiet_places;
  size_t quiet_place_count;
  /// A bit for each first byte of a line that can only be text.
  const uint64_t *texts;
  size_t stamp_length;
  /// Whether all records are handed out, or none.
  bool takes_all, takes_none;

  /// Places of newlines, counted from an origin.
  const uint32_t *newlines;
  size_t origin, newline, newline_count;
  /// Places of words from the same origin. The next one may be of those before, and further ones may have been passed.
  const uint32_t *words_at;
  size_t word, word_count, next_word;
  bool has_passed_word;

  /// Where the next line begins.
  size_t at;
  struct record_scan_record open, closed;
  /// Whether the closed one may be told by how it begins or ends, see record_scan_is_odd; and whether a word may stand in it.
  bool is_odd, has_word;
  /// Whether a record was passed over since one was handed out.
  bool has_passed;
  /// Records that were closed and whose header is not kept, by the numbers of process and level; and all of them, and those
  /// with further lines.
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

/// Marks two bytes that a message may begin with.
void record_scan_put_pair(struct record_scan_words *words, uint8_t first, uint8_t second);

/// Marks a first byte, whatever follows it.
void record_scan_put_mark(struct record_scan_words *words, uint8_t first, uint8_t what);

/// Whether a message may be told by how it begins or ends, or may be cut. Four bytes before and behind it are read.
bool record_scan_is_odd(
    const struct record_scan_words *words, const uint8_t *bytes, size_t start, size_t end);

/// Whether the word may stand in the open record, which ends at a place. Places up to there are passed.
bool record_scan_has_word(struct record_scan *scan, size_t end);

/// Whether a family may know a message by how it begins.
bool record_scan_may_be_known(
    const struct record_scan_wording *wording, const uint8_t *bytes, size_t start, size_t end);

/// What a process's record may be where a library speaks for it. The kernel (1) reports decisions (2) where its sandbox (3)
/// does; else the library tells, where the process does not.
static inline uint8_t record_scan_role(uint8_t process, uint8_t image) {
  if (process > 1) return process;
  return process == RECORD_SCAN_KERNEL && image == RECORD_SCAN_FIRST_FAMILY ? 2 : image;
}

/// By the first four bytes of a level and what follows it.
static inline uint32_t record_scan_level_index(uint32_t word) { return (word * 0x9E3779B1u) >> 26; }

static inline uint32_t record_scan_opening_index(uint32_t word, uint32_t factor) {
  return (word * factor) >> 26;
}

static inline uint32_t record_scan_closing_index(uint32_t word) { return (word * 0x9E3779B1u) >> 28; }

static inline size_t record_scan_name_hash(uint64_t head, uint64_t tail) {
  return (size_t)(((head ^ tail * 0xD1B54A32D192ED03ull) * 0x9E3779B97F4A7C15ull) >> 32);
}

#endif
