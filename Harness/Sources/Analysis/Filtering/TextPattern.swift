/// What `--grep` looks for in messages: a text, or `/expression/` with `/expression/i` for either case.
///
/// A text between slashes that has a slash inside is a text, so paths need no escaping; inside an expression a slash is
/// written `\/`.
public struct TextPattern: Hashable, Sendable {
  /// As typed.
  public let text: String
  private let expression: String?
  private let ignoresCase: Bool

  /// - Throws: ``TextPatternError`` for an expression that is none.
  public init(_ text: String) throws(TextPatternError) {
    self.text = text
    (expression, ignoresCase) = Self.expression(in: text)
    do {
      _ = try regex()
    } catch {
      throw TextPatternError(text: text, why: String(describing: error))
    }
  }

  private static func expression(in text: String) -> (String?, Bool) {
    let ignoresCase = text.hasSuffix("/i")
    guard text.hasPrefix("/"), text.count > 2, ignoresCase || text.hasSuffix("/") else { return (nil, false) }
    let inner = text.dropFirst().dropLast(ignoresCase ? 2 : 1)
    guard !inner.isEmpty else { return (nil, false) }
    var isEscaped = false
    for character in inner {
      if character == "/", !isEscaped { return (nil, false) }
      isEscaped = character == "\\" && !isEscaped
    }
    return isEscaped ? (nil, false) : (String(inner), ignoresCase)
  }

  private func regex() throws -> Regex<AnyRegexOutput>? {
    guard let expression else { return nil }
    return try Regex(expression).matchingSemantics(.unicodeScalar).anchorsMatchLineEndings()
      .ignoresCase(ignoresCase)
  }

  /// What does the looking; an expression is compiled here.
  func matcher() -> TextMatcher { TextMatcher(literal: Array(text.utf8), regex: (try? regex()) ?? nil) }
}

/// Looks for a ``TextPattern``.
struct TextMatcher {
  fileprivate let literal: [UInt8]
  fileprivate let regex: Regex<AnyRegexOutput>?

  func matches(_ message: String) -> Bool {
    if let regex { return message.contains(regex) }
    var message = message
    return message.withUTF8 { Self.holds($0, literal) }
  }

  private static func holds(_ bytes: UnsafeBufferPointer<UInt8>, _ literal: [UInt8]) -> Bool {
    guard let first = literal.first else { return true }
    guard bytes.count >= literal.count else { return false }
    for start in 0...(bytes.count - literal.count)
    where bytes[start] == first && bytes[start..<(start + literal.count)].elementsEqual(literal) {
      return true
    }
    return false
  }
}

/// Why an expression cannot be used.
public struct TextPatternError: Error, Hashable, Sendable, CustomStringConvertible {
  public let text: String
  let why: String

  public var description: String {
    "'\(text)' is no regular expression: \(why); without the slashes around it, it is looked for as it stands"
  }
}
