/// Undoes the escapes that syslog_relay writes, those of BSD's vis(3).
///
///     \M-x  0x80 | x        \M^X  0x80 | (X xor 0x40)        \^X  a control byte
///     \ddd  an octal byte   \\    a backslash, in older systems (newer ones write \134)
///
/// The letter of an escape can be any graphic byte, the backslash too: `\M^\` is three bytes and its last is payload.
enum VisText {
  /// The text with escapes undone. Bytes are decoded first and read as UTF-8 afterwards; escapes that do not make
  /// valid UTF-8 together keep their raw text, and raw invalid UTF-8 is replaced.
  static func decoded(_ bytes: Span<UInt8>) -> String {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      guard bytes[at] == Ascii.backslash, let escape = Escape(bytes, at: at) else {
        plain.append(bytes[at])
        at += 1
        continue
      }
      if escape.byte < 0x80 {
        plain.append(escape.byte)
        at = escape.end
      } else if let character = character(bytes, beginningWith: escape) {
        plain += character.bytes
        at = character.end
      } else {
        for index in at..<escape.end { plain.append(bytes[index]) }
        at = escape.end
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// One escape: the byte it stands for and where it ends.
  private struct Escape {
    var byte: UInt8
    var end: Int

    init?(_ bytes: Span<UInt8>, at start: Int) {
      let left = bytes.count - start
      guard left >= 2 else { return nil }
      let kind = bytes[start + 1]
      if kind == Ascii.backslash {
        self.init(byte: Ascii.backslash, end: start + 2)
      } else if kind == UInt8(ascii: "^"), left >= 3, let control = Self.control(bytes[start + 2]) {
        self.init(byte: control, end: start + 3)
      } else if kind == UInt8(ascii: "M"), left >= 4 {
        self.init(meta: bytes[start + 2], payload: bytes[start + 3], end: start + 4)
      } else if left >= 4 {
        self.init(octal: (kind, bytes[start + 2], bytes[start + 3]), end: start + 4)
      } else {
        return nil
      }
    }

    private init(byte: UInt8, end: Int) {
      self.byte = byte
      self.end = end
    }

    private init?(meta: UInt8, payload: UInt8, end: Int) {
      if meta == UInt8(ascii: "-"), (0x20...0x7E).contains(payload) {
        self.init(byte: 0x80 | payload, end: end)
      } else if meta == UInt8(ascii: "^"), let control = Self.control(payload) {
        self.init(byte: 0x80 | control, end: end)
      } else {
        return nil
      }
    }

    private init?(octal digits: (UInt8, UInt8, UInt8), end: Int) {
      let value = [digits.0, digits.1, digits.2].reduce(Int?(0)) { value, digit in
        guard let value, (0x30...0x37).contains(digit) else { return nil }
        return value * 8 + Int(digit - 0x30)
      }
      guard let value, let byte = UInt8(exactly: value) else { return nil }
      self.init(byte: byte, end: end)
    }

    private static func control(_ letter: UInt8) -> UInt8? {
      (0x3F...0x5F).contains(letter) ? letter ^ 0x40 : nil
    }
  }

  /// The bytes of one character whose every byte is escaped, if they are valid UTF-8.
  private static func character(
    _ bytes: Span<UInt8>, beginningWith first: Escape
  ) -> (bytes: [UInt8], end: Int)? {
    let length =
      switch first.byte {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    guard length > 0 else { return nil }
    var character = [first.byte]
    var end = first.end
    while character.count < length {
      guard end < bytes.count, bytes[end] == Ascii.backslash, let next = Escape(bytes, at: end) else {
        return nil
      }
      character.append(next.byte)
      end = next.end
    }
    return String(validating: character, as: UTF8.self) == nil ? nil : (character, end)
  }
}
