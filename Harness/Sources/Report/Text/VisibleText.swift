/// Text from a phone, a log or a file name made safe to look at: whatever would steer a terminal, reorder a
/// line or be invisible is replaced by a visible symbol. Every report and every terminal text passes through
/// here; the JSON documents alone keep the original, as escapes (``SafeJSON``).
public enum VisibleText {
  /// Marks that may sit on one letter; the writing systems need four at most, and hundreds of them would cover the
  /// lines above and below.
  static let mostMarks = 6

  /// The text on one line: newlines show as `␊`.
  public static func line(_ text: String) -> String { transform(text, keepsNewlines: false) }

  /// The text with its line breaks and tabs.
  public static func block(_ text: String) -> String { transform(text, keepsNewlines: true) }

  /// The text on one line; one that is longer than the limit is cut, and says how long it is:
  /// `nnnn… (10,000 characters)`.
  public static func line(_ text: String, limit: Int) -> String {
    cut(text, limit).map { line($0.head) + $0.rest } ?? line(text)
  }

  /// The text with its line breaks and tabs, cut as ``line(_:limit:)`` cuts it.
  public static func block(_ text: String, limit: Int) -> String {
    cut(text, limit).map { block($0.head) + $0.rest } ?? block(text)
  }

  /// The beginning of a text that is longer than the limit, and what stands for the rest; nil where it fits.
  private static func cut(_ text: String, _ limit: Int) -> (head: String, rest: String)? {
    // A text has no more scalars than bytes, and its bytes need no counting.
    guard text.utf8.count > limit else { return nil }
    let scalars = text.unicodeScalars
    let count = scalars.count
    guard count > limit else { return nil }
    let head = String(String.UnicodeScalarView(scalars.prefix(max(0, limit))))
    return (head, "… (\(grouped(count)) characters)")
  }

  private static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
    return String(digits)
  }

  private static func transform(_ text: String, keepsNewlines: Bool) -> String {
    guard !text.utf8.allSatisfy({ 0x20...0x7e ~= $0 }) else { return text }
    var result = String.UnicodeScalarView()
    result.reserveCapacity(text.utf8.count)
    // A mark at the beginning would sit on what stands before the text.
    var marks = mostMarks
    for scalar in text.unicodeScalars {
      marks = isMark(scalar) ? marks + 1 : 0
      if keepsNewlines, scalar == "\n" || scalar == "\t" {
        result.append(scalar)
        marks = mostMarks
      } else if let symbol = marks > mostMarks ? escape(scalar) : symbol(scalar) {
        result.append(contentsOf: symbol.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether a symbol stands for the character, wherever it is.
  public static func isHidden(_ scalar: Unicode.Scalar) -> Bool { symbol(scalar) != nil }

  /// Whether the character is drawn on the one before it.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }
    let category = scalar.properties.generalCategory
    return category == .nonspacingMark || category == .enclosingMark
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16))}"
  }

  /// What stands for the character; nil where it may stand for itself.
  ///
  /// Escaped are C1 controls, the controls of writing direction, and what Unicode calls default ignorable: characters
  /// that are drawn as nothing at all.
  private static func symbol(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x09: " "
    case 0x00...0x1f: Unicode.Scalar(0x2400 + scalar.value).map(String.init)
    case 0x20...0x7e: nil
    case 0x7f: "␡"
    case 0x80...0x9f, 0x00ad, 0x034f, 0x061c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b...0x180f,
      0x200b...0x200f,
      0x2028...0x202e, 0x2060...0x206f, 0x3164, 0xfe00...0xfe0f, 0xfeff, 0xffa0, 0xfff0...0xfffb,
      0x1bca0...0x1bca3, 0x1d173...0x1d17a, 0xe0000...0xe0fff:
      escape(scalar)
    case let value where value & 0xfffe == 0xfffe || (0xfdd0...0xfdef).contains(value): "\u{fffd}"
    default: nil
    }
  }
}
