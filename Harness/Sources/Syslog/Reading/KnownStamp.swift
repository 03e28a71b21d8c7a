/// The fifteen bytes of the stamp that was read last: `Mar 26 10:26:57`.
struct KnownStamp: Hashable, Sendable {
  /// Its first eight bytes and its last eight; the middle one is in both.
  private var head: UInt64 = 0
  private var tail: UInt64 = 0

  /// Bytes that ``length(_:)`` and ``learn(_:)`` look at.
  static let reach = 24

  /// Length of the stamp at that place, if it is the known one, at most with another fraction; else 0.
  @inline(__always)
  func length(_ bytes: UnsafeRawPointer) -> Int {
    guard bytes.loadUnaligned(as: UInt64.self) == head,
      bytes.loadUnaligned(fromByteOffset: 7, as: UInt64.self) == tail
    else { return 0 }
    let next = bytes.load(fromByteOffset: 15, as: UInt8.self)
    if next == Ascii.blank { return 15 }
    guard next == UInt8(ascii: "."), bytes.load(fromByteOffset: 22, as: UInt8.self) == Ascii.blank,
      Self.areDigits(bytes.loadUnaligned(fromByteOffset: 14, as: UInt64.self))
    else { return 0 }
    return 22
  }

  /// Keeps the stamp of a header that was read, if it has the common length. Of another one nothing is known.
  mutating func learn(_ record: UnsafeRawBufferPointer, _ stamp: Range<Int>) {
    guard stamp.count == 15 || stamp.count == 22, record.count >= Self.reach else {
      self = KnownStamp()
      return
    }
    head = record.loadUnaligned(fromByteOffset: stamp.lowerBound, as: UInt64.self)
    tail = record.loadUnaligned(fromByteOffset: stamp.lowerBound + 7, as: UInt64.self)
  }

  /// Whether the last six of eight bytes are digits.
  @inline(__always)
  private static func areDigits(_ word: UInt64) -> Bool {
    let digits = word.littleEndian >> 16
    // A digit has 3 in its upper half, and adding 6 to its lower half does not reach the next one.
    return digits & 0xF0F0_F0F0_F0F0 == 0x3030_3030_3030
      && (digits &+ 0x0606_0606_0606) & 0xF0F0_F0F0_F0F0 == 0x3030_3030_3030
  }
}
