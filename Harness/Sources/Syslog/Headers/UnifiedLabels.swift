/// What `log` prints between a process and its message: `(Sandbox) [com.apple.FileProvider:default] `, each part
/// optional.
struct UnifiedLabels: Hashable {
  private static let longest = 160

  /// The library that logs, where it is not the process itself.
  var image: Range<Int>?
  var subsystem: Range<Int>?
  var category: Range<Int>?
  /// Where the message begins.
  var message: Int

  /// The labels at `start`, where at least one blank stands before them or nothing follows.
  init(_ bytes: Span<UInt8>, at start: Int) {
    message = bytes.holds(" ", at: start) ? start + 1 : start
    if let image = Self.image(bytes, at: message) {
      self.image = image
      message = Self.after(image.upperBound + 1, bytes)
    }
    if let colon = Self.label(bytes, at: message) {
      subsystem = (message + 1)..<colon.place
      if colon.place + 1 < colon.end { category = (colon.place + 1)..<colon.end }
      message = Self.after(colon.end + 1, bytes)
    }
  }

  private static func after(_ place: Int, _ bytes: Span<UInt8>) -> Int {
    bytes.holds(" ", at: place) ? place + 1 : place
  }

  /// The image in parentheses at that place. Messages begin with parentheses as well, `(Note ) MC: …`: a name has no
  /// punctuation of sentences, and a word of it that follows a blank has a capital, `Google Chrome Framework`.
  private static func image(_ bytes: Span<UInt8>, at start: Int) -> Range<Int>? {
    guard bytes.holds("(", at: start) else { return nil }
    let limit = min(bytes.count, start + longest)
    var at = start + 1
    while at < limit, bytes[at] != Ascii.closing {
      let isNamePart =
        bytes[at].isLetter || bytes[at].isDigit || bytes[at] >= 0x80 || bytes[at] == UInt8(ascii: "_")
        || bytes[at] == UInt8(ascii: ".") || bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+")
      let startsWord =
        bytes[at] == Ascii.blank && at > start + 1 && at + 1 < limit
        && (0x41...0x5A).contains(bytes[at + 1])
      guard isNamePart || startsWord else { return nil }
      at += 1
    }
    guard at < limit, at > start + 1, isFollowed(at + 1, bytes) else { return nil }
    return (start + 1)..<at
  }

  /// The colon and the closing bracket of `[subsystem:category]` at that place.
  private static func label(_ bytes: Span<UInt8>, at start: Int) -> (place: Int, end: Int)? {
    guard bytes.holds("[", at: start) else { return nil }
    let colon = bytes.end(from: start + 1) {
      $0.isLetter || $0.isDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
        || $0 == UInt8(ascii: "_")
    }
    guard colon > start + 1, bytes.holds(":", at: colon) else { return nil }
    let limit = min(bytes.count, colon + longest)
    let end = bytes.extracting(0..<limit).end(from: colon + 1) {
      $0 != Ascii.closingBracket && $0 != Ascii.openingBracket
    }
    guard end < limit, bytes[end] == Ascii.closingBracket, isFollowed(end + 1, bytes) else { return nil }
    return (colon, end)
  }

  private static func isFollowed(_ place: Int, _ bytes: Span<UInt8>) -> Bool {
    place == bytes.count || bytes[place] == Ascii.blank
  }
}
