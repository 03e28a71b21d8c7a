/// A message that is read from left to right, word by word.
///
/// Only the beginning of very long messages is looked at, so that reading one takes bounded time.
struct WordReader {
  /// How many bytes of a message are looked at.
  static let limit = 1 << 16

  private let bytes: [UInt8]
  private var at = 0

  init(_ message: String) {
    // A whole text is copied at once, a part of it byte by byte.
    bytes = message.utf8.count <= Self.limit ? Array(message.utf8) : Array(message.utf8.prefix(Self.limit))
  }

  var isAtEnd: Bool { at >= bytes.count }

  /// Whether the words come next.
  func begins(_ words: StaticString) -> Bool { bytes.span.holds(words, at: at) }

  /// Whether the words occur in what is left of the line.
  func lineHolds(_ words: StaticString) -> Bool {
    bytes.span.place(of: words, in: at..<lineEnd) != nil
  }

  /// Whether what is left ends in these words.
  func ends(_ words: StaticString) -> Bool {
    bytes.count - words.utf8CodeUnitCount >= at
      && bytes.span.holds(words, at: bytes.count - words.utf8CodeUnitCount)
  }

  /// Goes past the words if they come next.
  @discardableResult
  mutating func skip(_ words: StaticString) -> Bool {
    guard begins(words) else { return false }
    at += words.utf8CodeUnitCount
    return true
  }

  /// Goes past the next occurrence of the words, wherever in the message it is; stays where there is none.
  @discardableResult
  mutating func skip(past words: StaticString) -> Bool { text(to: words) != nil }

  /// The text before the next occurrence of the words, and goes past them; nil, and stays, where there is none.
  mutating func text(to words: StaticString) -> String? {
    guard let place = bytes.span.place(of: words, in: at..<bytes.count) else { return nil }
    defer { at = place + words.utf8CodeUnitCount }
    return bytes.span.text(at..<place)
  }

  /// The text before the last occurrence of the words in the line, and goes past them.
  mutating func text(toLast words: StaticString) -> String? {
    let end = lineEnd
    var found: Int?
    var from = at
    while let place = bytes.span.place(of: words, in: from..<end) {
      found = place
      from = place + 1
    }
    guard let found else { return nil }
    defer { at = found + words.utf8CodeUnitCount }
    return bytes.span.text(at..<found)
  }

  /// The longest text of bytes that pass.
  mutating func text(while passes: (UInt8) -> Bool) -> String {
    let end = bytes.span.end(from: at, while: passes)
    defer { at = end }
    return bytes.span.text(at..<end)
  }

  /// The text up to a blank, a newline or the end.
  mutating func word() -> String { text { $0 > Ascii.blank } }

  /// What is left of the line, and goes to the next one.
  mutating func line() -> String {
    let end = lineEnd
    defer { at = min(end + 1, bytes.count) }
    return bytes.span.text(at..<end)
  }

  /// All that is left.
  var rest: String { bytes.span.text(at..<bytes.count) }

  /// A decimal number with its sign, if one comes next.
  mutating func number() -> Int? {
    var end = at
    if bytes.span.holds("-", at: end) { end += 1 }
    let digits = end
    end = bytes.span.end(from: end, while: \.isDigit)
    guard end > digits, let number = Int(bytes.span.text(at..<end)) else { return nil }
    at = end
    return number
  }

  /// A pid, if one comes next.
  mutating func pid() -> Int32? {
    var copy = self
    guard let pid = copy.number().flatMap({ Int32(exactly: $0) }), pid >= 0 else { return nil }
    self = copy
    return pid
  }

  /// A UUID in its 36 characters, if one comes next.
  mutating func uuid() -> String? {
    guard bytes.span.holdsUUID(at: at) else { return nil }
    defer { at += 36 }
    return bytes.span.text(at..<(at + 36))
  }

  /// Goes past the labels that some subsystems write in front: `[access] `, `[com.apple.FileProvider:default] `,
  /// `(Note ) `.
  func withoutLabels() -> WordReader {
    var reader = self
    for _ in 0..<4 {
      guard let end = bytes.span.labelEnd(at: reader.at) else { break }
      reader.at = end
    }
    return reader
  }

  private var lineEnd: Int {
    bytes.span.first(Ascii.newline, in: min(at, bytes.count)..<bytes.count) ?? bytes.count
  }
}

extension Span<UInt8> {
  /// The first place in the range where the text stands whole.
  func place(of text: StaticString, in range: Range<Int>) -> Int? {
    let length = text.utf8CodeUnitCount
    guard length > 0, range.count >= length else { return nil }
    let first = text.withUTF8Buffer { $0[0] }
    let last = range.upperBound - length
    var from = range.lowerBound
    while from <= last, let at = self.first(first, in: from..<(last + 1)) {
      if holds(text, at: at) { return at }
      from = at + 1
    }
    return nil
  }

  /// Whether a UUID in its 36 characters stands at that place.
  func holdsUUID(at start: Int) -> Bool {
    guard start >= 0, count - start >= 36 else { return false }
    for offset in 0..<36 {
      let byte = self[start + offset]
      let isDash = offset == 8 || offset == 13 || offset == 18 || offset == 23
      guard isDash ? byte == UInt8(ascii: "-") : byte.isHexDigit else { return false }
    }
    return true
  }

  /// Where a label in brackets, or a level in the parentheses of older daemons, ends with its blank.
  func labelEnd(at start: Int) -> Int? {
    guard start < count else { return nil }
    if self[start] == Ascii.opening {
      for level: StaticString in ["(Note ) ", "(Error) ", "(Warn ) "] where holds(level, at: start) {
        return start + level.utf8CodeUnitCount
      }
    }
    guard self[start] == Ascii.openingBracket else { return nil }
    let limit = Swift.min(count, start + 96)
    guard let end = first(Ascii.closingBracket, in: start..<limit), end > start + 1, holds(" ", at: end + 1)
    else { return nil }
    return end + 2
  }
}
