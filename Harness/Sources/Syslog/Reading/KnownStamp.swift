/// The fifteen bytes of the stamp that was read last: `Mar 26 10:26:57`.
struct KnownStamp: Hashable, Sendable {
  /// Its first eight bytes and its last eight; the middle one is in both.
  private(set) var head: UInt64 = 0
  private(set) var tail: UInt64 = 0

  /// Bytes that are looked at.
  static let reach = 24

  /// Lengths without a fraction, and with one.
  static let common = 15
  static let longest = 22

  /// Whether the known stamp may stand at that place, by its first eight bytes.
  func mayStand(_ bytes: UnsafeRawPointer) -> Bool { bytes.loadUnaligned(as: UInt64.self) == head }

  /// Keeps the stamp of a header that was read, if it has the common length. Of another one nothing is known.
  mutating func learn(_ record: UnsafeRawBufferPointer, _ stamp: Range<Int>) {
    guard stamp.count == Self.common || stamp.count == Self.longest, record.count >= Self.reach else {
      self = KnownStamp()
      return
    }
    head = record.loadUnaligned(fromByteOffset: stamp.lowerBound, as: UInt64.self)
    tail = record.loadUnaligned(fromByteOffset: stamp.lowerBound + 7, as: UInt64.self)
  }
}
