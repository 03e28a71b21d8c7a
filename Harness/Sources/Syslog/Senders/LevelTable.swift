/// Numbers the levels of a log. Level words are few; what a hostile log invents shares one number.
package struct LevelTable: Sendable {
  /// Levels that are told apart at most.
  static let capacity = 64

  /// The first is that of headers without a level, and of levels beyond the capacity.
  package private(set) var names = [""]

  /// The number of a header's level.
  mutating func number(of header: HeaderSpan, in bytes: Span<UInt8>) -> Int {
    guard let level = header.level else { return 0 }
    for number in names.indices.dropFirst() {
      let isSame = names[number].withUTF8 { bytes.extracting(level).equals($0) }
      if isSame { return number }
    }
    guard names.count < Self.capacity else { return 0 }
    names.append(bytes.text(level))
    return names.count - 1
  }
}
