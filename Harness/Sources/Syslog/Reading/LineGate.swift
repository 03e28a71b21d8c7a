/// A quick look at a line of a capture whose records have headers: whether it can be anything but text that goes on with
/// the record before it. It errs on the side of yes, and must never say no to what a full reading would recognise.
enum LineGate {
  /// Bytes of the line that are looked at, be they in it or behind it.
  static let reach = 40

  static func mayBegin(_ line: UnsafeRawPointer) -> Bool {
    let first = line.load(as: UInt8.self)
    switch first {
    // Markers, JSON, what tools say.
    case Ascii.openingBracket, UInt8(ascii: "{"), Ascii.opening, UInt8(ascii: "*"): return true
    case 0x30...0x39: return mayBeDated(line)
    case 0x41...0x5A, 0x61...0x7A:
      return line.load(fromByteOffset: 3, as: UInt8.self) == Ascii.blank && Stamp.isMonth(line)
        || opens(line.loadUnaligned(as: UInt32.self).littleEndian) || hasTab(line)
    case 0x80...: return hasTab(line)
    default: return false
    }
  }

  /// A bit for each first byte of a line that ``mayBegin(_:)`` says no to, whatever follows.
  static let texts: [UInt64] = {
    var bits = [UInt64](repeating: 0, count: 4)
    for byte in UInt8.min..<0x80 where !mayBegin(first: byte) {
      bits[Int(byte) / 64] |= 1 << UInt64(byte % 64)
    }
    return bits
  }()

  private static func mayBegin(first byte: UInt8) -> Bool {
    switch byte {
    case Ascii.openingBracket, UInt8(ascii: "{"), Ascii.opening, UInt8(ascii: "*"): true
    default: byte.isDigit || byte.isLetter
    }
  }

  /// `2026-09-18`, `9/18/26`, `12:27:16`, or the number of a line and a colon.
  private static func mayBeDated(_ line: UnsafeRawPointer) -> Bool {
    for at in 1..<12 {
      let byte = line.load(fromByteOffset: at, as: UInt8.self)
      guard byte.isDigit else {
        return byte == UInt8(ascii: "-") || byte == Ascii.slash || byte == Ascii.colon
      }
    }
    return false
  }

  /// What tools say, `system: ` and bytes literals of Python.
  private static func opens(_ word: UInt32) -> Bool {
    switch UInt8(truncatingIfNeeded: word) {
    case UInt8(ascii: "b"):
      let next = UInt8(truncatingIfNeeded: word >> 8)
      return next == UInt8(ascii: "'") || next == Ascii.quote
    case UInt8(ascii: "C"), UInt8(ascii: "D"), UInt8(ascii: "E"), UInt8(ascii: "F"), UInt8(ascii: "N"),
      UInt8(ascii: "S"), UInt8(ascii: "T"), UInt8(ascii: "W"), UInt8(ascii: "g"), UInt8(ascii: "s"):
      return word == UInt32(ascii: "C", "o", "u", "l") || word == UInt32(ascii: "D", "e", "v", "i")
        || word == UInt32(ascii: "E", "x", "i", "t") || word == UInt32(ascii: "E", "R", "R", "O")
        || word == UInt32(ascii: "F", "i", "l", "t")
        || word == UInt32(ascii: "N", "O", "T", "E") || word == UInt32(ascii: "S", "k", "i", "p")
        || word == UInt32(ascii: "T", "i", "m", "e")
        || word == UInt32(ascii: "W", "a", "i", "t") || word == UInt32(ascii: "g", "e", "t", "p")
        || word == UInt32(ascii: "s", "y", "s", "t")
    default: return false
    }
  }

  /// Rows of Console have a tab behind their type.
  private static func hasTab(_ line: UnsafeRawPointer) -> Bool {
    for at in stride(from: 0, to: reach, by: 8) {
      let word = line.loadUnaligned(fromByteOffset: at, as: UInt64.self) ^ 0x0909_0909_0909_0909
      if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0 { return true }
    }
    return false
  }
}

extension UInt32 {
  /// Four characters as they stand in memory on a machine with the low byte first.
  @inline(__always)
  init(
    ascii first: Unicode.Scalar, _ second: Unicode.Scalar, _ third: Unicode.Scalar, _ fourth: Unicode.Scalar
  ) {
    self =
      UInt32(UInt8(ascii: first)) | UInt32(UInt8(ascii: second)) << 8 | UInt32(UInt8(ascii: third)) << 16
      | UInt32(UInt8(ascii: fourth)) << 24
  }
}
