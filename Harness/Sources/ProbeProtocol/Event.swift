import Foundation

/// What an actor reports back.
public struct Event: Codable, Hashable, Sendable {
  /// What happened.
  public enum Kind: String, Codable, Hashable, Sendable {
    /// The actor is up and says who it is; `data` holds bundle, build, uid and home.
    case hello
    /// A step is about to be carried out; `data` holds the arguments as the actor understood them.
    case begin
    /// The step is over; `outcome` and `data` say how.
    case end
    /// The system told the actor something, or its standing orders came or are due; `data` is of ``SystemNotice``.
    case notice
    /// Conductor only: everything logged before this line belongs before it. It closes the window of `step`.
    case fence
    /// Conductor only: the log still arrives.
    case heartbeat
    /// A line with known content, to learn what the log channel does to it; `data` says which.
    case canary
  }

  public var run: RunID
  /// Nil for what belongs to no scenario, such as heartbeats.
  public var scenario: ScenarioID?
  public var repetition: Int?
  public var step: StepID?
  public var actor: ActorName
  public var probe: ProbeName
  public var pid: Int32
  /// Counts an actor's events within one scenario and repetition from 1, over all its processes, without a gap.
  /// The Conductor's counts over the whole run.
  public var sequence: Int
  public var kind: Kind
  /// Nanoseconds of the phone's monotonic clock.
  public var uptime: Int
  /// Milliseconds since 1970 by the phone's wall clock.
  public var time: Int
  public var action: ActionName?
  public var outcome: Outcome?
  public var data: JSONValue?

  public init(
    run: RunID, scenario: ScenarioID? = nil, repetition: Int? = nil, step: StepID? = nil, actor: ActorName,
    probe: ProbeName, pid: Int32, sequence: Int, kind: Kind, uptime: Int, time: Int,
    action: ActionName? = nil,
    outcome: Outcome? = nil, data: JSONValue? = nil
  ) {
    self.run = run
    self.scenario = scenario
    self.repetition = repetition
    self.step = step
    self.actor = actor
    self.probe = probe
    self.pid = pid
    self.sequence = sequence
    self.kind = kind
    self.uptime = uptime
    self.time = time
    self.action = action
    self.outcome = outcome
    self.data = data
  }

  private enum CodingKeys: String, CodingKey {
    case run, scenario, repetition, step, actor, probe, pid
    case sequence = "seq"
    case kind, uptime, time, action, outcome, data
  }
}
