/// Full headers behind what a viewer put before them: the number of `grep -n`, `1405:` with or without a blank, or
/// `system: `, which Xamarin Studio put before some lines of a simulator's log and before others not.
enum PrefixedHeader {
  private static let longestNumber = 9

  /// The header, if one of these stands before a time and a whole tag. Places count from the line's first byte.
  static func parse(_ line: Span<UInt8>) -> HeaderSpan? {
    guard let start = end(of: line) else { return nil }
    if let header = StampedHeader.parse(line, at: start) { return header }
    guard line.count > start, line[start].isDigit || line[start] == Ascii.openingBrace else { return nil }
    let rest = line.extracting(start..<line.count)
    guard let stamp = DatedStamp(rest, at: 0) else { return nil }
    var header =
      XcodeHeader.parse(rest, after: stamp) ?? CompactHeader.parse(rest, after: stamp)
      ?? LogDefaultHeader.parse(rest, after: stamp) ?? LogSyslogHeader.parse(rest, after: stamp)
      ?? PymobiledeviceHeader.parse(rest, after: stamp)
    header?.move { $0 + start }
    return header
  }

  private static func end(of line: Span<UInt8>) -> Int? {
    if line.holds("system: ", at: 0) { return 8 }
    let number = line.end(from: 0, while: \.isDigit)
    guard number > 0, number <= longestNumber, line.holds(":", at: number) else { return nil }
    return line.holds(" ", at: number + 1) ? number + 2 : number + 1
  }
}
