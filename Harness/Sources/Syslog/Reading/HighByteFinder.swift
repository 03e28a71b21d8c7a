/// Finds bytes that are no ASCII, sixteen at a time, and looks at no byte twice.
struct HighByteFinder: Sendable {
  /// Where one was found, or up to where there is none.
  private var reached = 0
  private var isFound = false

  /// The first place of one at or after `start`; nil where the buffer ends before one.
  @inline(__always)
  mutating func next(from start: Int, in bytes: UnsafeRawBufferPointer) -> Int? {
    if isFound, reached >= start { return reached }
    return search(from: isFound ? start : max(reached, start), in: bytes)
  }

  private mutating func search(from start: Int, in bytes: UnsafeRawBufferPointer) -> Int? {
    var at = min(start, bytes.count)
    while at &+ 128 <= bytes.count {
      var all = SIMD16<UInt8>.zero
      for block in 0..<8 {
        all |= bytes.loadUnaligned(fromByteOffset: at &+ block &* 16, as: SIMD16<UInt8>.self)
      }
      let sum = unsafeBitCast(all, to: SIMD2<UInt64>.self)
      if (sum.x | sum.y) & 0x8080_8080_8080_8080 != 0 { break }
      at &+= 128
    }
    while at < bytes.count, bytes[at] < 0x80 { at &+= 1 }
    reached = at
    isFound = at < bytes.count
    return isFound ? at : nil
  }

  /// Follows the buffer when its first bytes are taken away.
  mutating func drop(_ count: Int) {
    if reached < count {
      reached = 0
      isFound = false
    } else {
      reached -= count
    }
  }
}
