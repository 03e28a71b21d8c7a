/// pymobiledevice3's `syslog live` (pymobiledevice3/cli/syslog.py, `format_line`, at 62e2957): the image's braces are
/// there even when it has none, `--image-offset` adds `+0x…` to it, and `--label` puts `[subsystem][category]` behind the
/// message. The time is a Python `datetime`, which leaves the fraction out where it is zero.
///
///     2026-08-21 15:17:29.123456 kernel{Sandbox}[0] <ERROR>: Sandbox: … [com.apple.x][y]
enum PymobiledeviceHeader {
  private static let longestLabel = 256

  static func parse(_ line: Span<UInt8>) -> HeaderSpan? {
    guard let stamp = DatedStamp(line, at: 0) else { return nil }
    return parse(line, after: stamp)
  }

  static func parse(_ line: Span<UInt8>, after stamp: DatedStamp) -> HeaderSpan? {
    let start = stamp.range.upperBound + 1
    guard stamp.fraction == 6 || stamp.fraction == 0, !stamp.hasZone, !stamp.isISO,
      line.holds(" ", at: start - 1)
    else { return nil }
    let limit = min(line.count, start + HeaderSpan.maximumLength)
    var from = start + 1
    while from < limit, let brace = line.first(Ascii.closingBrace, in: from..<limit) {
      from = brace + 1
      guard let ending = Ending(line, at: brace + 1) else { continue }
      var opening = brace
      while opening > start, line[opening] != Ascii.openingBrace { opening -= 1 }
      guard opening > start else { return nil }
      return HeaderSpan(
        form: .pymobiledevice, stamp: stamp.range, process: start..<opening,
        image: image(line, (opening + 1)..<brace, process: start..<opening), pid: ending.pid,
        level: ending.level, message: ending.message)
    }
    return nil
  }

  /// `[pid] <LEVEL>: `.
  private struct Ending {
    var pid: Int32
    var level: Range<Int>
    var message: Int

    init?(_ line: Span<UInt8>, at start: Int) {
      guard line.holds("[", at: start) else { return nil }
      let digitsEnd = line.end(from: start + 1, while: \.isDigit)
      guard let pid = line.number((start + 1)..<digitsEnd), line.holds("] <", at: digitsEnd) else {
        return nil
      }
      let levelEnd = line.end(from: digitsEnd + 3) {
        (0x41...0x5A).contains($0) || $0 == UInt8(ascii: "_")
      }
      guard levelEnd > digitsEnd + 3, line.holds(">:", at: levelEnd) else { return nil }
      self.pid = pid
      level = (digitsEnd + 3)..<levelEnd
      message = line.holds(" ", at: levelEnd + 2) ? levelEnd + 3 : levelEnd + 2
    }
  }

  /// The image without its offset; nil where it is empty or the process itself.
  private static func image(_ line: Span<UInt8>, _ range: Range<Int>, process: Range<Int>) -> Range<Int>? {
    var digits = range.upperBound
    while digits > range.lowerBound, line[digits - 1].isHexDigit { digits -= 1 }
    let hasOffset =
      digits < range.upperBound && digits - 3 >= range.lowerBound && line.holds("+0x", at: digits - 3)
    return line.image(hasOffset ? range.lowerBound..<(digits - 3) : range, of: process)
  }

  /// The header with the label that stands at the end of the whole record. Messages end in brackets as well, so the
  /// first must hold a name with a dot, as subsystems have.
  static func labelled(_ header: HeaderSpan, in record: Span<UInt8>) -> HeaderSpan {
    var header = header
    var end = record.count
    while end > header.message, record[end - 1].endsLine { end -= 1 }
    guard end > header.message, record[end - 1] == Ascii.closingBracket else { return header }
    let least = max(header.message, end - longestLabel)
    let category = contentStart(record, before: end - 1, least)
    guard category > least + 1, record[category - 2] == Ascii.closingBracket else { return header }
    let subsystem = contentStart(record, before: category - 2, least)
    guard subsystem > least, subsystem == least + 1 || record[subsystem - 2] == Ascii.blank,
      isSubsystem(record, subsystem..<(category - 2))
    else { return header }
    header.subsystem = subsystem..<(category - 2)
    if category < end - 1 { header.category = category..<(end - 1) }
    header.messageEnd = max(header.message, subsystem - 2)
    return header
  }

  /// Where what stands in brackets begins, searched backwards from its end; `least` where there is no bracket.
  private static func contentStart(_ record: Span<UInt8>, before end: Int, _ least: Int) -> Int {
    var at = end
    while at > least, record[at - 1] != Ascii.openingBracket {
      if record[at - 1] == Ascii.closingBracket || record[at - 1] == Ascii.newline { return least }
      at -= 1
    }
    return at
  }

  private static func isSubsystem(_ record: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var hasDot = false
    for at in range {
      guard record[at] > Ascii.blank else { return false }
      hasDot = hasDot || record[at] == UInt8(ascii: ".")
    }
    return hasDot
  }
}
