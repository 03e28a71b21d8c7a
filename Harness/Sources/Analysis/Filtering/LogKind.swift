public import Syslog

/// What a record is to a filter: a family, or what belongs to none.
public enum LogKind: Hashable, Sendable, CaseIterable {
  case family(LogFamily)
  /// SandProbe's own events and canaries.
  case event
  /// Words of the capturing tool or the relay about the stream.
  case notice
  /// Any other record.
  case plain
  /// Text that belongs to no record.
  case unplaced

  /// What a record's content is.
  public init(_ content: LogContent) {
    self =
      switch content {
      case .sandbox: .family(.sandbox)
      case .daemon(let family): .family(family)
      case .event, .canary: .event
      case .notice: .notice
      case .plain: .plain
      case .unplaced: .unplaced
      }
  }

  /// The word behind `--family`.
  public var word: String {
    switch self {
    case .family(let family): family.rawValue
    case .event: "event"
    case .notice: "notice"
    case .plain: "plain"
    case .unplaced: "unplaced"
    }
  }

  public static var allCases: [LogKind] {
    LogFamily.allCases.map { .family($0) } + [.event, .notice, .plain, .unplaced]
  }

  /// The kind of that word.
  public init?(word: String) {
    guard let kind = Self.allCases.first(where: { $0.word == word }) else { return nil }
    self = kind
  }
}
