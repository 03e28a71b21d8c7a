/// `process[pid:thread]`, as Xcode and `log --style compact` print it. The thread is a decimal or a hexadecimal number.
struct ThreadTag: Hashable {
  /// Names can be that long in these forms; a path is not printed.
  private static let longestName = 256

  var process: Range<Int>
  var pid: Int32
  /// The place after the bracket.
  var end: Int

  /// The tag at `start`, where a blank or the line's end follows it. Names hold blanks and brackets, so the bracket
  /// that counts is the first with two numbers in it.
  init?(_ bytes: Span<UInt8>, at start: Int) {
    let limit = min(bytes.count, start + Self.longestName)
    guard start < limit, bytes[start] != Ascii.blank else { return nil }
    var from = start + 1
    while from < limit, let bracket = bytes.first(Ascii.openingBracket, in: from..<limit) {
      from = bracket + 1
      let colon = bytes.end(from: from, while: \.isDigit)
      guard bytes.holds(":", at: colon), let pid = bytes.number(from..<colon) else { continue }
      let end = bytes.end(from: colon + 1, while: \.isHexDigit)
      guard end > colon + 1, bytes.holds("]", at: end),
        end + 1 == bytes.count || bytes.holds(" ", at: end + 1)
      else { continue }
      process = start..<bracket
      self.pid = pid
      self.end = end + 1
      return
    }
    return nil
  }
}
