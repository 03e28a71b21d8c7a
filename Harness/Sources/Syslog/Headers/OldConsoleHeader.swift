/// Lines copied from the Console.app of macOS 10.11 and before: `M/D/YY h:mm:ss.mmm AM`, process and pid, message.
/// Columns are separated by tabs; copies that went through a web page have blanks, and a colon behind the pid. Where
/// the clock is a 24-hour one the last word is missing (unverified: no sample was obtained).
///
///     10/13/14 5:45:05.000 PM ⇥ kernel[0] ⇥ …
enum OldConsoleHeader {
  private static let longestName = 256

  static func parse(_ line: Span<UInt8>) -> HeaderSpan? {
    guard let day = number(line, at: 0), line.holds("/", at: day),
      let month = number(line, at: day + 1), line.holds("/", at: month),
      let year = number(line, at: month + 1, upTo: 4), line.holds(" ", at: year),
      let clock = clockEnd(line, at: year + 1)
    else { return nil }
    var stampEnd = clock
    if line.holds(" AM", at: clock) || line.holds(" PM", at: clock) { stampEnd += 3 }
    guard line.holds("\t", at: stampEnd) || line.holds(" ", at: stampEnd) else { return nil }
    return header(line, stamp: 0..<stampEnd)
  }

  private static func header(_ line: Span<UInt8>, stamp: Range<Int>) -> HeaderSpan? {
    let process = stamp.upperBound + 1
    let limit = min(line.count, process + longestName)
    var from = process + 1
    while from < limit, let bracket = line.first(Ascii.openingBracket, in: from..<limit) {
      from = bracket + 1
      let end = line.end(from: from, while: \.isDigit)
      guard line.holds("]", at: end), let pid = line.number(from..<end) else { continue }
      var message = end + 1
      if line.holds(":", at: message) { message += 1 }
      guard message == line.count || line[message] == Ascii.tab || line[message] == Ascii.blank,
        message > end + 1 || message == line.count || line[message] == Ascii.tab
      else { continue }
      message = min(message + 1, line.count)
      return HeaderSpan(
        form: .consoleOld, stamp: stamp, process: process..<bracket, pid: pid, message: message)
    }
    return nil
  }

  /// The end of a number of one or two digits, or of two to four.
  private static func number(_ line: Span<UInt8>, at start: Int, upTo most: Int = 2) -> Int? {
    let end = line.end(from: start, while: \.isDigit)
    return end > start && end - start <= most ? end : nil
  }

  /// The end of `h:mm:ss.mmm`.
  private static func clockEnd(_ line: Span<UInt8>, at start: Int) -> Int? {
    guard let hour = number(line, at: start), line.holds(":", at: hour),
      let minute = number(line, at: hour + 1), line.holds(":", at: minute),
      let second = number(line, at: minute + 1), line.holds(".", at: second) || line.holds(",", at: second)
    else { return nil }
    return number(line, at: second + 1, upTo: 3)
  }
}
