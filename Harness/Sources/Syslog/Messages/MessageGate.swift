import ByteScan

/// A quick look at a message of a process that takes no part in sandboxing or sharing: whether it can be anything but
/// plain. It errs on the side of yes, and must never say no to what the classifier would recognise.
enum MessageGate {
  /// - Parameters:
  ///   - start: where the message begins; four bytes before and behind it can be read.
  ///   - end: where its last line ends, the newline not included. Other line ends may stand before it.
  static func mayMatter(_ bytes: UnsafeRawPointer, from start: Int, to end: Int) -> Bool {
    withUnsafePointer(to: words) {
      record_scan_is_odd($0, bytes.assumingMemoryBound(to: UInt8.self), start, end)
    } && mayOpen(bytes, from: start, to: end)
  }

  /// Whether one of those words, a mark or an escape stands there.
  private static func opens(_ bytes: UnsafeRawPointer) -> Bool {
    withUnsafePointer(to: words) { record_scan_opens($0, bytes.assumingMemoryBound(to: UInt8.self)) }
  }

  /// The same of a message that is odd, see `record_scan_is_odd`.
  static func mayOpen(_ bytes: UnsafeRawPointer, from start: Int, to end: Int) -> Bool {
    guard end > start else { return false }
    let last = bytes.loadUnaligned(fromByteOffset: end &- 4, as: UInt32.self).littleEndian
    if opens(bytes + start) || closes(last) || end &- start >= shortestCut { return true }
    if last < 0x0E00_0000, closesBeforeLineEnds(bytes, from: start, to: end) { return true }
    return bytes.load(fromByteOffset: start, as: UInt8.self) == Ascii.openingBracket
      && opensBehindLabel(bytes, from: start, to: end)
  }

  /// Messages from this length on may have been cut by the log, which some forms print with longer escapes.
  static let shortestCut = 1_015

  /// What messages begin with: ``OpeningWords``, ``DropNotice``, SandProbe's own lines, and marks and labels, which hide
  /// the first word. What they end with: `(sandbox)`, `sandbox access`, and `<…>` plain or escaped, which marks a cut.
  static let words = {
    var words = record_scan_words()
    let openings: [StaticString] = [
      "SPE1", "SPC1", "QUAR", "Tram", "App ", "HTTP", "NSUR", "Task", "This", "TIC ", "CFNe", "Clai",
      "Laun", "MC: ", "Serv", "Writ", "Coul", "Fail", "IOUC", "libM", "assi", "reje", "sand",
    ]
    put(
      openings.map { $0.withUTF8Buffer { UnsafeRawBufferPointer($0).loadUnaligned(as: UInt32.self) } }, &words
    )
    words.closings = (
      UInt32(ascii: "b", "o", "x", ")"), 0x3EA6_80E2, UInt32(ascii: "M", "-", "&", ">")
    )
    for mark: Unicode.Scalar in ["(", "\"", "*", " "] { words.marks |= 1 << UInt64(mark.value) }
    words.label = Ascii.openingBracket
    words.shortest_cut = shortestCut
    return words
  }()

  /// Puts words where their product with a factor says; the factor is the first that leaves a place to each.
  private static func put(_ openings: [UInt32], _ words: inout record_scan_words) {
    for factor in stride(from: UInt32(0x9E37_7AA5), through: .max, by: 2) {
      let places = openings.map { Int(record_scan_opening_index($0, factor)) }
      guard Set(places).count == openings.count else { continue }
      words.factor = factor
      withUnsafeMutableBytes(of: &words.openings) { room in
        for (word, place) in zip(openings, places) {
          room.storeBytes(of: word, toByteOffset: 4 * place, as: UInt32.self)
        }
      }
      return
    }
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
        return opens(bytes + (at &+ 2))
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
