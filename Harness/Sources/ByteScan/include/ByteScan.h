/// What the reading of logs does with many bytes at once. Swift has no way to make a number of a comparison's lanes, and
/// none to use wider registers where the processor has them.
///
/// It is C without intrinsics: clang makes it what the processor has, on x86-64 as on arm64.
#ifndef BYTE_SCAN_H
#define BYTE_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// Places that one scan gives at most, of newlines and of words.
enum { BYTE_SCAN_NEWLINES = 2048, BYTE_SCAN_WORDS = 512 };
/// Bytes behind the last that are read, whatever they are.
enum { BYTE_SCAN_BEHIND = 128 };

/// What a scan saw.
struct byte_scan {
  /// Bytes from the first that were looked at.
  size_t reached;
  uint32_t newlines;
  uint32_t words;
  /// Whether the byte behind those is a NUL or an escape.
  bool is_stopped;
};

/// Finds newlines, and places where the word "extension" may stand: an x, and an s four bytes on. It ends before a NUL or an
/// escape, and where there are many places or many bytes.
/// \param newlines takes their places, counted from the first byte.
/// \param words takes the places of the x.
struct byte_scan byte_scan_lines(
    const void *bytes, size_t count, uint32_t *newlines, uint32_t *words);

/// What a look at a text tells.
struct byte_scan_text {
  /// Whether all bytes are ASCII.
  bool is_ascii;
  /// How many bytes stand before the first < that p, m or d follows, as in <private>; all where there is none.
  ptrdiff_t mark;
};

struct byte_scan_text byte_scan_text(const void *bytes, ptrdiff_t count);

typedef uint8_t byte_scan_16 __attribute__((ext_vector_type(16)));
typedef bool byte_scan_bits __attribute__((ext_vector_type(16)));

/// A bit for each of sixteen bytes.
static inline __attribute__((always_inline)) uint32_t byte_scan_mask(byte_scan_16 found) {
  byte_scan_bits bits = __builtin_convertvector(found, byte_scan_bits);
  uint16_t mask;
  memcpy(&mask, &bits, sizeof mask);
  return mask;
}

static inline __attribute__((always_inline)) byte_scan_16 byte_scan_load(const void *bytes) {
  byte_scan_16 loaded;
  memcpy(&loaded, bytes, sizeof loaded);
  return loaded;
}

/// How many of sixteen bytes stand before the first of either; more than sixteen where neither is among them.
static inline __attribute__((always_inline)) uint32_t byte_scan_before(
    const void *bytes, uint8_t one, uint8_t other) {
  byte_scan_16 loaded = byte_scan_load(bytes);
  byte_scan_16 found = (byte_scan_16)(loaded == one);
  if (one != other) found |= (byte_scan_16)(loaded == other);
  return (uint32_t)__builtin_ctz(byte_scan_mask(found) | 0x20000);
}

/// How many digits come first, of sixteen bytes.
static inline __attribute__((always_inline)) uint32_t byte_scan_digits(const void *bytes) {
  byte_scan_16 above = byte_scan_load(bytes) - (uint8_t)'0';
  return (uint32_t)__builtin_ctz(byte_scan_mask((byte_scan_16)(above > 9)) | 0x10000);
}

/// The first bytes of a name, zero behind its end.
struct byte_scan_name {
  uint64_t head, tail;
};

/// A name of up to sixteen bytes.
static inline __attribute__((always_inline)) struct byte_scan_name byte_scan_name(
    const void *bytes, uint32_t length) {
  static const uint8_t below[32] = {
      0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
  byte_scan_16 name = byte_scan_load(bytes) & byte_scan_load(below + 16 - length);
  struct byte_scan_name words;
  memcpy(&words, &name, sizeof words);
  return words;
}

#endif
