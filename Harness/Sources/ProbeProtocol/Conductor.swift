/// The requests that the Conductor answers, HTTP/1.1 with JSON bodies on ``Conductor/port``.
///
/// Every request but `GET /status` carries `Authorization: Bearer <token>`. The first `POST /session` sets the token
/// for the life of the runner unless its environment already did; another token is answered with 401.
public enum Conductor {
  /// The port that the runner listens on, reached through usbmux.
  public static let port = 27_462

  /// The environment variable that presets the token when the runner is started.
  public static let tokenEnvironmentName = "SANDPROBE_TOKEN"

  /// The requests by their path and what they take and give.
  public enum Path: String, CaseIterable, Sendable {
    /// GET, gives ``Status``.
    case status = "/status"
    /// POST ``SessionRequest``, gives ``Status``. Starts heartbeats and the Conductor's journal.
    case session = "/session"
    /// POST ``OrdersRequest``, gives ``OrdersReply``.
    case orders = "/orders"
    /// POST ``TerminateRequest``, gives ``Empty``.
    case terminate = "/terminate"
    /// POST ``FenceRequest``, gives ``Logged``: logs a fence.
    case fence = "/fence"
    /// POST ``Empty``, gives ``Logged``: logs every canary of ``Canary/all``.
    case canary = "/canary"
  }

  /// What the Conductor says of itself.
  public struct Status: Codable, Hashable, Sendable {
    /// Version of this interface.
    public var version: Int
    public var pid: Int32
    /// Of the runner's own app, whose container holds the Conductor's journal.
    public var bundle: String
    /// The session it serves, nil before the first.
    public var run: RunID?
    /// How many heartbeats this session has logged.
    public var heartbeats: Int
    /// Sequence number of the last event that the Conductor logged.
    public var sequence: Int
    public var isLocked: Bool
    /// The variables that reached the runner and begin with `SANDPROBE_`, without the token.
    public var environment: [String: String]

    public init(
      version: Int = 1, pid: Int32, bundle: String, run: RunID?, heartbeats: Int, sequence: Int,
      isLocked: Bool,
      environment: [String: String]
    ) {
      self.version = version
      self.pid = pid
      self.bundle = bundle
      self.run = run
      self.heartbeats = heartbeats
      self.sequence = sequence
      self.isLocked = isLocked
      self.environment = environment
    }
  }

  /// Begins or takes up a session.
  public struct SessionRequest: Codable, Hashable, Sendable {
    public var run: RunID
    public var key: RunKey
    /// Milliseconds between two heartbeats.
    public var heartbeatInterval: Int

    public init(run: RunID, key: RunKey, heartbeatInterval: Int) {
      self.run = run
      self.key = key
      self.heartbeatInterval = heartbeatInterval
    }
  }

  /// Hands orders to a probe app.
  public struct OrdersRequest: Codable, Hashable, Sendable {
    /// How the orders reach the app.
    public enum Delivery: String, Codable, Sendable {
      /// A running instance is ended and a new one is launched with the orders in its environment.
      case launch
      /// A running instance gets them through its URL scheme; one that does not run is launched.
      case deliver
    }

    public var bundle: String
    public var delivery: Delivery
    /// ``OrderList/encoded``.
    public var orders: String

    public init(bundle: String, delivery: Delivery, orders: String) {
      self.bundle = bundle
      self.delivery = delivery
      self.orders = orders
    }
  }

  /// The process that got the orders.
  public struct OrdersReply: Codable, Hashable, Sendable {
    public var pid: Int32

    public init(pid: Int32) { self.pid = pid }
  }

  /// Ends an app.
  public struct TerminateRequest: Codable, Hashable, Sendable {
    public var bundle: String

    public init(bundle: String) { self.bundle = bundle }
  }

  /// Closes the window of a step.
  public struct FenceRequest: Codable, Hashable, Sendable {
    public var scenario: ScenarioID
    public var repetition: Int
    public var step: StepID

    public init(scenario: ScenarioID, repetition: Int, step: StepID) {
      self.scenario = scenario
      self.repetition = repetition
      self.step = step
    }
  }

  /// The sequence number of the last event that a request made the Conductor log.
  public struct Logged: Codable, Hashable, Sendable {
    public var sequence: Int

    public init(sequence: Int) { self.sequence = sequence }
  }

  /// An empty object.
  public struct Empty: Codable, Hashable, Sendable {
    public init() {}
  }

  /// The body of every reply that is not 200.
  public struct Refusal: Codable, Hashable, Sendable, Error {
    /// What kind of trouble, in a word that programs can compare.
    public enum Code: String, Codable, Sendable {
      case badRequest = "bad-request"
      case unauthorized
      case notFound = "not-found"
      /// There is no session yet.
      case noSession = "no-session"
      /// No app of that bundle id is installed.
      case notInstalled = "not-installed"
      /// The app could not be launched, with the system's words.
      case launchFailed = "launch-failed"
      /// The phone is locked: nothing can be launched or activated.
      case locked
    }

    public var code: Code
    public var message: String

    public init(code: Code, message: String) {
      self.code = code
      self.message = message
    }

    /// The HTTP status that goes with the code.
    public var status: Int {
      switch code {
      case .badRequest: 400
      case .unauthorized: 401
      case .notFound: 404
      case .noSession, .notInstalled, .launchFailed: 409
      case .locked: 423
      }
    }
  }
}
