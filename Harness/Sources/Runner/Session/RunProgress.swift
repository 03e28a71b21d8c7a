public import Foundation
public import ProbeProtocol
public import Verdict

/// What happens during a run, for whoever watches. It decides nothing and is kept nowhere.
public enum RunProgress: Hashable, Sendable {
  /// The folder is made; so many performances are to come.
  case began(folder: URL, performances: Int)
  /// A run is taken up again; so many of its performances are still to come.
  case resumed(folder: URL, remaining: Int, of: Int)
  /// The harness waits; for what, and at most how long.
  case waiting(for: String, atMost: Duration)
  /// The canary was read back.
  case channelAlive
  case scenarioBegan(ScenarioID, repetition: Int)
  case scenarioSkipped(ScenarioID, repetition: Int, reason: String)
  case scenarioFailed(ScenarioID, repetition: Int, reason: String)
  case scenarioEnded(ScenarioID, repetition: Int)
  case stepBegan(ScenarioID, StepID)
  case stepEnded(ScenarioID, StepID, Outcome?)
  case stepTimedOut(ScenarioID, StepID)
  case stepNotSent(ScenarioID, StepID, reason: String)
  /// A person is asked to do something at the phone; once more where it is a reminder.
  case operatorAsked(number: Int, instruction: String, isReminder: Bool)
  /// What was asked is over.
  case operatorEnded(number: Int, OperatorEnd)
  /// The Conductor does not answer, or not to this run's token, and is started; with the program that does it.
  case conductorStarting(program: String, replacing: Bool)
  /// The Conductor does not answer and cannot be started from here; with what would make that possible.
  case conductorMissing(remedies: [String])
  /// The Conductor was started anew and took the run up again.
  case conductorRevived
  /// Something is wrong with the log's stream.
  case captureTrouble(String)
  case phoneGone
  case phoneBack
  case ended(RunManifest.State, failure: String?)
}
