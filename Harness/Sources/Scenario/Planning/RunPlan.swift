public import ProbeProtocol

/// In which order scenarios are carried out, what each needs and about how long it takes.
///
/// Scenarios that need the phone locked come last and together, so that it is locked once for all of them; the rest
/// keeps its order.
public struct RunPlan: Hashable, Sendable {
  /// One scenario, carried out once.
  public struct Performance: Hashable, Sendable {
    public var scenario: ScenarioID
    /// From 1.
    public var repetition: Int

    public init(scenario: ScenarioID, repetition: Int) {
      self.scenario = scenario
      self.repetition = repetition
    }
  }

  /// What is carried out at one go.
  public enum Turn: Hashable, Sendable {
    case alone(Performance)
    /// The phone is locked once for all of these.
    case locked([Performance])

    public var performances: [Performance] {
      switch self {
      case .alone(let performance): [performance]
      case .locked(let performances): performances
      }
    }
  }

  public var turns: [Turn]

  /// - Parameter repetitions: How often each scenario is carried out. Each time the phone is locked anew.
  public init(scenarios: [Scenario], repetitions: Int) {
    let times = 1...max(1, repetitions)
    turns = scenarios.filter { !$0.needsLock }.flatMap { scenario in
      times.map { .alone(Performance(scenario: scenario.id, repetition: $0)) }
    }
    let locking = scenarios.filter(\.needsLock)
    guard !locking.isEmpty else { return }
    turns += times.map { time in
      .locked(locking.map { Performance(scenario: $0.id, repetition: time) })
    }
  }

  /// The plan without what is done already.
  public func without(_ isDone: (Performance) -> Bool) -> RunPlan {
    var rest = self
    rest.turns = turns.compactMap { turn in
      switch turn {
      case .alone(let performance): isDone(performance) ? nil : turn
      case .locked(let performances):
        performances.allSatisfy(isDone) ? nil : .locked(performances.filter { !isDone($0) })
      }
    }
    return rest
  }
}

/// What a scenario needs besides the phone, its probe apps and the Conductor.
public enum ScenarioNeed: String, Hashable, Sendable, CaseIterable, Codable {
  /// The screen is locked for some of its steps.
  case lock
  /// A passcode is set.
  case passcode
  /// No passcode is set.
  case noPasscode = "no-passcode"
  /// Packages of the probe apps are at hand.
  case packages
  /// A person at the phone: nobody else types a passcode.
  case person
  /// The Simulator instead of a phone.
  case simulator
}

extension Scenario {
  /// What it needs, in the order of ``ScenarioNeed``.
  public var needs: [ScenarioNeed] {
    var needs: Set<ScenarioNeed> = []
    if needsLock { needs.insert(.lock) }
    if let passcode = requirements.passcode { needs.insert(passcode ? .passcode : .noPasscode) }
    if requirements.needsPackages { needs.insert(.packages) }
    if needsLock, requirements.passcode != false { needs.insert(.person) }
    if requirements.device == .simulator { needs.insert(.simulator) }
    return ScenarioNeed.allCases.filter(needs.contains)
  }
}
