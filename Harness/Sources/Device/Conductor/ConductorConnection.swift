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
  /// Starts an app anew, with variables in its environment.
  func launch(_ request: Conductor.LaunchRequest) async throws -> Conductor.AppReply
  /// Brings an app to the front.
  func activate(_ request: Conductor.AppRequest) async throws -> Conductor.AppReply
  /// Takes an app from the front.
  func background(_ request: Conductor.AppRequest) async throws
  /// Chooses in the share sheet, or in the sheet of "Open in…".
  func share(_ request: Conductor.ShareRequest) async throws -> Conductor.ShareReply
  /// Goes through the document picker.
  func pick(_ request: Conductor.PickerRequest) async throws -> Conductor.PickerReply
  /// Answers an alert.
  func answer(_ request: Conductor.AlertRequest) async throws -> Conductor.AlertReply
  /// Locks the phone.
  func lock() async throws -> Conductor.LockReply
  /// Unlocks a phone that has no passcode.
  func unlock() async throws -> Conductor.LockReply
  /// Asks whether the phone is locked.
  func isLocked() async throws -> Conductor.LockReply
  func screenshot() async throws -> Conductor.Screenshot
  /// The elements on the screen.
  func tree(_ request: Conductor.TreeRequest) async throws -> Conductor.ElementTree
  /// Ends the runner.
  func end() async throws
}

/// A Conductor that knows nothing of the screen refuses what needs it.
extension ConductorConnection {
  private func refuse<Reply>() throws -> Reply {
    throw ConductorError.refused(
      .init(code: .unsupported, message: "this Conductor knows nothing of the screen"))
  }

  public func launch(_ request: Conductor.LaunchRequest) async throws -> Conductor.AppReply { try refuse() }
  public func activate(_ request: Conductor.AppRequest) async throws -> Conductor.AppReply { try refuse() }
  public func background(_ request: Conductor.AppRequest) async throws { try refuse() as Void }
  public func share(_ request: Conductor.ShareRequest) async throws -> Conductor.ShareReply { try refuse() }
  public func pick(_ request: Conductor.PickerRequest) async throws -> Conductor.PickerReply { try refuse() }
  public func answer(_ request: Conductor.AlertRequest) async throws -> Conductor.AlertReply { try refuse() }
  public func lock() async throws -> Conductor.LockReply { try refuse() }
  public func unlock() async throws -> Conductor.LockReply { try refuse() }
  public func isLocked() async throws -> Conductor.LockReply {
    Conductor.LockReply(isLocked: try await status().isLocked)
  }
  public func screenshot() async throws -> Conductor.Screenshot { try refuse() }
  public func tree(_ request: Conductor.TreeRequest) async throws -> Conductor.ElementTree { try refuse() }
  public func end() async throws { try refuse() as Void }
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
        "Set \(Conductor.tokenEnvironmentName) to the token that it was started with; or end the runner's app on the phone, so that the run starts its own ('sandprobe doctor' says with what)."
      case .locked, .needsPasscode: "Unlock the phone and keep it unlocked."
      case .alertInTheWay: "Answer the alert on the phone, then run again."
      case .elementNotFound, .noEffect, .unsupported:
        "Look at the screenshot in the run folder's screens/; with --driver operator a person does it instead."
      case .notInstalled: "Install the probe apps: sandprobe install"
      default: "Start the Conductor anew; if it refuses again, its build may be older than this harness."
      }
    case .unreachable, .timedOut:
      "Unlock the phone; 'sandprobe doctor' says whether the Conductor answers and how it is started."
    case .badReply:
      "Build and install the Conductor of this checkout: make apps TEAM=…, sandprobe install Conductor"
    }
  }
}
