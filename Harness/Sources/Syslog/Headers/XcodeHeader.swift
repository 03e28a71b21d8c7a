/// Xcode's debug console, and what NSLog writes to standard error: milliseconds without a zone up to Xcode 7,
/// microseconds with one from Xcode 8 on. No level is printed.
///
///     2015-08-18 14:58:22.059 VKVideoPlayer[2845:41325] App Transport Security has blocked …
///     2020-09-15 19:15:10.931434-0700 Runner[541:226276] [Category] Did finish launching from logging category.
enum XcodeHeader {
  private static let longestCategory = 80

  static func parse(_ line: Span<UInt8>) -> HeaderSpan? {
    guard let stamp = DatedStamp(line, at: 0) else { return nil }
    return parse(line, after: stamp)
  }

  static func parse(_ line: Span<UInt8>, after stamp: DatedStamp) -> HeaderSpan? {
    let start = stamp.range.upperBound
    guard !stamp.isISO, stamp.fraction == (stamp.hasZone ? 6 : 3), line.holds(" ", at: start),
      let tag = ThreadTag(line, at: start + 1)
    else { return nil }
    var header = HeaderSpan(
      form: .xcode, stamp: stamp.range, process: tag.process, pid: tag.pid,
      message: min(tag.end + 1, line.count))
    if let end = categoryEnd(line, at: header.message) {
      header.category = (header.message + 1)..<end
      header.message = min(end + 2, line.count)
    }
    return header
  }

  /// The closing bracket of a category. NSLog's own text can begin with a bracket as well, so what is no plain name
  /// is left in the message.
  private static func categoryEnd(_ line: Span<UInt8>, at start: Int) -> Int? {
    guard line.holds("[", at: start), start + 1 < line.count, line[start + 1].isLetter else { return nil }
    let limit = min(line.count, start + longestCategory)
    let end = line.extracting(0..<limit).end(from: start + 1) {
      $0.isLetter || $0.isDigit || $0 == Ascii.blank || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        || $0 == UInt8(ascii: ".")
    }
    guard line.holds("] ", at: end) else { return nil }
    return end
  }
}
