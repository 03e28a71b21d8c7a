extension Conductor {
  /// Starts an app anew, with these variables in its environment.
  public struct LaunchRequest: Codable, Hashable, Sendable {
    public var bundle: String
    public var environment: [String: String]

    public init(bundle: String, environment: [String: String] = [:]) {
      self.bundle = bundle
      self.environment = environment
    }
  }

  /// Names an app.
  public struct AppRequest: Codable, Hashable, Sendable {
    public var bundle: String

    public init(bundle: String) { self.bundle = bundle }
  }

  /// The app's process.
  public struct AppReply: Codable, Hashable, Sendable {
    public var pid: Int32

    public init(pid: Int32) { self.pid = pid }
  }

  /// Ends an app.
  public struct TerminateRequest: Codable, Hashable, Sendable {
    public var bundle: String

    public init(bundle: String) { self.bundle = bundle }
  }
}
