/// How headers are compared and counted without making text of them.
extension Span<UInt8> {
  /// Whether the range holds that text and nothing else.
  func reads(_ text: StaticString, at range: Range<Int>) -> Bool {
    range.count == text.utf8CodeUnitCount && holds(text, at: range.lowerBound)
  }

  /// The decimal number that the range is, if it is one that fits.
  func number(_ range: Range<Int>) -> Int32? {
    guard !range.isEmpty, range.count <= 10 else { return nil }
    var value = 0
    for at in range {
      guard self[at].isDigit else { return nil }
      value = value * 10 + Int(self[at] - 0x30)
    }
    return Int32(exactly: value)
  }

  /// The first place at or after `start` that is no blank.
  func afterBlanks(_ start: Int) -> Int {
    var at = start
    while at < count, self[at] == Ascii.blank { at += 1 }
    return at
  }

  /// What follows the last slash in a path; the whole where nothing does.
  func lastComponent(_ range: Range<Int>) -> Range<Int> {
    var at = range.upperBound
    while at > range.lowerBound, self[at - 1] != Ascii.slash { at -= 1 }
    return at == range.upperBound ? range : at..<range.upperBound
  }
}
