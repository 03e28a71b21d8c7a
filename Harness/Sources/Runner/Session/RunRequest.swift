public import Foundation
public import ProbeProtocol
public import Scenario
public import Verdict

/// What is to be run, and where the run lands.
public struct RunRequest: Sendable {
  /// The scenarios in the order in which they are carried out.
  public var scenarios: [Scenario]
  /// The bytes of each scenario's file, to be kept in the run folder.
  public var sources: [ScenarioID: Data]
  /// The bytes of `claims.yaml`.
  public var claimsSource: Data
  public var settings: RunSettings
  /// The run that this one repeats in part.
  public var parent: RunID?
  /// `sandprobe` with its version.
  public var tool: String
  /// Where run folders lie.
  public var directory: URL
  public var limits: RunLimits
  /// The run that is to be brought to its end in its own folder; `directory` and `sources` are not used then.
  public var resumption: Resumption?
  /// Which apps are exchanged between scenarios, on a phone that holds few; nil leaves them as they are.
  public var swapPlan: AppSwapPlan?
  /// A person who does at the phone what the Conductor cannot; nil where nobody is there.
  public var operatorDesk: (any OperatorDesk)?

  public init(
    scenarios: [Scenario], sources: [ScenarioID: Data], claimsSource: Data, settings: RunSettings,
    parent: RunID? = nil, tool: String, directory: URL, limits: RunLimits = RunLimits(),
    resumption: Resumption? = nil
  ) {
    self.scenarios = scenarios
    self.sources = sources
    self.claimsSource = claimsSource
    self.settings = settings
    self.parent = parent
    self.tool = tool
    self.directory = directory
    self.limits = limits
    self.resumption = resumption
  }

  /// What does the rest of a run.
  public init(resuming resumption: Resumption, tool: String, limits: RunLimits = RunLimits()) {
    self.init(
      scenarios: resumption.scenarios, sources: [:], claimsSource: Data(),
      settings: resumption.manifest.settings,
      parent: resumption.manifest.parent, tool: tool, directory: resumption.folder, limits: limits,
      resumption: resumption)
  }
}

/// How long the harness waits for what.
public struct RunLimits: Hashable, Sendable {
  /// For the Conductor to take the session.
  public var session: Duration = .seconds(30)
  /// For the first sign of the Conductor in the log.
  public var firstSign: Duration = .seconds(30)
  /// For a canary to be read back, each time one is sent.
  public var canary: Duration = .seconds(5)
  /// For a fence to be read back.
  public var fence: Duration = .seconds(2)
  /// Between two looks into an actor's journal while its end event does not arrive in the log.
  public var journalPoll: Duration = .seconds(3)
  /// For a phone that went away to come back.
  public var phoneReturn: Duration = .seconds(60)
  /// For a Conductor that died to come back; nil is as long as for the phone.
  public var conductorReturn: Duration?
  /// Without any sign of the Conductor before the stream counts as dead; never less than ten heartbeats.
  public var silence: Duration = .seconds(5)
  /// Between two lives of the capturing tool.
  public var restart: Duration = .milliseconds(300)
  /// From locking until apps and host act on the locked phone: protected files close some ten seconds after it.
  public var lockWait: Duration = .seconds(12)
  /// From the apps' orders until the phone is locked; later they would not wait any longer. With the wait it has to
  /// stay below the half minute that iOS gives an app in the background.
  public var locking: Duration = .seconds(15)
  /// For a person to type the passcode.
  public var unlocking: Duration = .seconds(300)
  /// For what is saved after an interruption.
  public var closing: Duration = .seconds(10)
  /// For a person to do what is asked.
  public var patience: Duration = .seconds(600)
  /// Between two reminders of what is asked.
  public var reminder: Duration = .seconds(45)
  /// How often the stream is looked at.
  public var tick: Duration = .milliseconds(100)

  public init() {}
}

/// What a run came to. The findings are made from the folder.
public struct RunResult: Sendable {
  public var folder: URL
  public var state: RunManifest.State
  /// Why it did not finish, where it did not.
  public var failure: String?
  /// What to do about it, as a sentence.
  public var remedy: String?

  public init(folder: URL, state: RunManifest.State, failure: String? = nil, remedy: String? = nil) {
    self.folder = folder
    self.state = state
    self.failure = failure
    self.remedy = remedy
  }
}
