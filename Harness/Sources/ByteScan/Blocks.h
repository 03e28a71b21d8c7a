/// Blocks of bytes that are looked at together, for the sources of this folder.
#ifndef BLOCKS_H
#define BLOCKS_H

#include "ByteScan.h"

#define INLINE static inline __attribute__((always_inline))
#define APART static __attribute__((noinline))
#define RARELY(condition) __builtin_expect(condition, 0)

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

/// The bits of a block's first bytes.
INLINE uint64_t below(size_t length) { return length < 64 ? (1ull << length) - 1 : ~0ull; }

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

#endif
