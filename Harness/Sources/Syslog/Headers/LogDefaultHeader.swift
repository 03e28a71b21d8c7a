/// `log show` in its default style. The columns have fixed widths, which copies collapse. The column of the time to live
/// is missing in macOS 10.12 (unverified: no sample was obtained).
///
///     2025-07-27 15:31:22.695081-0400 0x91f22    Default     0x0                  0      0    kernel: (HFS) hfs: …
enum LogDefaultHeader {
  private static let longestName = 256

  static func parse(_ line: Span<UInt8>) -> HeaderSpan? {
    guard let stamp = DatedStamp(line, at: 0) else { return nil }
    return parse(line, after: stamp)
  }

  static func parse(_ line: Span<UInt8>, after stamp: DatedStamp) -> HeaderSpan? {
    guard stamp.fraction == 6, stamp.hasZone, !stamp.isISO else { return nil }
    let thread = line.afterBlanks(stamp.range.upperBound)
    guard thread > stamp.range.upperBound, let threadEnd = hexEnd(line, at: thread) else { return nil }
    let level = line.afterBlanks(threadEnd)
    let levelEnd = line.end(from: level, while: \.isLetter)
    let activity = line.afterBlanks(levelEnd)
    guard level > threadEnd, levelEnd > level, activity > levelEnd,
      let activityEnd = hexEnd(line, at: activity)
    else { return nil }
    let pid = line.afterBlanks(activityEnd)
    let pidEnd = line.end(from: pid, while: \.isDigit)
    guard pid > activityEnd, let number = line.number(pid..<pidEnd), line.holds(" ", at: pidEnd) else {
      return nil
    }
    let process = afterTimeToLive(line, line.afterBlanks(pidEnd))
    guard let colon = nameEnd(line, from: process) else { return nil }
    let labels = UnifiedLabels(line, at: colon + 1)
    return HeaderSpan(
      form: .logDefault, stamp: stamp.range, process: process..<colon, image: labels.image, pid: number,
      level: level..<levelEnd, subsystem: labels.subsystem, category: labels.category,
      message: labels.message)
  }

  private static func hexEnd(_ line: Span<UInt8>, at start: Int) -> Int? {
    guard line.holds("0x", at: start) else { return nil }
    let end = line.end(from: start + 2, while: \.isHexDigit)
    return end > start + 2 && line.holds(" ", at: end) ? end : nil
  }

  private static func afterTimeToLive(_ line: Span<UInt8>, _ start: Int) -> Int {
    let end = line.end(from: start, while: \.isDigit)
    return end > start && line.holds(" ", at: end) ? line.afterBlanks(end) : start
  }

  /// The colon behind the process's name; a blank follows it, or the line's end.
  private static func nameEnd(_ line: Span<UInt8>, from start: Int) -> Int? {
    let limit = min(line.count, start + longestName)
    var from = start
    while from < limit, let colon = line.first(Ascii.colon, in: from..<limit) {
      if colon > start, colon + 1 == line.count || line[colon + 1] == Ascii.blank { return colon }
      from = colon + 1
    }
    return nil
  }
}
