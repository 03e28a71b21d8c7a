/// A relay record printed as a Python bytes literal, `b'Mar 26 10:26:57 iPhone …'`: pymobiledevice3's `syslog live-old`
/// prints records so that are not UTF-8 (pymobiledevice3/services/syslog.py and cli/syslog.py, at 62e2957), scripts around
/// other libraries print all so. `repr` takes double quotes where the bytes hold a single one.
enum PythonBytesHeader {
  static func parse(_ line: Span<UInt8>) -> HeaderSpan? {
    guard line.count > 18, line[0] == UInt8(ascii: "b"),
      line[1] == UInt8(ascii: "'") || line[1] == Ascii.quote,
      line[2].isLetter, line[5] == Ascii.blank
    else { return nil }
    let isWhole = line[line.count - 1] == line[1]
    let end = isWhole ? line.count - 1 : line.count
    return EscapedHead(line, 2..<end, escapes: .python).relayHeader(form: .pythonBytes, end: end)
  }
}
