import ByteScan

/// A name's first sixteen bytes and its length: all of most names.
struct NameKey: Hashable, Sendable {
  /// Names of this length are told by the key alone.
  static let whole = 16

  /// The first eight bytes, and the next eight; zero where the name has ended.
  var head: UInt64
  var tail: UInt64 = 0
  var length: Int

  init(head: UInt64, tail: UInt64, length: Int) { (self.head, self.tail, self.length) = (head, tail, length) }

  init(_ bytes: Span<UInt8>, _ name: Range<Int>) {
    func word(from start: Int) -> UInt64 {
      (0..<8).reduce(0) { word, at in
        start + at < name.upperBound ? word | UInt64(bytes[start + at]) << UInt64(8 * at) : word
      }
    }
    head = word(from: name.lowerBound)
    tail = word(from: name.lowerBound + 8)
    length = name.count
  }

  var hash: Int { record_scan_name_hash(head, tail) }
}
