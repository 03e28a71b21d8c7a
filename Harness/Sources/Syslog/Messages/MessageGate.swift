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
    if opens(first) || closes(last) || end &- start >= shortestCut { return true }
    if last < 0x0E00_0000, closesBeforeLineEnds(bytes, from: start, to: end) { return true }
    return UInt8(truncatingIfNeeded: first) == UInt8(ascii: "[")
      && opensBehindLabel(bytes, from: start, to: end)
  }

  /// Messages from this length on may have been cut by the log, which some forms print with longer escapes.
  static let shortestCut = 1_015

  /// Labels, marks of drop notices and escapes hide the first word; else it is one of ``OpeningWords``, of
  /// ``DropNotice`` or of SandProbe's own lines.
  ///
  /// All are compared, since the processor cannot foresee which first letter comes next.
  @inline(__always)
  private static func opens(_ word: UInt32) -> Bool {
    let all = SIMD4<UInt32>(repeating: word)
    let ours =
      all
      .== SIMD4(of: ("S", "P", "E", "1"), ("S", "P", "C", "1"), ("Q", "U", "A", "R"), ("T", "r", "a", "m"))
    let network =
      all
      .== SIMD4(of: ("A", "p", "p", " "), ("H", "T", "T", "P"), ("N", "S", "U", "R"), ("T", "a", "s", "k"))
    let more =
      all
      .== SIMD4(of: ("T", "h", "i", "s"), ("T", "I", "C", " "), ("C", "F", "N", "e"), ("C", "l", "a", "i"))
    let system =
      all
      .== SIMD4(of: ("L", "a", "u", "n"), ("M", "C", ":", " "), ("S", "e", "r", "v"), ("W", "r", "i", "t"))
    let sandbox =
      all
      .== SIMD4(of: ("C", "o", "u", "l"), ("F", "a", "i", "l"), ("I", "O", "U", "C"), ("l", "i", "b", "M"))
    let lower =
      all
      .== SIMD4(of: ("a", "s", "s", "i"), ("r", "e", "j", "e"), ("s", "a", "n", "d"), ("s", "a", "n", "d"))
    let found = unsafeBitCast(
      ours .| network .| more .| system .| sandbox .| lower, to: SIMD2<UInt64>.self)
    let escape = word ^ 0x5C5C_5C5C
    let escapes = (escape &- 0x0101_0101) & ~escape & 0x8080_8080
    return found.x | found.y | UInt64(escapes) | marks(word) != 0
  }

  /// Not 0 where a parenthesis, a quote, an asterisk or a blank comes first.
  @inline(__always)
  private static func marks(_ word: UInt32) -> UInt64 {
    let marks: UInt64 = 1 &<< 0x28 | 1 &<< 0x22 | 1 &<< 0x2A | 1 &<< 0x20
    return word & 0xC0 == 0 ? (marks &>> UInt64(word & 0x3F)) & 1 : 0
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

extension SIMD4<UInt32> {
  fileprivate typealias Letters = (Unicode.Scalar, Unicode.Scalar, Unicode.Scalar, Unicode.Scalar)

  /// Four words of four letters, as they are loaded from memory.
  @inline(__always)
  fileprivate init(of first: Letters, _ second: Letters, _ third: Letters, _ fourth: Letters) {
    func word(_ letters: Letters) -> UInt32 { UInt32(ascii: letters.0, letters.1, letters.2, letters.3) }
    self.init(word(first), word(second), word(third), word(fourth))
  }
}
