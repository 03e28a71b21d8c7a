/// A notification of the system that reached an app: what an event of the kind ``Event/Kind/notice`` is about.
public struct SystemNotice: Codable, Hashable, Sendable {
  public var signal: OrderTrigger.Signal
  /// Nanoseconds of the phone's monotonic clock when it reached the app.
  public var uptime: Int
  /// `UIApplication.isProtectedDataAvailable` at that moment; nil where nobody could ask.
  public var isAvailable: Bool?

  public init(signal: OrderTrigger.Signal, uptime: Int, isAvailable: Bool? = nil) {
    self.signal = signal
    self.uptime = uptime
    self.isAvailable = isAvailable
  }

  /// The word of an event that says that an order waits for its moment; `for` in its data names the signal.
  public static let waits = "order-waits"

  /// As the data of an event.
  public var data: [String: JSONValue] {
    var members: [String: JSONValue] = ["notice": .string(signal.rawValue), "at": .int(uptime)]
    if let isAvailable { members["available"] = .bool(isAvailable) }
    return members
  }
}

/// Where an app stands: the words for `UIApplication.State`.
public enum ApplicationState: String, Codable, Hashable, Sendable {
  case active, inactive, background
}
