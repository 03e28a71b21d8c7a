/// A message about a sandbox extension, the grant with which one process opens a file for another.
///
///     Trying to issue sandbox extension for /path
///     Successfully issued sandbox extension for /path
///     Failed to obtain sandbox extension for path=/path. Errno:1
///     issuing sandbox extension failed for url: <private>
///     Couldn't issue file extension for url: <private>
///     Cannot issue a sandbox extension for file "name": Operation not permitted
///
/// The last is the text of an error that an app is given; some systems leave its quotes out.
public struct ExtensionMessage: Hashable, Sendable {
  /// How far it got.
  public enum Step: String, Hashable, Sendable, Codable {
    /// A process tries to issue one.
    case attempted
    case issued, consumed, released
    /// Issuing, obtaining or consuming it failed.
    case refused
  }

  public var step: Step
  /// What it is for, as printed: a path, a URL or `<private>`; nil where the message does not say.
  public var target: String?
  /// Whether the message calls the target a URL.
  public var isURL = false
  /// `com.apple.app-sandbox.read-write`, where the message names it.
  public var extensionClass: String?
  public var errno: Int?
  /// The reason as printed, `Operation not permitted`.
  public var error: String?
  /// The first 16 digits of a token that is printed in hex, enough to tell two apart. No captured line shows one.
  public var tokenPrefix: String?

  /// Whether the log hides the target or a part of it.
  public var isRedacted: Bool { target?.contains("<private>") ?? false }
}

extension ExtensionMessage: MessageReading {
  var kind: String { step.rawValue }

  var words: String {
    let what = "a sandbox extension"
    var words =
      switch step {
      case .attempted: "tried for \(what)"
      case .issued: "issued \(what)"
      case .consumed: "consumed \(what)"
      case .released: "released \(what)"
      case .refused: "failed to get \(what)"
      }
    if let extensionClass { words += " of the class \(extensionClass)" }
    if let target { words += " for \(target)" }
    if let error { words += ": \(error)" }
    if let errno { words += " (errno \(errno))" }
    return words
  }
}

extension ExtensionMessage {
  /// Longest text in front of the target that is searched for what happened.
  private static let headLength = 200

  init?(_ message: String) {
    let bytes = Array(message.utf8.prefix(WordReader.limit))
    guard let word = ExtensionWords.place(in: bytes.span) else { return nil }
    let line = bytes.span.first(Ascii.newline, in: word..<bytes.count) ?? bytes.count
    let end = bytes.span.place(of: " for ", in: word..<line) ?? line
    let from = max(0, min(word, end) - Self.headLength)
    let head = bytes.span.text(from..<min(end, word + Self.headLength))
    guard let step = Self.step(in: head) else { return nil }
    self.step = step
    extensionClass = Self.classWord(in: head)
    tokenPrefix = Self.token(in: bytes.span, word..<line)
    if end < line { readTarget(WordReader(bytes.span.text((end + 5)..<line))) }
  }

  /// What happened, from the words in front of the target. A failure decides, whatever else is said.
  private static func step(in head: String) -> Step? {
    let words = Set(
      head.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "’" }.map(String.init))
    let steps: [(Step, Set<String>)] = [
      (
        .refused,
        [
          "failed", "cannot", "can't", "can’t", "couldn't", "couldn’t", "unable", "denied", "refused", "not",
        ]
      ),
      (.attempted, ["trying", "attempting"]),
      (.consumed, ["consumed", "consuming"]),
      (.released, ["released", "releasing"]),
      (.issued, ["issued", "obtained"]),
    ]
    return steps.first { !$0.1.isDisjoint(with: words) }?.0
  }

  private static func classWord(in head: String) -> String? {
    head.split(separator: " ").first { $0.hasPrefix("com.apple.app-sandbox.") }.map(String.init)
  }

  /// A run of at least 32 hex digits that a semicolon ends.
  private static func token(in bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
    var at = range.lowerBound
    while at < range.upperBound {
      let end = bytes.end(from: at, while: \.isHexDigit)
      if end - at >= 32, bytes.holds(";", at: end) { return bytes.text(at..<(at + 16)) }
      at = end + 1
    }
    return nil
  }

  /// What stands behind ` for `: `path=/path. Errno:1`, `url: <private>`, `file "name": reason`, `/path`.
  private mutating func readTarget(_ target: WordReader) {
    var reader = target
    if reader.skip("path=") {
      if let path = reader.text(toLast: ". Errno:") {
        self.target = path
        errno = reader.number()
        return
      }
    } else if reader.skip("url: ") {
      isURL = true
    } else if reader.skip("file ") {
      readFile(reader)
      return
    }
    let rest = reader.line()
    self.target = rest.isEmpty ? nil : rest
  }

  /// `"name": reason` or `name: reason`.
  private mutating func readFile(_ file: WordReader) {
    var reader = file
    if reader.skip("\""), let name = reader.text(toLast: "\": ") ?? reader.text(toLast: "\"") {
      target = name
      error = reader.isAtEnd ? nil : reader.line()
    } else if let name = reader.text(toLast: ": ") {
      target = name
      error = reader.line()
    } else {
      target = reader.line()
    }
  }
}
