#include "Blocks.h"

/// Bytes that one scan looks at, at most.
enum { WINDOW = 512 * 64 };

/// Writes the places of all bits.
APART uint32_t spread(uint64_t bits, size_t at, uint32_t *places, uint32_t count) {
  for (; bits; bits &= bits - 1) places[count++] = (uint32_t)at + (uint32_t)__builtin_ctzll(bits);
  return count;
}

/// Where bytes end lines or a scan, or are tabs and the like; and where a word may stand, in a block that the bytes end in or
/// soon after.
struct finds {
  uint64_t controls, words;
};

/// \param left from the block's first byte to the end of the bytes.
APART struct finds last_finds(const uint8_t *at, size_t left) {
  block here = LOAD(at);
  // Of an x in the last four bytes it is not known what follows.
  uint64_t known = left > 4 ? below(left - 4) : 0;
  uint64_t words = MASK(here == 'x') & (MASK(LOAD(at + 4) == 's') | ~known);
  return (struct finds){MASK(here < 0x20) & below(left), words & below(left)};
}

/// Leaves newlines alone among places of control bytes, up to a NUL or an escape.
INLINE struct byte_scan newlines_of(
    struct byte_scan seen, const uint8_t *bytes, uint32_t *places, const uint32_t *words) {
  uint32_t newlines = 0;
  for (uint32_t index = 0; index < seen.newlines; index++) {
    uint32_t place = places[index];
    uint8_t byte = bytes[place];
    places[newlines] = place;
    if (RARELY(byte != '\n')) {
      if (byte != 0 && byte != 0x1B) continue;
      seen.is_stopped = true;
      seen.reached = place;
      while (seen.words > 0 && words[seen.words - 1] >= place) seen.words--;
      break;
    }
    newlines++;
  }
  seen.newlines = newlines;
  return seen;
}

/// What is found seldom, kept out of the loop's registers.
struct places {
  uint32_t *newlines, *words;
  uint32_t word_count;
};

APART void keep_words(struct places *places, uint64_t found, size_t at) {
  places->word_count = spread(found, at, places->words, places->word_count);
}

/// \returns how many newlines there are now; the first of the bits was counted before.
APART uint32_t keep_lines(struct places *places, uint64_t found, size_t at, uint32_t count) {
  return spread(found, at, places->newlines, count);
}

/// Most blocks have one newline or none, so that one is written whether it is there or not: no branch depends on it which the
/// processor cannot foresee.
INLINE uint32_t keep_line(struct places *places, uint64_t found, size_t at, uint32_t count) {
  places->newlines[count] = (uint32_t)at + (uint32_t)(found ? __builtin_ctzll(found) : 64);
  count += found != 0;
  found &= found - 1;
  return RARELY(found != 0) ? keep_lines(places, found, at, count) : count;
}

INLINE struct byte_scan scan(
    const uint8_t *bytes, size_t count, uint32_t *newlines, uint32_t *words) {
  size_t at = 0, window = count < WINDOW ? count : WINDOW;
  // Four bytes behind a block are looked at.
  size_t end = count < window + 4 ? (count < 4 ? 0 : count - 4) : window;
  uint32_t lines = 0;
  struct places places = {newlines, words, 0};
  for (; at + 128 <= end; at += 128) {
    block one = LOAD(bytes + at), other = LOAD(bytes + at + 64);
    block in_one = (block)((one == 'x') & (LOAD(bytes + at + 4) == 's'));
    block in_other = (block)((other == 'x') & (LOAD(bytes + at + 68) == 's'));
    if (RARELY(MASK((in_one | in_other) != 0) != 0)) {
      keep_words(&places, MASK(in_one != 0), at);
      keep_words(&places, MASK(in_other != 0), at + 64);
      if (places.word_count > BYTE_SCAN_WORDS - 4 * 64) end = window = at + 128;
    }
    lines = keep_line(&places, MASK(one < 0x20), at, lines);
    lines = keep_line(&places, MASK(other < 0x20), at + 64, lines);
    if (RARELY(lines > BYTE_SCAN_NEWLINES - 4 * 64)) end = window = at + 128;
  }
  for (; at < window; at += 64) {
    struct finds found = last_finds(bytes + at, count - at);
    lines = spread(found.controls, at, newlines, lines);
    keep_words(&places, found.words, at);
  }
  struct byte_scan seen = {at < count ? at : count, lines, places.word_count, false};
  return newlines_of(seen, bytes, newlines, words);
}

INLINE struct byte_scan_text look(const uint8_t *bytes, ptrdiff_t count) {
  ptrdiff_t at = 0, mark = count;
  block all = 0;
  for (; at + 65 <= count; at += 64) {
    block here = LOAD(bytes + at);
    all |= here;
    uint64_t found = mark == count ? MASK(here == '<') : 0;
    for (; RARELY(found != 0); found &= found - 1) {
      ptrdiff_t place = at + __builtin_ctzll(found);
      uint8_t next = bytes[place + 1];
      if (next != 'p' && next != 'm' && next != 'd') continue;
      mark = place;
      break;
    }
  }
  bool is_ascii = MASK(all > 0x7F) == 0;
  byte_scan_16 most = 0;
  while (at < count && count >= 16) {
    // The last sixteen overlap those before.
    if (at > count - 16) at = count - 16;
    byte_scan_16 here = byte_scan_load(bytes + at);
    most |= here;
    uint32_t found = byte_scan_mask((byte_scan_16)(here == '<'));
    if (found && mark == count) mark = at + __builtin_ctz(found);
    at += 16;
  }
  is_ascii &= byte_scan_mask((byte_scan_16)(most > 0x7F)) == 0;
  uint8_t last = 0;
  for (; at < count; at++) {
    last |= bytes[at];
    if (mark == count && bytes[at] == '<') mark = at;
  }
  return (struct byte_scan_text){is_ascii && last < 0x80, mark};
}

#if defined(__x86_64__)

__attribute__((target("avx512bw,avx512vl,bmi"))) static struct byte_scan scan_widest(
    const uint8_t *bytes, size_t count, uint32_t *newlines, uint32_t *words) {
  return scan(bytes, count, newlines, words);
}

__attribute__((target("avx2,bmi"))) static struct byte_scan scan_wide(
    const uint8_t *bytes, size_t count, uint32_t *newlines, uint32_t *words) {
  return scan(bytes, count, newlines, words);
}

struct byte_scan byte_scan_lines(
    const void *bytes, size_t count, uint32_t *newlines, uint32_t *words) {
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")) {
    return scan_widest(bytes, count, newlines, words);
  }
  if (__builtin_cpu_supports("avx2")) return scan_wide(bytes, count, newlines, words);
  return scan(bytes, count, newlines, words);
}

__attribute__((target("avx2,bmi"))) static struct byte_scan_text look_wide(
    const uint8_t *bytes, ptrdiff_t count) {
  return look(bytes, count);
}

struct byte_scan_text byte_scan_text(const void *bytes, ptrdiff_t count) {
  return __builtin_cpu_supports("avx2") ? look_wide(bytes, count) : look(bytes, count);
}

#else

struct byte_scan_text byte_scan_text(const void *bytes, ptrdiff_t count) { return look(bytes, count); }

struct byte_scan byte_scan_lines(
    const void *bytes, size_t count, uint32_t *newlines, uint32_t *words) {
  return scan(bytes, count, newlines, words);
}

#endif
