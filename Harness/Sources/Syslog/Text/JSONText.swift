/// Undoes the escapes of JSON strings (RFC 8259, section 7). What is no escape, or half of a surrogate pair, keeps its
/// raw text.
enum JSONText {
  /// The bytes with escapes undone.
  static func decoded(_ bytes: Span<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      if bytes[at] == Ascii.backslash, let escape = Escape(bytes, at: at) {
        escape.append(to: &plain)
        at = escape.end
      } else {
        plain.append(bytes[at])
        at += 1
      }
    }
    return plain
  }

  /// One escape: the character it stands for and where it ends.
  struct Escape {
    var scalar: Unicode.Scalar
    var end: Int

    /// The escape whose backslash stands at that place.
    init?(_ bytes: Span<UInt8>, at start: Int) {
      guard start + 1 < bytes.count else { return nil }
      if bytes[start + 1] == UInt8(ascii: "u") {
        self.init(codeAt: start, bytes)
      } else if let scalar = Self.named(bytes[start + 1]) {
        self.init(scalar: scalar, end: start + 2)
      } else {
        return nil
      }
    }

    private init(scalar: Unicode.Scalar, end: Int) {
      self.scalar = scalar
      self.end = end
    }

    private init?(codeAt start: Int, _ bytes: Span<UInt8>) {
      guard let first = Self.unit(bytes, at: start) else { return nil }
      if let scalar = Unicode.Scalar(UInt32(first)) {
        self.init(scalar: scalar, end: start + 6)
        return
      }
      // Characters beyond U+FFFF are written as two units, the high one first.
      guard (0xD800...0xDBFF).contains(first), let second = Self.unit(bytes, at: start + 6),
        (0xDC00...0xDFFF).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) * 0x400 + (UInt32(second) - 0xDC00))
      else { return nil }
      self.init(scalar: scalar, end: start + 12)
    }

    /// Adds the character's UTF-8.
    func append(to bytes: inout [UInt8]) {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private static func unit(_ bytes: Span<UInt8>, at start: Int) -> UInt16? {
      guard bytes.holds("\\u", at: start), start + 6 <= bytes.count else { return nil }
      var unit: UInt16 = 0
      for at in (start + 2)..<(start + 6) {
        guard let digit = bytes[at].hexValue else { return nil }
        unit = unit << 4 | UInt16(digit)
      }
      return unit
    }

    private static func named(_ letter: UInt8) -> Unicode.Scalar? {
      switch letter {
      case Ascii.quote, Ascii.backslash, Ascii.slash: Unicode.Scalar(letter)
      case UInt8(ascii: "b"): "\u{08}"
      case UInt8(ascii: "f"): "\u{0C}"
      case UInt8(ascii: "n"): "\n"
      case UInt8(ascii: "r"): "\r"
      case UInt8(ascii: "t"): "\t"
      default: nil
      }
    }
  }
}
