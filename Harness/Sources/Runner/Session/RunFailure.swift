import Device

/// Why a run could not go on.
public enum RunFailure: Error, Hashable, Sendable {
  /// The Conductor took the session and nothing of it arrives in the log.
  case silentLog(seconds: Double)
  /// The Conductor took the session, the log arrives, and nothing of it is in there; with what the log is like.
  case deafLog(String, seconds: Double)
  /// The log arrives and canaries do not come back from it.
  case canaryLost(rounds: Int)
  /// The phone went away and did not come back.
  case phoneGone(seconds: Double)
  /// The phone is there and the Conductor on it does not answer any more.
  case conductorGone(String)
}

extension RunFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .silentLog(let seconds):
      "the phone is connected and its log is silent: no heartbeat of the Conductor arrived in \(Int(seconds)) s"
    case .deafLog(let words, let seconds):
      "\(words): no heartbeat of the Conductor was read back in \(Int(seconds)) s"
    case .canaryLost(let rounds):
      "the log arrives without the canary: it was sent \(rounds) times and never read back whole"
    case .phoneGone(let seconds): "the phone went away and did not come back within \(Int(seconds)) s"
    case .conductorGone(let why): "the Conductor stopped answering: \(why)"
    }
  }

  /// What to do next.
  public var remedy: String {
    switch self {
    case .silentLog:
      "Run 'idevicesyslog' by hand; if it shows nothing after '[connected]', restart the phone."
    case .deafLog:
      "Look at syslog.log in the run folder; restart the phone, and check that no profile changes its logging."
    case .canaryLost:
      "Check that the phone is not flooding its log, then run again; 'idevicesyslog' shows what arrives."
    case .phoneGone: "Attach the phone again, then 'sandprobe run --resume' does the rest."
    case .conductorGone:
      "See 'sandprobe doctor' for how the Conductor is started; then 'sandprobe run --resume' does the rest."
    }
  }
}

/// What mends an error that ended a run.
enum Remedy {
  static func of(_ error: any Error) -> String? {
    switch error {
    case let error as RunFailure: error.remedy
    case let error as RunnerError: error.remedy
    case let error as ConductorError: error.remedy
    case let error as ToolError: error.remedy
    case let error as PhoneError: error.remedy
    case let error as SimulatorError: error.remedy
    default: nil
    }
  }
}

extension Duration {
  /// As a number of seconds.
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
