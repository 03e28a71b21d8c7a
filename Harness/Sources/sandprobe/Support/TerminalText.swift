import Report

/// The last look at a text before a terminal gets it. Names and messages are made visible where they are put into a
/// sentence; what was forgotten there is stopped here.
enum TerminalText {
  /// The text in which only the program's own colours and the erasing of its progress line steer anything.
  static func guarded(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ 0x20...0x7E ~= $0 || $0 == 0x0A }) else { return text }
    var result = String.UnicodeScalarView()
    var plain = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    func flush() {
      result.append(contentsOf: VisibleText.block(String(plain)).unicodeScalars)
      plain.removeAll(keepingCapacity: true)
    }
    while let first = rest.first {
      if let length = ownLength(rest) {
        flush()
        result.append(contentsOf: rest.prefix(length))
        rest = rest.dropFirst(length)
      } else {
        plain.append(first)
        rest = rest.dropFirst()
      }
    }
    flush()
    return String(result)
  }

  /// How many characters of the program's own the text begins with: `ESC [ … m`, or the return and erasure before a
  /// progress line.
  private static func ownLength(_ text: Substring.UnicodeScalarView) -> Int? {
    let erasure = "\r\u{1B}[K".unicodeScalars
    if text.starts(with: erasure) { return erasure.count }
    guard text.starts(with: "\u{1B}[".unicodeScalars) else { return nil }
    let digits = text.dropFirst(2).prefix(12).prefix { ("0"..."9").contains($0) || $0 == ";" }
    return text.dropFirst(2 + digits.count).first == "m" ? 3 + digits.count : nil
  }
}
