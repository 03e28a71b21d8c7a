/// `log stream|show --style syslog`: time with zone, two blanks, the host, process and pid, no level.
///
///     2018-06-11 16:06:49.123456-0700  localhost kernel[0]: (Sandbox) …
enum LogSyslogHeader {
  private static let longestHost = 64

  static func parse(_ line: Span<UInt8>) -> HeaderSpan? {
    guard let stamp = DatedStamp(line, at: 0) else { return nil }
    return parse(line, after: stamp)
  }

  static func parse(_ line: Span<UInt8>, after stamp: DatedStamp) -> HeaderSpan? {
    let host = line.afterBlanks(stamp.range.upperBound)
    guard host > stamp.range.upperBound, stamp.fraction == 6, stamp.hasZone, !stamp.isISO else { return nil }
    let hostEnd = line.end(from: host) {
      $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
    }
    guard hostEnd > host, hostEnd - host <= longestHost, line.holds(" ", at: hostEnd),
      let tag = ProcessTag(line, at: hostEnd + 1)
    else { return nil }
    // The image stands behind the colon here, so parentheses before the pid belong to the name.
    let nameEnd = tag.image.map { $0.upperBound + 1 } ?? tag.name.upperBound
    let labels = UnifiedLabels(line, at: tag.message)
    return HeaderSpan(
      form: .logSyslog, stamp: stamp.range, host: host..<hostEnd, process: tag.name.lowerBound..<nameEnd,
      image: labels.image,
      pid: tag.pid, level: tag.level, subsystem: labels.subsystem, category: labels.category,
      message: labels.message)
  }
}
