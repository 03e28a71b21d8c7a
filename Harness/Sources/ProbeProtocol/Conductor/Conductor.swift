/// The requests that the Conductor answers, HTTP/1.1 with JSON bodies on ``Conductor/port``.
///
/// Every request carries `Authorization: Bearer <token>`, `GET /status` too: what else runs on the phone can open the
/// port as well. The first `POST /session` sets the token for the life of the runner unless its environment already did;
/// another token is answered with 401. Until then a status is given to any bearer token, since it has no run to tell of.
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
    /// POST ``LaunchRequest``, gives ``AppReply``.
    case launch = "/launch"
    /// POST ``AppRequest``, gives ``AppReply``.
    case activate = "/activate"
    /// POST ``AppRequest``, gives ``Empty``.
    case background = "/background"
    /// POST ``TerminateRequest``, gives ``Empty``.
    case terminate = "/terminate"
    /// POST ``FenceRequest``, gives ``Logged``: logs a fence.
    case fence = "/fence"
    /// POST ``Empty``, gives ``Logged``: logs every canary of ``Canary/all``.
    case canary = "/canary"
    /// POST ``ShareRequest``, gives ``ShareReply``.
    case share = "/share"
    /// POST ``PickerRequest``, gives ``PickerReply``.
    case picker = "/picker"
    /// POST ``AlertRequest``, gives ``AlertReply``.
    case alert = "/alert"
    /// POST ``Empty``, gives ``LockReply``.
    case lock = "/lock"
    /// POST ``Empty``, gives ``LockReply``.
    case unlock = "/unlock"
    /// POST ``Empty``, gives ``LockReply``.
    case isLocked = "/is-locked"
    /// POST ``Empty``, gives ``Screenshot``.
    case screenshot = "/screenshot"
    /// POST ``TreeRequest``, gives ``ElementTree``.
    case tree = "/tree"
    /// POST ``Empty``, gives ``Empty``: ends the test, and with it the runner.
    case end = "/end"
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
      version: Int = 2, pid: Int32, bundle: String, run: RunID?, heartbeats: Int, sequence: Int,
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
    /// 0 where the runner cannot tell: XCTest has no public way to ask.
    public var pid: Int32

    public init(pid: Int32) { self.pid = pid }
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
}
