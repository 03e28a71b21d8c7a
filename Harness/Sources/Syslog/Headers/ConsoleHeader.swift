/// Lines copied from Console.app, tab separated: type, time, process, at times the subsystem, message. There is no date
/// and no pid. The type is localised, so any word will do; the copy of a French system has a blank in it.
///
///     error ⇥ 17:53:57.863578+0530 ⇥ kernel ⇥ Sandbox: qlmanage(37213) deny(1) file-write-data /dev/dtracehelper
enum ConsoleHeader {
  private static let longestType = 32
  private static let longestName = 256

  static func parse(_ line: Span<UInt8>) -> HeaderSpan? {
    let limit = min(line.count, longestType)
    guard limit > 0, line[0].isLetter || line[0] >= 0x80,
      let typeEnd = line.first(Ascii.tab, in: 0..<limit), typeEnd + 1 < line.count,
      line[typeEnd + 1].isDigit, let clock = Clock(line, at: typeEnd + 1), clock.fraction == 6, clock.hasZone
    else { return nil }
    let process = clock.range.upperBound + 1
    guard line.holds("\t", at: process - 1),
      let processEnd = line.first(Ascii.tab, in: process..<min(line.count, process + longestName)),
      processEnd > process
    else { return nil }
    var header = HeaderSpan(
      form: .console, stamp: clock.range, process: process..<processEnd, level: 0..<typeEnd,
      message: processEnd + 1)
    if let end = subsystemEnd(line, from: processEnd + 1) {
      if end > processEnd + 1 { header.subsystem = (processEnd + 1)..<end }
      header.message = end + 1
    }
    return header
  }

  /// The tab behind a fourth column. A message can hold a tab as well: the column is empty or a name with dots.
  private static func subsystemEnd(_ line: Span<UInt8>, from start: Int) -> Int? {
    var hasDot = false
    var at = start
    while at < min(line.count, start + longestName), line[at] != Ascii.tab {
      let isNamePart =
        line[at].isLetter || line[at].isDigit || line[at] == UInt8(ascii: ".")
        || line[at] == UInt8(ascii: "-") || line[at] == UInt8(ascii: "_")
      guard isNamePart else { return nil }
      hasDot = hasDot || line[at] == UInt8(ascii: ".")
      at += 1
    }
    return line.holds("\t", at: at) && (hasDot || at == start) ? at : nil
  }
}
