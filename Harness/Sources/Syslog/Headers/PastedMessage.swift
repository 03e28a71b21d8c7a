/// Messages that were copied with nothing before them but the name of their sender: `sharingd: …`, `cfprefsd - …`. Prose
/// looks like that as well, so only senders count that are known, and after one ` - ` any single word before another.
enum PastedMessage {
  private static let longestName = 64
  private static let longestLine = 8_192

  /// The line as a record without a header, if it is such a message.
  static func parse(_ line: Span<UInt8>, afterDashes: Bool) -> HeaderSpan? {
    guard line.count <= longestLine, line.count > 0, line[0].isLetter else { return nil }
    let limit = line.extracting(0..<min(line.count, longestName))
    let end = limit.end(from: 0) {
      $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
    }
    let hasDash = line.holds(" - ", at: end)
    guard hasDash || line.holds(": ", at: end),
      hasDash && afterDashes || KnownSenders.hold(line, 0..<end)
    else { return nil }
    let start = line.afterBlanks(end + (hasDash ? 3 : 2))
    let labels = UnifiedLabels(line, at: start - 1)
    return HeaderSpan(
      form: .pasted, stamp: 0..<0, process: 0..<end, image: labels.image, subsystem: labels.subsystem,
      category: labels.category, message: labels.message)
  }
}
