public import ProbeProtocol

/// A script that tests one or more claims, as checked when its file was read.
public struct Scenario: Hashable, Sendable {
  public var id: ScenarioID
  /// The claims that it tests, in the file's order; every one exists and every one is served by an expectation.
  public var claims: [ClaimID]
  public var title: String
  public var kind: Kind
  public var requirements: Requirements
  /// Roles and the probe that plays each, in the file's order.
  public var actors: [Casting]
  public var steps: [Step]
  /// The file it was read from, as the path was given.
  public var file: String
  /// Digest of the file's bytes: two runs are comparable only where it is equal.
  public var digest: ContentDigest

  /// What a scenario is for.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// It judges whether its claims hold.
    case test
    /// It judges nothing: what the log shows during its steps is recorded as a trace. Its claims are questions.
    case explore
  }

  /// A role and who plays it.
  public struct Casting: Hashable, Sendable {
    public var actor: ActorName
    public var probe: ProbeName

    public init(actor: ActorName, probe: ProbeName) {
      self.actor = actor
      self.probe = probe
    }
  }

  public init(
    id: ScenarioID, claims: [ClaimID], title: String, kind: Kind = .test,
    requirements: Requirements = Requirements(), actors: [Casting], steps: [Step], file: String,
    digest: ContentDigest
  ) {
    self.id = id
    self.claims = claims
    self.title = title
    self.kind = kind
    self.requirements = requirements
    self.actors = actors
    self.steps = steps
    self.file = file
    self.digest = digest
  }

  /// The probe that plays a role; nil for the host and for names that the scenario does not cast.
  public func probe(of actor: ActorName) -> ProbeName? { actors.first { $0.actor == actor }?.probe }

  /// Whether the phone has to be locked for some of its steps.
  public var needsLock: Bool { steps.contains { $0.moment == .locked } }

  /// The step of that id.
  public func step(_ id: StepID) -> Step? { steps.first { $0.id == id } }
}

/// What must be true of phone, apps and session before a scenario says anything; what is absent makes its claims
/// skipped, with that reason.
public struct Requirements: Hashable, Sendable {
  /// On which kind of device the claim was made.
  public enum DeviceKind: String, Hashable, Sendable, Codable, CaseIterable {
    case physical, simulator, any
  }

  public var device: DeviceKind
  /// Lowest iOS version, inclusive.
  public var minimumVersion: OSVersion?
  /// First iOS version on which the scenario no longer applies.
  public var belowVersion: OSVersion?
  /// Entitlements that the installed build of an actor's probe must have.
  public var entitlements: [ActorName: [String]]
  /// Entitlements that it must not have.
  public var absentEntitlements: [ActorName: [String]]
  /// Installable packages of the probe apps must be at hand, since the scenario reinstalls one.
  public var needsPackages: Bool
  /// A passcode must be set (true), must not be set (false), or does not matter.
  public var passcode: Bool?

  public init(
    device: DeviceKind = .physical, minimumVersion: OSVersion? = nil, belowVersion: OSVersion? = nil,
    entitlements: [ActorName: [String]] = [:], absentEntitlements: [ActorName: [String]] = [:],
    needsPackages: Bool = false, passcode: Bool? = nil
  ) {
    self.device = device
    self.minimumVersion = minimumVersion
    self.belowVersion = belowVersion
    self.entitlements = entitlements
    self.absentEntitlements = absentEntitlements
    self.needsPackages = needsPackages
    self.passcode = passcode
  }
}

/// An iOS version that orders by number: 15.2 before 15.10.
public struct OSVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
  public var parts: [Int]

  /// Reads `17.4.1`; nil for anything that is not numbers and dots.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard !parts.isEmpty, parts.allSatisfy({ ($0 ?? -1) >= 0 }) else { return nil }
    self.parts = parts.compactMap { $0 }
  }

  public var description: String { parts.map(String.init).joined(separator: ".") }

  public static func < (left: OSVersion, right: OSVersion) -> Bool {
    for index in 0..<max(left.parts.count, right.parts.count) {
      let pair = (
        index < left.parts.count ? left.parts[index] : 0, index < right.parts.count ? right.parts[index] : 0
      )
      if pair.0 != pair.1 { return pair.0 < pair.1 }
    }
    return false
  }
}

/// One order in a scenario with what it expects.
public struct Step: Hashable, Sendable {
  /// How the phone stands when a step is taken.
  public enum Moment: String, Hashable, Sendable, CaseIterable {
    case unlocked
    /// The screen is locked, and has been for so long that protected files are closed. An app gets its orders
    /// beforehand and acts by itself; the host acts when the phone says that it is locked.
    case locked
  }

  public var id: StepID
  public var actor: ActorName
  public var action: ActionName
  /// Strings in it may hold `${variable}`.
  public var arguments: [String: JSONValue]
  /// Variables to set from the result: name to path within the end event's data.
  public var saves: [String: String]
  /// True where the step shows that an action works where it should; an unmet control makes the scenario's claims
  /// inconclusive, never failed.
  public var isControl: Bool
  /// Why no control step shows that the action works where it should; nil for steps that have one or need none.
  public var uncontrolled: String?
  /// Neighbouring steps with the same label are sent at once and run side by side.
  public var together: String?
  /// When it is taken.
  public var moment: Moment
  /// Milliseconds that the actor has for it.
  public var timeLimit: Int
  public var expectations: [Expectation]
  /// Where the step begins in the file, for error texts and reports.
  public var line: Int

  public init(
    id: StepID, actor: ActorName, action: ActionName, arguments: [String: JSONValue] = [:],
    saves: [String: String] = [:], isControl: Bool = false, uncontrolled: String? = nil,
    together: String? = nil, moment: Moment = .unlocked,
    timeLimit: Int = 15_000, expectations: [Expectation] = [], line: Int = 0
  ) {
    self.id = id
    self.actor = actor
    self.action = action
    self.arguments = arguments
    self.saves = saves
    self.isControl = isControl
    self.uncontrolled = uncontrolled
    self.together = together
    self.moment = moment
    self.timeLimit = timeLimit
    self.expectations = expectations
    self.line = line
  }
}
