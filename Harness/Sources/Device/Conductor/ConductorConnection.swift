public import ProbeProtocol

/// The Conductor as the harness reaches it.
public protocol ConductorConnection: Sendable {
  func status() async throws -> Conductor.Status
  /// Begins or takes up a session.
  func open(_ request: Conductor.SessionRequest) async throws -> Conductor.Status
  /// Hands orders to a probe app.
  func send(_ request: Conductor.OrdersRequest) async throws -> Conductor.OrdersReply
  /// Ends an app.
  func terminate(_ request: Conductor.TerminateRequest) async throws
  /// Logs a fence.
  func fence(_ request: Conductor.FenceRequest) async throws -> Conductor.Logged
  /// Logs every canary.
  func canary() async throws -> Conductor.Logged
}

/// Why the Conductor did not do what it was asked.
public enum ConductorError: Error, Hashable, Sendable {
  /// It answered with a refusal.
  case refused(Conductor.Refusal)
  /// Nothing answers at the forwarded port.
  case unreachable(String)
  case timedOut(path: String, seconds: Double)
  /// It answered with something else than the protocol allows.
  case badReply(path: String, why: String)
}

extension ConductorError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .refused(let refusal): "the Conductor refused (\(refusal.code.rawValue)): \(refusal.message)"
    case .unreachable(let why): "the Conductor on the phone cannot be reached: \(why)"
    case .timedOut(let path, let seconds):
      "the Conductor did not answer \(path) within \(Int(seconds.rounded(.up))) s"
    case .badReply(let path, let why): "the Conductor's answer to \(path) cannot be read: \(why)"
    }
  }

  /// What to do next.
  public var remedy: String {
    switch self {
    case .refused(let refusal):
      switch refusal.code {
      case .unauthorized:
        "Set \(Conductor.tokenEnvironmentName) to the token that it was started with, or start it anew."
      case .locked: "Unlock the phone and keep it unlocked."
      case .notInstalled: "Install the probe apps: sandprobe install"
      default: "Start the Conductor anew; if it refuses again, its build may be older than this harness."
      }
    case .unreachable, .timedOut:
      "Unlock the phone and check that the Conductor's test runs: its screen says which port it listens on."
    case .badReply: "Install the Conductor of this version: sandprobe install"
    }
  }
}
