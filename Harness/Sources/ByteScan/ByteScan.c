#include "ByteScan.h"

#define INLINE static inline __attribute__((always_inline))
#define APART static __attribute__((noinline))
#define RARELY(condition) __builtin_expect(condition, 0)

/// Bytes that one scan looks at, at most.
enum { WINDOW = 512 * 64 };

typedef uint8_t block __attribute__((ext_vector_type(64)));
typedef block unaligned_block __attribute__((aligned(1), may_alias));
typedef bool block_bits __attribute__((ext_vector_type(64)));

#define LOAD(bytes) (*(const unaligned_block *)(bytes))
/// A bit for each byte of a block in which something was found.
#define MASK(found) \
  ((union { \
    block_bits bits; \
    uint64_t mask; \
  }){__builtin_convertvector(found, block_bits)} \
       .mask)

/// Places in a block that are looked at one by one.
struct finds {
  uint64_t words, stops;
};

APART struct finds finds(const uint8_t *at) {
  block here = LOAD(at);
  return (struct finds){MASK((here == 'x') & (LOAD(at + 4) == 's')), MASK((here == 0) | (here == 0x1B))};
}

APART uint64_t places(const uint8_t *at, uint8_t byte) { return MASK(LOAD(at) == byte); }

INLINE uint64_t below(size_t length) { return length < 64 ? (1ull << length) - 1 : ~0ull; }

/// Writes the places of all bits.
APART uint32_t spread(uint64_t bits, size_t at, uint32_t *places, uint32_t count) {
  for (; bits; bits &= bits - 1) places[count++] = (uint32_t)at + (uint32_t)__builtin_ctzll(bits);
  return count;
}

/// A block with a word, with a byte that ends the scan, or at the end of the bytes.
/// \param left from the block's first byte to that end.
/// \returns whether the scan ends in it.
APART bool take(
    const uint8_t *at, size_t left, uint32_t *newlines, uint32_t *words, struct byte_scan *seen) {
  struct finds found = finds(at);
  size_t length = left < 64 ? left : 64;
  // Of an x in the last four bytes it is not known what follows.
  if (left < 68) found.words |= places(at, 'x') & ~below(left > 4 ? left - 4 : 0);
  seen->is_stopped = (found.stops & below(length)) != 0;
  if (seen->is_stopped) length = (size_t)__builtin_ctzll(found.stops);
  seen->words = spread(found.words & below(length), seen->reached, words, seen->words);
  seen->newlines = spread(places(at, '\n') & below(length), seen->reached, newlines, seen->newlines);
  seen->reached += length;
  return seen->is_stopped || seen->words > BYTE_SCAN_WORDS - 64
      || seen->newlines > BYTE_SCAN_NEWLINES - 64 - WINDOW / 64;
}

INLINE struct byte_scan scan(
    const uint8_t *bytes, size_t count, uint32_t *newlines, uint32_t *words) {
  struct byte_scan seen = {0};
  if (count > WINDOW) count = WINDOW;
  while (seen.reached < count) {
    size_t at = seen.reached;
    uint32_t lines = seen.newlines;
    for (; at + 68 <= count; at += 64) {
      block here = LOAD(bytes + at);
      if (RARELY(MASK(((here == 'x') & (LOAD(bytes + at + 4) == 's')) | (here == 0) | (here == 0x1B)) != 0)) {
        break;
      }
      // Most blocks have one newline or none, so that one is written whether it is there or not: no branch depends on it
      // which the processor cannot foresee.
      uint64_t ends = MASK(here == '\n');
      newlines[lines] = (uint32_t)at + (uint32_t)__builtin_ctzll(ends | 1ull << 63);
      lines += ends != 0;
      ends &= ends - 1;
      if (RARELY(ends != 0)) {
        lines = spread(ends, at, newlines, lines);
        if (lines > BYTE_SCAN_NEWLINES - 64 - WINDOW / 64) {
          seen.reached = at + 64;
          seen.newlines = lines;
          return seen;
        }
      }
    }
    seen.reached = at;
    seen.newlines = lines;
    if (at < count && take(bytes + at, count - at, newlines, words, &seen)) break;
  }
  return seen;
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
