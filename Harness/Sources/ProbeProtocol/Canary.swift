/// A log line of known content. What comes back of it shows what the log channel carries.
public struct Canary: Hashable, Sendable {
  /// The level it is logged at, as the unified log names levels.
  public enum Level: String, Codable, Hashable, Sendable, CaseIterable {
    case `default`, info, debug, error, fault
  }

  /// What is special about it.
  public enum Kind: String, Codable, Hashable, Sendable {
    /// Plain public text of the given length.
    case plain
    /// An argument that the unified log redacts unless told otherwise.
    case `private`
  }

  public var kind: Kind
  public var level: Level
  /// Bytes of the whole message.
  public var length: Int

  public init(kind: Kind, level: Level, length: Int) {
    self.kind = kind
    self.level = level
    self.length = length
  }

  /// The canaries of a round, besides the signed event that goes before them.
  public static let all: [Canary] =
    Level.allCases.map { Canary(kind: .plain, level: $0, length: 120) }
    + [250, 800, 1_000, 2_000].map { Canary(kind: .plain, level: .default, length: $0) }
    + [Canary(kind: .private, level: .default, length: 120)]

  /// What every canary begins with.
  public static let marker = "SPC1"

  /// The name that a canary carries, `plain.default.120`.
  public var name: String { "\(kind.rawValue).\(level.rawValue).\(length)" }

  /// The message: marker, run, name, filler up to ``length``, and the letter `Z` as its last byte. A private canary's
  /// filler is what a probe logs as a private argument.
  public func message(run: RunID) -> String {
    let head = head(run: run)
    return head + filler(after: head.utf8.count) + "Z"
  }

  /// The part of ``message(run:)`` that is logged publicly in every kind.
  public func head(run: RunID) -> String { "\(Self.marker) \(run) \(name) " }

  /// The part of ``message(run:)`` between head and last letter.
  public func filler(after count: Int) -> String {
    let alphabet = Self.alphabet
    return String(
      decoding: (0..<max(0, length - count - 1)).map { alphabet[$0 % alphabet.count] }, as: UTF8.self)
  }

  private static let alphabet = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
}
