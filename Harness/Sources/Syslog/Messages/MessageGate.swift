/// A quick look at a message of a process that takes no part in sandboxing or sharing: whether it can be anything but
/// plain. It errs on the side of yes, and must never say no to what the classifier would recognise.
enum MessageGate {
  /// - Parameters:
  ///   - start: where the message begins; four bytes before and behind it can be read.
  ///   - end: where its last line ends, the newline not included. Other line ends may stand before it.
  @inline(__always)
  static func mayMatter(_ bytes: UnsafeRawPointer, from start: Int, to end: Int) -> Bool {
    guard end > start else { return false }
    let first = bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self).littleEndian
    let last = bytes.loadUnaligned(fromByteOffset: end &- 4, as: UInt32.self).littleEndian
    if closes(last) || end &- start >= shortestCut { return true }
    if last < 0x0E00_0000, closesBeforeLineEnds(bytes, from: start, to: end) { return true }
    return UInt8(truncatingIfNeeded: first) == UInt8(ascii: "[")
      ? opensBehindLabel(bytes, from: start, to: end) : opens(first)
  }

  /// The last four bytes before the carriage returns and newlines that end the message.
  private static func last(_ bytes: UnsafeRawPointer, from start: Int, to end: Int) -> UInt32 {
    var end = end
    while end > start, bytes.load(fromByteOffset: end &- 1, as: UInt8.self).endsLine { end &-= 1 }
    return bytes.loadUnaligned(fromByteOffset: end &- 4, as: UInt32.self).littleEndian
  }

  /// Messages from this length on may have been cut by the log, which some forms print with longer escapes.
  static let shortestCut = 1_015

  /// Labels, marks of drop notices and escapes hide the first word; else it is one of ``OpeningWords``, of
  /// ``DropNotice`` or of SandProbe's own lines.
  @inline(__always)
  private static func opens(_ word: UInt32) -> Bool {
    switch UInt8(truncatingIfNeeded: word) {
    case UInt8(ascii: "("), UInt8(ascii: "\""), UInt8(ascii: "*"), UInt8(ascii: " "):
      return true
    default: break
    }
    let escape = word ^ 0x5C5C_5C5C
    return (escape &- 0x0101_0101) & ~escape & 0x8080_8080 != 0
      || word == UInt32(ascii: "S", "P", "E", "1") || word == UInt32(ascii: "S", "P", "C", "1")
      || word == UInt32(ascii: "Q", "U", "A", "R")
      || word == UInt32(ascii: "A", "p", "p", " ") || word == UInt32(ascii: "H", "T", "T", "P")
      || word == UInt32(ascii: "N", "S", "U", "R")
      || word == UInt32(ascii: "T", "h", "i", "s") || word == UInt32(ascii: "T", "I", "C", " ")
      || word == UInt32(ascii: "T", "a", "s", "k")
      || word == UInt32(ascii: "T", "r", "a", "m") || word == UInt32(ascii: "C", "l", "a", "i")
      || word == UInt32(ascii: "C", "F", "N", "e")
      || word == UInt32(ascii: "C", "o", "u", "l") || word == UInt32(ascii: "L", "a", "u", "n")
      || word == UInt32(ascii: "F", "a", "i", "l")
      || word == UInt32(ascii: "I", "O", "U", "C") || word == UInt32(ascii: "M", "C", ":", " ")
      || word == UInt32(ascii: "S", "e", "r", "v")
      || word == UInt32(ascii: "W", "r", "i", "t") || word == UInt32(ascii: "a", "s", "s", "i")
      || word == UInt32(ascii: "l", "i", "b", "M")
      || word == UInt32(ascii: "r", "e", "j", "e") || word == UInt32(ascii: "s", "a", "n", "d")
  }

  /// A label ends with the first closing bracket and a blank.
  @inline(__always)
  private static func opensBehindLabel(_ bytes: UnsafeRawPointer, from start: Int, to end: Int) -> Bool {
    var at = start
    let limit = min(end, start &+ 96)
    while at < limit {
      let found =
        bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian ^ 0x5D5D_5D5D_5D5D_5D5D
      let marks = (found &- 0x0101_0101_0101_0101) & ~found & 0x8080_8080_8080_8080
      if marks != 0 {
        at &+= marks.trailingZeroBitCount &>> 3
        if isEscape(bytes.load(fromByteOffset: at &- 1, as: UInt8.self)) { return true }
        guard at &+ 2 < end, bytes.load(fromByteOffset: at &+ 1, as: UInt8.self) == Ascii.blank else {
          return false
        }
        return opens(bytes.loadUnaligned(fromByteOffset: at &+ 2, as: UInt32.self).littleEndian)
      }
      at &+= 8
    }
    // With escapes undone, a label may end sooner.
    return end > limit
  }

  /// Whether a byte before a bracket may make it the end of an escape, `\M^]`.
  private static func isEscape(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "^") || byte == UInt8(ascii: "-")
  }

  /// `(sandbox)`, `sandbox access`, and `<…>` plain or escaped, which marks a cut.
  @inline(__always)
  private static func closes(_ word: UInt32) -> Bool {
    word == UInt32(ascii: "b", "o", "x", ")") || word == 0x3EA6_80E2
      || word == UInt32(ascii: "M", "-", "&", ">")
  }

  /// As ``closes(_:)``, for a message behind whose end stand carriage returns, NULs or empty lines.
  private static func closesBeforeLineEnds(_ bytes: UnsafeRawPointer, from start: Int, to end: Int) -> Bool {
    var end = end
    while end > start, bytes.load(fromByteOffset: end - 1, as: UInt8.self).endsLine { end -= 1 }
    return end > start && closes(bytes.loadUnaligned(fromByteOffset: end - 4, as: UInt32.self).littleEndian)
  }
}
