/// Finds places where the word "extension" may stand: sandbox extensions are spoken of by any process, so that every
/// message has to be searched. It looks at no byte twice and at sixteen bytes at a time.
struct RareWordFinder: Sendable {
  /// Where the word's `x` was found, or up to where there is none.
  private var reached = 0
  private var isFound = false

  /// Bytes from the `x` to the end of the word.
  static let length = 8
  private static let distance = 4  // from `x` to `s`

  /// The first place at or after `start` where an `x` stands and an `s` four bytes on; nil where the buffer ends
  /// before one.
  @inline(__always)
  mutating func next(from start: Int, in bytes: UnsafeRawBufferPointer) -> Int? {
    if isFound, reached >= start { return reached }
    return search(from: isFound ? start : max(reached, start), in: bytes)
  }

  private mutating func search(from start: Int, in bytes: UnsafeRawBufferPointer) -> Int? {
    let end = bytes.count - Self.distance
    guard start < end, let base = bytes.baseAddress else { return nil }
    let x = SIMD16<UInt8>(repeating: UInt8(ascii: "x"))
    let s = SIMD16<UInt8>(repeating: UInt8(ascii: "s"))
    var at = start
    while at &+ 128 <= end {
      var any = SIMDMask<SIMD16<Int8>>(repeating: false)
      for block in 0..<8 {
        let place = base + (at &+ block &* 16)
        let first = place.loadUnaligned(as: SIMD16<UInt8>.self) .== x
        let second = place.loadUnaligned(fromByteOffset: Self.distance, as: SIMD16<UInt8>.self) .== s
        any = any .| (first .& second)
      }
      let sum = unsafeBitCast(any, to: SIMD2<UInt64>.self)
      if sum.x | sum.y != 0, let found = slowly(base, at..<at + 128) { return found }
      at &+= 128
    }
    if let found = slowly(base, at..<end) { return found }
    reached = max(start, end)
    isFound = false
    return nil
  }

  private mutating func slowly(_ base: UnsafeRawPointer, _ range: Range<Int>) -> Int? {
    let bytes = UnsafeRawBufferPointer(start: base, count: range.upperBound)
    var from = range.lowerBound
    while let at = bytes.first(UInt8(ascii: "x"), from: from) {
      if base.load(fromByteOffset: at + Self.distance, as: UInt8.self) == UInt8(ascii: "s") {
        reached = at
        isFound = true
        return at
      }
      from = at + 1
    }
    return nil
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
