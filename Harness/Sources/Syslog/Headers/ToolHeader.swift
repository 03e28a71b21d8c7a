/// Headers of tools other than the relays: `log`, Xcode, Console.app, pymobiledevice3, go-ios, and relay headers behind
/// what a viewer put before them.
///
/// It is asked about every continuation line of a log, so the first bytes decide.
enum ToolHeader {
  /// The header at the start of the line, if it is one of these.
  /// - Parameter mayBePaste: whether rows count too that a person trimmed.
  static func parse(_ line: Span<UInt8>, mayBePaste: Bool) -> HeaderSpan? {
    guard line.count > 16 else { return nil }
    let first = line[0]
    if first.isDigit { return numbered(line, mayBePaste: mayBePaste) }
    if first == Ascii.openingBrace {
      return line[1] == Ascii.quote ? JSONRecord.parse(line, isPretty: false) : nil
    }
    guard first.isLetter || first >= 0x80 else { return nil }
    if first == UInt8(ascii: "b"), line[1] == UInt8(ascii: "'") || line[1] == Ascii.quote {
      return PythonBytesHeader.parse(line)
    }
    if first == UInt8(ascii: "s"), let header = PrefixedHeader.parse(line) { return header }
    return ConsoleHeader.parse(line)
  }

  private static func numbered(_ line: Span<UInt8>, mayBePaste: Bool) -> HeaderSpan? {
    if line[4] == UInt8(ascii: "-"), let stamp = DatedStamp(line, at: 0) {
      return dated(line, stamp, mayBePaste: mayBePaste)
    }
    if line[1] == Ascii.slash || line[2] == Ascii.slash { return OldConsoleHeader.parse(line) }
    if mayBePaste, line[2] == Ascii.colon, let header = CompactHeader.parseDateless(line) { return header }
    return PrefixedHeader.parse(line)
  }

  private static func dated(_ line: Span<UInt8>, _ stamp: DatedStamp, mayBePaste: Bool) -> HeaderSpan? {
    let place = stamp.range.upperBound
    guard line.count > place, line[place] == Ascii.blank else { return nil }
    if stamp.hasZone {
      return XcodeHeader.parse(line, after: stamp) ?? LogDefaultHeader.parse(line, after: stamp)
        ?? LogSyslogHeader.parse(line, after: stamp)
    }
    if stamp.fraction == 3 {
      if let header = CompactHeader.parse(line, after: stamp) ?? XcodeHeader.parse(line, after: stamp) {
        return header
      }
    } else if let header = PymobiledeviceHeader.parse(line, after: stamp) {
      return header
    }
    return mayBePaste ? TrimmedRow.parse(line, after: stamp) : nil
  }
}
