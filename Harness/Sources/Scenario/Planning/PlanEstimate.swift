import ProbeProtocol

/// About how long turns take. The parts were measured in rehearsals, with real waits in the place of the virtual
/// phone's; a real phone launches apps more slowly.
public struct PlanEstimate: Hashable, Sendable {
  /// Milliseconds of grace after each step.
  public var grace: Int
  /// Milliseconds that apps and host wait after locking.
  public var lockWait: Int
  /// Whether the phone is a virtual one.
  public var isRehearsal: Bool

  public init(grace: Int, lockWait: Int, isRehearsal: Bool = false) {
    self.grace = grace
    self.lockWait = lockWait
    self.isRehearsal = isRehearsal
  }

  /// Milliseconds that a step which lets time pass takes: a second at most in a rehearsal, an hour at most on a phone.
  public static func waiting(_ milliseconds: Int, isRehearsal: Bool) -> Int {
    min(max(0, milliseconds), isRehearsal ? 1_000 : 3_600_000)
  }

  /// Milliseconds for sending an order and having its end.
  private static let step = 400
  /// Milliseconds for the journals and the canary of a scenario.
  private static let closing = 900
  /// Milliseconds for reinstalling an app.
  private static let reinstalling = 15_000
  /// Milliseconds for locking and unlocking, a typed passcode included.
  private static let locking = 15_000

  /// Milliseconds for one scenario without the lock.
  public func time(of scenario: Scenario) -> Int {
    let steps = scenario.steps.reduce(0) { sum, step in
      if step.action == "app.reinstall" { return sum + Self.reinstalling }
      if step.action == "time.wait", let time = step.arguments["milliseconds"]?.intValue {
        return sum + Self.waiting(time, isRehearsal: isRehearsal)
      }
      return sum + Self.step + (step.actor == .host ? 0 : grace)
    }
    return steps + Self.closing
  }

  /// Milliseconds for a turn.
  public func time(of turn: RunPlan.Turn, scenarios: [Scenario]) -> Int {
    let performances = turn.performances.compactMap { performance in
      scenarios.first { $0.id == performance.scenario }
    }
    let sum = performances.reduce(0) { $0 + time(of: $1) }
    if case .locked = turn { return sum + Self.locking + lockWait }
    return sum
  }
}
