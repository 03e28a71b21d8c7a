/// How a text can be written in a message.
public enum TextForm: String, Hashable, Sendable, Codable, CaseIterable {
  /// As it is.
  case plain
  /// `%2F` for some bytes or for all of them (RFC 3986, section 2.1).
  case percent
  /// Two hex digits a byte, of either case, with or without blanks between them: Foundation prints data in groups of four
  /// bytes.
  case hex
  /// Base64 of something that has the text in it, at any of the three places in a group, in either alphabet (RFC 4648,
  /// sections 4 and 5).
  case base64
}

/// A text to be found in messages, in every form. What the log itself escapes is undone in a record's message already.
package struct ShownText: Sendable {
  private let plain: [UInt8]
  private let hex: PhraseFinder
  private let whole: PhraseFinder
  private let base64: PhraseFinder

  package init(_ text: String) {
    plain = Array(text.utf8)
    whole = PhraseFinder([plain])
    hex = PhraseFinder([Self.hexDigits(plain)])
    base64 = PhraseFinder(Self.base64Cores(plain).map { Self.standard($0) })
  }

  /// The first form in which the text stands in the message before `end`; nil where it does not.
  /// - Parameter end: of the part that is looked at, in bytes of UTF-8.
  package func form(in message: String, before end: Int = .max) -> TextForm? {
    let bytes = Array(message.utf8.prefix(end))
    if Self.occurs(whole, in: bytes) { return .plain }
    if bytes.contains(UInt8(ascii: "%")), Self.occurs(whole, in: PercentEscapes.undone(in: bytes)) {
      return .percent
    }
    if Self.occurs(hex, in: Self.withoutBlanks(bytes)) { return .hex }
    let letters = Self.standard(bytes.filter { !$0.endsLine })
    return Self.occurs(base64, in: letters) ? .base64 : nil
  }

  private static func occurs(_ finder: PhraseFinder, in bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { finder.next(from: 0, in: $0) != nil }
  }

  // MARK: Forms

  /// Lower-case hex digits.
  static func hexDigits(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  }

  /// What base64 of anything that holds the bytes has in it, whatever stands before and behind them: for each of the three
  /// places in a group the letters that the bytes alone decide.
  static func base64Cores(_ bytes: [UInt8]) -> [[UInt8]] {
    (0..<3).compactMap { before in
      let padded = [UInt8](repeating: 0, count: before) + bytes
      let letters = Array(base64Letters(padded))
      // The letters that share a byte with what stands before: none, two, three.
      let first = before == 0 ? 0 : before + 1
      let end = padded.count * 8 / 6
      return end - first >= 4 ? Array(letters[first..<end]) : nil
    }
  }

  private static func base64Letters(_ bytes: [UInt8]) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var letters: [UInt8] = []
    var bits: UInt32 = 0
    var held = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      held += 8
      while held >= 6 {
        held -= 6
        letters.append(alphabet[Int(bits >> UInt32(held) & 63)])
      }
      bits &= 63
    }
    return letters
  }

  /// Letters of the alphabet for URLs become those of the standard one.
  private static func standard(_ letters: [UInt8]) -> [UInt8] {
    letters.map { letter in
      switch letter {
      case UInt8(ascii: "-"): UInt8(ascii: "+")
      case UInt8(ascii: "_"): Ascii.slash
      default: letter
      }
    }
  }

  /// In lower case, without blanks and line ends.
  private static func withoutBlanks(_ bytes: [UInt8]) -> [UInt8] {
    bytes.lazy.filter { $0 != Ascii.blank && !$0.endsLine }.map { $0.isLetter ? $0 | 0x20 : $0 }
  }
}
