public import ProbeProtocol

/// One line of `host.jsonl`: what the host did or saw, in order.
public struct HostRecord: Codable, Hashable, Sendable {
  /// What happened.
  public enum Kind: String, Codable, Hashable, Sendable {
    case runBegan = "run-began"
    case runEnded = "run-ended"
    /// A run that did not get to its end is taken up again: a new session begins. `data` holds its number, what is known
    /// of its host, log channel and state before, and the files whose last line had been cut.
    case runResumed = "run-resumed"
    /// The capturing tool was started; `message` is its command.
    case captureStarted = "capture-started"
    /// The capturing tool ended or was ended before the run was over; `message` says why.
    case captureStopped = "capture-stopped"
    /// The stream was silent for too long and the tool is started anew.
    case captureStalled = "capture-stalled"
    /// The capturing tool wrote to its standard error; `message` is the text.
    case captureComplained = "capture-complained"
    /// The phone went away.
    case disconnected
    /// The phone came back.
    case reconnected
    case canariesSent = "canaries-sent"
    case scenarioBegan = "scenario-began"
    case scenarioEnded = "scenario-ended"
    /// The scenario is not carried out; `message` says which precondition is absent.
    case scenarioSkipped = "scenario-skipped"
    /// Orders went to an actor; `pid` is the process that got them, `data` the arguments with variables replaced.
    case orderSent = "order-sent"
    /// The actor's end event arrived.
    case stepEnded = "step-ended"
    /// No end event arrived in time; `message` says how long the harness waited.
    case stepTimedOut = "step-timed-out"
    /// The step was not sent; `message` says why.
    case stepNotSent = "step-not-sent"
    /// A step of the host itself is over: `outcome` and `data` say how.
    case hostStep = "host-step"
    /// Probe apps were exchanged, since the phone holds few; `data` names those removed and installed.
    case appsExchanged = "apps-exchanged"
    /// A person was asked to do something at the phone; `message` is the sentence, `data` holds its number.
    case operatorAsked = "operator-asked"
    /// What was asked of a person is over: done, skipped, timed-out or left, in `message`; `data` holds its number.
    case operatorEnded = "operator-ended"
    /// The Conductor was started anew and took the run up again; `message` says what was seen of it.
    case conductorRevived = "conductor-revived"
    /// The harness starts the Conductor's runner; `message` is the command without the token.
    case runnerStarted = "runner-started"
    /// What started the runner ended, or nothing could start it; `message` says how. It says nothing about the runner.
    case runnerEnded = "runner-ended"
    /// The runner left a result bundle; `data` holds its path and that of a page made of it.
    case resultsKept = "results-kept"
    case fenceSent = "fence-sent"
    /// The phone was locked for the scenarios that wait for it; `message` says how.
    case phoneLocked = "phone-locked"
    /// The phone was unlocked; `message` says how.
    case phoneUnlocked = "phone-unlocked"
    /// A journal was pulled from the phone; `data` holds file, size and sha256.
    case journalPulled = "journal-pulled"
    /// A journal could not be had; `message` says why.
    case journalMissing = "journal-missing"
    /// The harness itself failed; `message` says how.
    case failed
    case interrupted
  }

  /// Counts from 1 without a gap.
  public var sequence: Int
  /// Milliseconds since 1970 by the host's clock.
  public var time: Int
  /// Size of `syslog.log` when it happened.
  public var logOffset: Int
  public var kind: Kind
  public var scenario: ScenarioID?
  public var repetition: Int?
  public var step: StepID?
  public var actor: ActorName?
  public var probe: ProbeName?
  public var pid: Int32?
  public var outcome: Outcome?
  public var data: JSONValue?
  public var message: String?

  public init(
    sequence: Int, time: Int, logOffset: Int, kind: Kind, scenario: ScenarioID? = nil, repetition: Int? = nil,
    step: StepID? = nil, actor: ActorName? = nil, probe: ProbeName? = nil, pid: Int32? = nil,
    outcome: Outcome? = nil, data: JSONValue? = nil, message: String? = nil
  ) {
    self.sequence = sequence
    self.time = time
    self.logOffset = logOffset
    self.kind = kind
    self.scenario = scenario
    self.repetition = repetition
    self.step = step
    self.actor = actor
    self.probe = probe
    self.pid = pid
    self.outcome = outcome
    self.data = data
    self.message = message
  }

  private enum CodingKeys: String, CodingKey {
    case sequence = "seq"
    case time, logOffset, kind, scenario, repetition, step, actor, probe, pid, outcome, data, message
  }
}
