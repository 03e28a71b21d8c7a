public import ProbeProtocol

/// What a step is expected to show, for which claims.
public struct Expectation: Hashable, Sendable {
  /// The claims that it serves; the scenario's claims unless the file names some. Empty for a control step.
  public var claims: [ClaimID]
  public var outcome: OutcomeExpectation?
  public var data: [DataExpectation]
  public var records: [RecordExpectation]
  public var host: [HostExpectation]
  /// The step must begin after this one ended, by the phone's monotonic clock.
  public var after: StepID?
  /// Milliseconds between begin and end, by the phone's monotonic clock.
  public var within: Int?
  /// Where it begins in the file.
  public var line: Int

  public init(
    claims: [ClaimID], outcome: OutcomeExpectation? = nil, data: [DataExpectation] = [],
    records: [RecordExpectation] = [], host: [HostExpectation] = [], after: StepID? = nil, within: Int? = nil,
    line: Int = 0
  ) {
    self.claims = claims
    self.outcome = outcome
    self.data = data
    self.records = records
    self.host = host
    self.after = after
    self.within = within
    self.line = line
  }
}

/// How the action should end.
public enum OutcomeExpectation: Hashable, Sendable {
  /// It succeeds.
  case ok
  /// It returns nothing and gives no reason.
  case none
  /// Any refusal will do.
  case refused
  /// It fails with one of these error numbers.
  case errno([ErrnoName])
  /// It fails with an `NSError`; what is nil does not matter. The message is a regular expression.
  case error(domain: String?, code: Int?, message: String?)
}

/// What a member of the result should be.
public struct DataExpectation: Hashable, Sendable {
  /// Dotted path within the end event's data.
  public var path: String
  public var matcher: DataMatcher

  public init(path: String, matcher: DataMatcher) {
    self.path = path
    self.matcher = matcher
  }
}

/// How a value is judged. Strings in it may hold `${variable}`.
public indirect enum DataMatcher: Hashable, Sendable {
  case equals(JSONValue)
  /// A regular expression that must match the whole text.
  case matches(String)
  case shape(PathShape)
  /// An array that has all of these, or a text that has the one as a part.
  case contains([JSONValue])
  case atLeast(Int)
  case atMost(Int)
  case below(Int)
  case above(Int)
  case not(DataMatcher)
}

/// Forms of paths that claims speak of.
public enum PathShape: String, Hashable, Sendable, CaseIterable {
  /// `/var/mobile/Containers/Data/Application/<UUID>` (FS-02).
  case appContainer = "app-container"
  /// `/private/var/mobile/Containers/Shared/AppGroup/<UUID>` (FS-10).
  case groupContainer = "group-container"
  /// The same below a simulator's data folder (FS-05).
  case simulatorAppContainer = "simulator-app-container"
  case simulatorGroupContainer = "simulator-group-container"
  case uuid
}

/// A log record that should or must not appear in the step's window.
public struct RecordExpectation: Hashable, Sendable {
  /// Whether the record is wanted or unwanted.
  public enum Presence: Hashable, Sendable {
    case required, forbidden
  }

  public var presence: Presence
  public var pattern: RecordPattern

  public init(presence: Presence, pattern: RecordPattern) {
    self.presence = presence
    self.pattern = pattern
  }
}

/// Which log record is meant. What is nil does not matter.
public struct RecordPattern: Hashable, Sendable {
  /// The family, by the word that Syslog uses: `sandbox`, `transitd`, `sharing`…; or `shows`, for a text in a record of
  /// any family.
  public var family: String
  /// Whose record: the role whose pid a sandbox record must name. The step's own actor unless the file says another.
  public var actor: ActorName
  /// Name of the logging process. Unless given, `sandbox` records are the kernel's, and those of other families their
  /// daemons' or the actor's own.
  public var process: String?
  /// Sandbox operation, exact.
  public var operation: String?
  /// Sandbox target, or a path anywhere in a daemon's message, with `/var` and `/private/var` equal. May hold
  /// `${variable}`.
  public var path: String?
  /// The number in `deny(1)`.
  public var code: Int?
  /// A regular expression found anywhere in the message. May hold `${variable}`, taken literally.
  public var message: String?
  /// The text that `shows` looks for, in plain and in every encoding. May hold `${variable}`, and must hold a canary
  /// of the run once those are replaced.
  public var text: String?
  /// Where `shows` looks for it.
  public var scope: Scope

  /// A part of the log.
  public enum Scope: String, Hashable, Sendable, CaseIterable {
    /// The step's window.
    case step
    /// All that arrived after the scenario had begun.
    case scenario
  }

  public init(
    family: String, actor: ActorName, process: String? = nil, operation: String? = nil, path: String? = nil,
    code: Int? = nil, message: String? = nil, text: String? = nil, scope: Scope = .step
  ) {
    self.family = family
    self.actor = actor
    self.process = process
    self.operation = operation
    self.path = path
    self.code = code
    self.message = message
    self.text = text
    self.scope = scope
  }
}

/// Something that the host saw during the step.
public struct HostExpectation: Hashable, Sendable {
  /// The kind of a host record, such as `disconnected`.
  public var kind: String
  /// How often at least.
  public var atLeast: Int
  /// How often at most; nil for any number.
  public var atMost: Int?

  public init(kind: String, atLeast: Int, atMost: Int?) {
    self.kind = kind
    self.atLeast = atLeast
    self.atMost = atMost
  }
}
