/// Text from a phone, a log or a file name made safe to look at: whatever would steer a terminal, reorder a
/// line or be invisible is replaced by a visible symbol. Every report and every terminal text passes through
/// here; findings.json alone keeps the original.
public enum VisibleText {
  /// The text on one line: newlines show as `␊`.
  public static func line(_ text: String) -> String { transform(text, keepsNewlines: false) }

  /// The text with its line breaks and tabs.
  public static func block(_ text: String) -> String { transform(text, keepsNewlines: true) }

  /// The text on one line, with an ellipsis in place of what is beyond the limit.
  public static func line(_ text: String, limit: Int) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > limit else { return line(text) }
    return line(String(String.UnicodeScalarView(scalars.prefix(limit)))) + "…"
  }

  private static func transform(_ text: String, keepsNewlines: Bool) -> String {
    var result = String.UnicodeScalarView()
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if keepsNewlines, scalar == "\n" || scalar == "\t" {
        result.append(scalar)
      } else if let symbol = symbol(scalar) {
        result.append(contentsOf: symbol.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether a symbol stands for the character.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool { symbol(scalar) != nil }

  /// What stands for the character; nil where it may stand for itself.
  private static func symbol(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x09: " "
    case 0x00...0x1f: Unicode.Scalar(0x2400 + scalar.value).map(String.init)
    case 0x7f: "␡"
    case 0x80...0x9f, 0x00ad, 0x034f, 0x061c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180e, 0x200b...0x200f,
      0x2028...0x202e, 0x2060...0x206f, 0x3164, 0xfeff, 0xffa0, 0xfff9...0xfffb, 0xe0000...0xe0fff:
      "\\u{\(String(scalar.value, radix: 16))}"
    case let value where value & 0xfffe == 0xfffe || (0xfdd0...0xfdef).contains(value): "\u{fffd}"
    default: nil
    }
  }
}
