/// The bytes of a relay's stamp, kept by value: `Mar 26 10:26:57` or `Sep  1 16:21:01.549408`.
package struct StampBytes: Hashable, Sendable {
  /// More than any relay prints is not kept.
  package static let longest = 24

  private var words = SIMD3<UInt64>.zero
  private(set) var count = 0

  package init() {}

  init(_ bytes: UnsafeRawBufferPointer) {
    count = min(bytes.count, Self.longest)
    withUnsafeMutableBytes(of: &words) {
      $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes.prefix(count)))
    }
  }

  package init(_ text: String) {
    var text = text
    self = text.withUTF8 { StampBytes(UnsafeRawBufferPointer($0)) }
  }

  /// The stamp of a record whose header was read quickly: more bytes than any stamp has follow.
  @inline(__always)
  init(quick stamp: UnsafeRawPointer, count: Int) {
    words.x = stamp.loadUnaligned(as: UInt64.self)
    words.y = stamp.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    words.z = stamp.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
    let beyond = UInt64(8 &* (Self.longest &- count))
    // What lies behind the stamp is taken off, so that equal ones are equal.
    if count <= 16 {
      words.y = words.y.littleEndian & (~0 &>> (beyond &- 64))
      words.z = 0
    } else {
      words.z = words.z.littleEndian & (~0 &>> beyond)
    }
    self.count = count
  }

  /// Its words.
  var quick: (UInt64, UInt64, UInt64) { (words.x, words.y, words.z) }

  package var isEmpty: Bool { count == 0 }

  /// Whether both are of one second.
  package func isSameSecond(as other: StampBytes) -> Bool {
    // Fifteen bytes: the first word, and all of the second but its last byte.
    count == other.count && words.x == other.words.x
      && (words.y.littleEndian ^ other.words.y.littleEndian) & 0x00FF_FFFF_FFFF_FFFF == 0
  }

  package var text: String {
    withUnsafeBytes(of: words) { String(decoding: $0.prefix(count), as: UTF8.self) }
  }
}
