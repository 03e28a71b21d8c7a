public import Foundation
public import ProbeProtocol

/// A phone as the Runner needs it. Everything that touches a tool or the phone goes through here, so that runs can be
/// tested without either.
public protocol PhoneConnection: Sendable {
  var udid: String { get }

  /// Versions of the external programs in use, as they print them, by program.
  func toolVersions() async -> [String: String]

  /// What lockdownd tells. Also the test whether the phone is there, unlocked and trusts us.
  func lockdownValues() async throws -> LockdownValues

  /// The apps that people installed, probes among them.
  func installedApplications() async throws -> [InstalledApplication]

  /// Which relay carries the log, and with what command.
  func logSource() async throws -> LogSource

  /// One life of the capturing tool: returns when it ended, throws when it cannot be started or the task is
  /// cancelled; nothing is left running either way.
  func captureLog(
    from source: LogSource, _ receive: @escaping @Sendable (LogCaptureEvent) async throws -> Void
  ) async throws

  /// Reaches the Conductor while the body runs, and starts it where it does not answer and can be started.
  func withConductor(
    _ brief: RunnerBrief, _ body: @escaping @Sendable (any ConductorConnection) async throws -> Void
  ) async throws

  /// A file of an app's data container; nil where it does not exist.
  /// - Parameters:
  ///   - path: within the container, `Documents/…`.
  ///   - limit: most bytes that are read.
  func readFile(bundle: String, path: String, limit: Int) async throws -> Data?

  /// What the host wants of an app's container, and how the phone answers.
  func answer(_ request: ContainerRequest) async throws -> ContainerReply

  /// The installable package of a probe app; nil where none is at hand.
  func package(of probe: ProbeName) -> URL?

  /// Removes an app with its containers and installs it again.
  func reinstall(bundle: String, from package: URL) async throws

  /// Installs a package.
  func install(_ package: URL) async throws

  /// Removes an app with its containers.
  func uninstall(bundle: String) async throws
}

/// A phone whose apps stay as they are.
extension PhoneConnection {
  public func install(_ package: URL) async throws {
    throw PhoneError.notInstalled(bundle: package.lastPathComponent)
  }
  public func uninstall(bundle: String) async throws {}
}

extension PhoneConnection {
  /// A connection that reaches no containers says so.
  public func answer(_ request: ContainerRequest) async throws -> ContainerReply {
    ContainerReply(.unsupported("this connection does not reach the phone's containers"))
  }

  /// Whether usbmuxd knows that the phone is not attached any more. The capturing tool may know and not have told:
  /// into a pipe, idevicesyslog up to 1.3.0 writes `[disconnected]` only together with what comes next, or when it ends.
  public var isGone: Bool {
    get async {
      do {
        _ = try await lockdownValues()
        return false
      } catch PhoneError.notAttached, PhoneError.noMux, SimulatorError.notRunning {
        return true
      } catch {
        return false
      }
    }
  }
}
