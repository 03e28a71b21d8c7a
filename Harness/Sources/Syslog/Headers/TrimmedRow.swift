/// Rows of `log` from which a person cut type, pid and thread: `2026-09-18 06:58:59.507 kernel (Sandbox) System
/// Policy: …`.
///
/// What is left is hardly more than a time and a word, with which messages begin as well. So the process must be
/// followed by an image, or be one of those whose words bear on sandboxing.
enum TrimmedRow {
  private static let longestName = 64

  static func parse(_ line: Span<UInt8>, after stamp: DatedStamp) -> HeaderSpan? {
    let start = stamp.range.upperBound + 1
    guard stamp.fraction > 0, !stamp.isISO, line.holds(" ", at: start - 1) else { return nil }
    let end = line.end(from: start) {
      $0.isLetter || $0.isDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
        || $0 == UInt8(ascii: "_")
    }
    guard end > start, end - start <= longestName, line.holds(" ", at: end) else { return nil }
    let labels = UnifiedLabels(line, at: line.afterBlanks(end) - 1)
    guard labels.image != nil || KnownSenders.hold(line, start..<end) else { return nil }
    return HeaderSpan(
      form: .logCompact, stamp: stamp.range, process: start..<end, image: labels.image,
      subsystem: labels.subsystem, category: labels.category, message: labels.message)
  }
}
