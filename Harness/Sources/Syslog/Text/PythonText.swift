/// Undoes the escapes with which Python prints bytes (the language reference, «String and Bytes literals»). `repr` writes
/// `\\`, `\'`, `\n`, `\r`, `\t` and `\xNN`; anything else keeps its raw text.
enum PythonText {
  /// The bytes that the literal's content stands for.
  static func decoded(_ bytes: Span<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      if bytes[at] == Ascii.backslash, let escape = Escape(bytes, at: at) {
        plain.append(escape.byte)
        at = escape.end
      } else {
        plain.append(bytes[at])
        at += 1
      }
    }
    return plain
  }

  /// One escape: the byte it stands for and where it ends.
  struct Escape {
    var byte: UInt8
    var end: Int

    /// The escape whose backslash stands at that place.
    init?(_ bytes: Span<UInt8>, at start: Int) {
      guard start + 1 < bytes.count else { return nil }
      end = start + 2
      switch bytes[start + 1] {
      case Ascii.backslash: byte = Ascii.backslash
      case UInt8(ascii: "'"), Ascii.quote: byte = bytes[start + 1]
      case UInt8(ascii: "n"): byte = Ascii.newline
      case UInt8(ascii: "r"): byte = Ascii.carriageReturn
      case UInt8(ascii: "t"): byte = Ascii.tab
      case UInt8(ascii: "x"):
        guard start + 3 < bytes.count, let high = bytes[start + 2].hexValue,
          let low = bytes[start + 3].hexValue
        else { return nil }
        byte = high << 4 | low
        end = start + 4
      default: return nil
      }
    }
  }
}
