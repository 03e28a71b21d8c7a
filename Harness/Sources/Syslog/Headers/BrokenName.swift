/// Relay records whose process name has a newline in it, so that the pid stands on the second line. debugserver does
/// that, whose name is its version string: `com.apple.debugserver-@(#)PROGRAM:debugserver  PROJECT:debugserver-…`.
enum BrokenName {
  private static let mark: StaticString = "@(#)PROGRAM:"

  /// A header whose fields are found when the record is whole, if the line begins one.
  static func begin(_ line: Span<UInt8>) -> HeaderSpan? {
    guard line.count < HeaderSpan.maximumLength, let stamp = Stamp(line, at: 0),
      mark(line, from: stamp.range.upperBound) != nil
    else { return nil }
    let start = stamp.range.upperBound + 1
    return HeaderSpan(
      form: .relay, stamp: stamp.range, process: start..<start, message: start, isPending: true)
  }

  /// The header of the whole record. Its second line begins with the pid.
  static func parse(_ record: Span<UInt8>) -> HeaderSpan? {
    guard var header = StampedHeader.parse(record, at: 0),
      let mark = mark(record, from: header.process.lowerBound),
      let newline = record.first(Ascii.newline, in: header.process), newline > mark
    else { return nil }
    if let blank = record.first(Ascii.blank, in: header.process), blank < mark {
      header.host = header.process.lowerBound..<blank
      header.process = (blank + 1)..<newline
    } else {
      header.process = header.process.lowerBound..<newline
    }
    return header
  }

  private static func mark(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    var from = start
    while from < bytes.count, let at = bytes.first(UInt8(ascii: "@"), in: from..<bytes.count) {
      if bytes.holds(mark, at: at) { return at }
      from = at + 1
    }
    return nil
  }
}
