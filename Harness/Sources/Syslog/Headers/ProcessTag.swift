/// The part that every relay header shares: `process(image)[pid] (service) <Level>:`.
///
/// - The level, and for ASL files the colon, is what ends it. It is never split at the first parenthesis or bracket:
///   process names hold both (`novio (R14)(Flutter)[5727]`).
/// - launchd puts the name of a service, at times with a pid of its own, between pid and level:
///   `launchd[1] (com.apple.x[13306]) <Warning>:`; sandboxd does the same with the culprit's pid.
struct ProcessTag: Hashable {
  /// All between stamp and pid but the image: the process, and the host where it was kept.
  var name: Range<Int>
  var image: Range<Int>?
  var pid: Int32
  /// Nil in ASL files, whose headers end in a colon alone.
  var level: Range<Int>?
  /// Where the message begins: after the colon and one blank.
  var message: Int

  /// The tag at `start`, if one stands there.
  init?(_ bytes: Span<UInt8>, at start: Int) {
    let limit = min(bytes.count, start + HeaderSpan.maximumLength)
    var from = start
    while from < limit, let bracket = bytes.first(Ascii.openingBracket, in: from..<limit) {
      from = bracket + 1
      let digitsEnd = bytes.end(from: from, while: \.isDigit)
      guard digitsEnd > from, digitsEnd < bytes.count, bytes[digitsEnd] == Ascii.closingBracket,
        let pid = bytes.number(from..<digitsEnd) ?? Int32(bytes.text(from..<digitsEnd)),
        let end = Ending(bytes, at: digitsEnd + 1) ?? Ending(bytes, afterServiceAt: digitsEnd + 1)
      else { continue }
      (name, image) = Self.split(bytes, start..<bracket)
      self.pid = pid
      level = end.level
      message = end.message
      return
    }
    return nil
  }

  /// Cuts `process(image)` in two. Only a group that touches the name is an image: in `Field Kit (R2)` it is not.
  static func split(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (Range<Int>, Range<Int>?) {
    guard range.count > 2, bytes[range.upperBound - 1] == Ascii.closing else { return (range, nil) }
    var at = range.upperBound - 2
    while at > range.lowerBound, bytes[at] != Ascii.opening { at -= 1 }
    guard at > range.lowerBound, bytes[at - 1] != Ascii.blank else { return (range, nil) }
    return (range.lowerBound..<at, (at + 1)..<(range.upperBound - 1))
  }
}

extension ProcessTag {
  /// What closes a tag: ` <Notice>:` or `:`.
  private struct Ending {
    var level: Range<Int>?
    var message: Int

    init?(_ bytes: Span<UInt8>, at start: Int) {
      var colon = start
      if bytes.holds(" <", at: start) {
        let end = bytes.end(from: start + 2, while: \.isLetter)
        guard end > start + 2, end - start < 20, bytes.holds(">:", at: end) else { return nil }
        level = (start + 2)..<end
        colon = end + 1
      }
      guard colon < bytes.count, bytes[colon] == Ascii.colon else { return nil }
      let isFollowedByBlank = colon + 1 < bytes.count && bytes[colon + 1] == Ascii.blank
      // Without a level, `x[1]:y` is no header: ASL always writes a blank.
      guard level != nil || isFollowedByBlank || colon + 1 == bytes.count else { return nil }
      message = isFollowedByBlank ? colon + 2 : colon + 1
    }

    /// The ending behind ` (service)`.
    init?(_ bytes: Span<UInt8>, afterServiceAt start: Int) {
      guard bytes.holds(" (", at: start) else { return nil }
      let limit = min(bytes.count, start + HeaderSpan.maximumLength)
      var from = start + 2
      while from < limit, let closing = bytes.first(Ascii.closing, in: from..<limit) {
        if let ending = Ending(bytes, at: closing + 1) {
          self = ending
          return
        }
        from = closing + 1
      }
      return nil
    }
  }
}
