#if os(iOS)
  /// Nothing on iOS: the standard library's protocol came with iOS 15.4, and probes run on 15.0 too. Nothing that the
  /// phone codes has a dictionary with identifiers as keys.
  public protocol DictionaryKey {}
#else
  /// Lets a dictionary with identifiers as keys be coded as an object.
  public typealias DictionaryKey = CodingKeyRepresentable
#endif

/// A name that must not be mistaken for another kind of name: a string with a type.
public protocol Identifier: RawRepresentable, Codable, Hashable, Sendable, Comparable,
  CustomStringConvertible,
  ExpressibleByStringLiteral, DictionaryKey
where RawValue == String {
  init(rawValue: String)
}

extension Identifier {
  public init(_ rawValue: String) { self.init(rawValue: rawValue) }
  public init(stringLiteral value: String) { self.init(rawValue: value) }
  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
  public var description: String { rawValue }
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// One published statement, `FS-15`. An id never changes its meaning.
public struct ClaimID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// A scenario's id, `<topic>/<name>`.
public struct ScenarioID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  /// What stands before the slash, or the whole id.
  public var topic: String { rawValue.split(separator: "/").first.map(String.init) ?? rawValue }
}

/// A step's id, unique within its scenario.
public struct StepID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// The role that a sandbox identity plays in a scenario, `outsider`.
public struct ActorName: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The Conductor's own name in events and journals; no scenario may use it.
  public static let conductor: ActorName = "conductor"
  /// The machine that drives the phone, for steps that the harness itself takes.
  public static let host: ActorName = "host"
  /// An app that leaves orders for the extension that it contains, or fetches its journals.
  public static let mailbox: ActorName = "mailbox"
}

/// A sandbox identity: the name of a probe app or extension, which is also its executable, `GroupMemberA`.
public struct ProbeName: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The UI-test runner that drives the others.
  public static let conductor: ProbeName = "Conductor"
}

/// One thing that an actor can do, `dir.open`.
public struct ActionName: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// One session against one phone. Made by the harness; it names the run in every event.
public struct RunID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}
