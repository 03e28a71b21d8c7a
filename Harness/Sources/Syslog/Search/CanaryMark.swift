import ProbeProtocol

/// Finds places of a raw log where a ``CanaryText`` may stand, in any ``TextForm``, by the mark that all of them begin with.
/// All of its bytes are ASCII letters, which no log form escapes.
package enum CanaryMark {
  /// Where they begin, in order.
  package static func places(in log: UnsafeRawBufferPointer) -> [Int] { finder.places(in: log) }

  /// Whether one may stand in the text.
  package static func occurs(in text: String) -> Bool {
    var text = text
    return text.withUTF8 { finder.next(from: 0, in: UnsafeRawBufferPointer($0)) != nil }
  }

  private static let finder = PhraseFinder(phrases(Array(CanaryText.mark.utf8)))

  /// Data is printed in groups of four bytes, so that of eight bytes in hex one whole group stands together.
  private static func phrases(_ mark: [UInt8]) -> [[UInt8]] {
    let groups = (0..<4).map { ShownText.hexDigits(Array(mark[$0..<($0 + 4)])) }
    let percent = mark.prefix(4).flatMap { [UInt8(ascii: "%")] + ShownText.hexDigits([$0]) }
    let lower = groups + [percent]
    return [mark] + ShownText.base64Cores(mark) + lower
      + lower.map { $0.map { $0.isLetter ? $0 & 0xDF : $0 } }
  }
}
