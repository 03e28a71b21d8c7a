/// `log stream|show --style compact`: a type of one or two letters, process, pid and thread, the last in hexadecimal.
/// Rows of activities (`A `) have no label and no text but a name.
///
///     2026-09-18 06:19:41.380 E  kernel[0:5f489] (Sandbox) Sandbox: Stickies(41548) deny(1) …
///     2026-10-05 10:55:28.018 Df fileproviderd[12472:e802] [com.apple.runningboard:monitor] Received …
///     12:27:16.317 A  fileproviderd[732:eb6d] (CoreSpotlight) fetch-attributes      (the date cut off by a person)
enum CompactHeader {
  static func parse(_ line: Span<UInt8>) -> HeaderSpan? {
    guard let stamp = DatedStamp(line, at: 0) else { return nil }
    return parse(line, after: stamp)
  }

  static func parse(_ line: Span<UInt8>, after stamp: DatedStamp) -> HeaderSpan? {
    guard stamp.fraction == 3, !stamp.isISO else { return nil }
    return parse(line, stamp: stamp.range)
  }

  /// A row that lost its date.
  static func parseDateless(_ line: Span<UInt8>) -> HeaderSpan? {
    guard let clock = Clock(line, at: 0), clock.fraction == 3, !clock.hasZone else { return nil }
    return parse(line, stamp: clock.range)
  }

  private static func parse(_ line: Span<UInt8>, stamp: Range<Int>) -> HeaderSpan? {
    let type = stamp.upperBound + 1
    guard line.holds(" ", at: stamp.upperBound), type + 3 < line.count, (0x41...0x5A).contains(line[type])
    else { return nil }
    let isLong = (0x61...0x7A).contains(line[type + 1])
    let typeEnd = type + (isLong ? 2 : 1)
    guard line[typeEnd] == Ascii.blank, let tag = ThreadTag(line, at: line.afterBlanks(typeEnd)) else {
      return nil
    }
    let labels = UnifiedLabels(line, at: tag.end)
    return HeaderSpan(
      form: .logCompact, stamp: stamp, process: tag.process, image: labels.image, pid: tag.pid,
      level: type..<typeEnd, subsystem: labels.subsystem, category: labels.category, message: labels.message)
  }
}
