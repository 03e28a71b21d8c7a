/// One member of a JSON object, as places.
struct JSONMember: Hashable {
  enum Kind { case string, number, object, array, word }

  /// The name between its quotes.
  var name: Range<Int>
  /// A string's content between its quotes, an object or array with its brackets, a number or a word as it stands.
  var value: Range<Int>
  var kind: Kind
}

/// Walks over the members of one JSON object without making anything of them.
///
/// What is nested is stepped over. Input that ends early ends the walk: the last member is then a string without its
/// end, or is not given at all. Input that is no JSON ends it too.
struct JSONMembers {
  /// Nesting that is followed; log records have three levels.
  static let deepest = 64

  private var at: Int
  private var isFirst = true
  /// Whether the object was seen to its closing brace; ``end`` is the place after that.
  private(set) var isWhole = false
  private(set) var end: Int

  /// For the object that opens at `start`.
  init?(_ bytes: Span<UInt8>, at start: Int) {
    guard start < bytes.count, bytes[start] == Ascii.openingBrace else { return nil }
    at = start + 1
    end = at
  }

  /// The next member.
  mutating func next(in bytes: Span<UInt8>) -> JSONMember? {
    at = Self.afterSpace(bytes, at)
    guard at < bytes.count, bytes[at] != Ascii.closingBrace else {
      isWhole = at < bytes.count
      end = min(at + 1, bytes.count)
      return nil
    }
    if !isFirst {
      guard bytes[at] == UInt8(ascii: ",") else { return nil }
      at = Self.afterSpace(bytes, at + 1)
    }
    isFirst = false
    guard let name = Self.string(bytes, at: at), name.isWhole else { return nil }
    at = Self.afterSpace(bytes, name.end)
    guard at < bytes.count, bytes[at] == Ascii.colon else { return nil }
    at = Self.afterSpace(bytes, at + 1)
    guard let value = Self.value(bytes, at: at) else { return nil }
    at = value.end
    return JSONMember(name: name.content, value: value.range, kind: value.kind)
  }
}

extension JSONMembers {
  private struct Text {
    var content: Range<Int>
    var end: Int
    var isWhole: Bool
  }

  /// The string whose opening quote stands at that place.
  private static func string(_ bytes: Span<UInt8>, at start: Int) -> Text? {
    guard start < bytes.count, bytes[start] == Ascii.quote else { return nil }
    var at = start + 1
    while at < bytes.count, bytes[at] != Ascii.quote { at += bytes[at] == Ascii.backslash ? 2 : 1 }
    guard at < bytes.count else {
      return Text(content: (start + 1)..<bytes.count, end: bytes.count, isWhole: false)
    }
    return Text(content: (start + 1)..<at, end: at + 1, isWhole: true)
  }

  private static func value(
    _ bytes: Span<UInt8>, at start: Int
  ) -> (range: Range<Int>, kind: JSONMember.Kind, end: Int)? {
    guard start < bytes.count else { return nil }
    switch bytes[start] {
    case Ascii.quote:
      return string(bytes, at: start).map { ($0.content, .string, $0.end) }
    case Ascii.openingBrace, Ascii.openingBracket:
      guard let end = nested(bytes, at: start) else { return nil }
      return (start..<end, bytes[start] == Ascii.openingBrace ? .object : .array, end)
    default:
      let end = bytes.end(from: start) {
        $0.isDigit || $0.isLetter || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
          || $0 == UInt8(ascii: ".")
      }
      guard end > start else { return nil }
      return (start..<end, bytes[start].isLetter ? .word : .number, end)
    }
  }

  /// The place after the object or array that opens there.
  private static func nested(_ bytes: Span<UInt8>, at start: Int) -> Int? {
    var depth = 0
    var at = start
    while at < bytes.count {
      switch bytes[at] {
      case Ascii.quote:
        guard let text = string(bytes, at: at) else { return nil }
        at = text.end
        continue
      case Ascii.openingBrace, Ascii.openingBracket:
        depth += 1
        guard depth <= deepest else { return nil }
      case Ascii.closingBrace, Ascii.closingBracket:
        depth -= 1
        if depth == 0 { return at + 1 }
      default: break
      }
      at += 1
    }
    return nil
  }

  /// The first place that is no white space. NULs count as such: a raw capture can hold them.
  static func afterSpace(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    bytes.end(from: start) {
      $0 == Ascii.blank || $0 == Ascii.newline || $0 == Ascii.tab || $0 == Ascii.carriageReturn
        || $0 == Ascii.nul
    }
  }
}
