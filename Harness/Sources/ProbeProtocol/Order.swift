import Foundation

/// An action with its arguments, sent to an actor.
public struct Order: Codable, Hashable, Sendable {
  public var scenario: ScenarioID
  /// Which repetition of the scenario this belongs to, from 1.
  public var repetition: Int
  public var step: StepID
  public var action: ActionName
  public var arguments: [String: JSONValue]
  /// What the actor waits for before it acts; nil where it acts at once.
  public var after: OrderTrigger?

  public init(
    scenario: ScenarioID, repetition: Int, step: StepID, action: ActionName, arguments: [String: JSONValue],
    after: OrderTrigger? = nil
  ) {
    self.scenario = scenario
    self.repetition = repetition
    self.step = step
    self.action = action
    self.arguments = arguments
    self.after = after
  }
}

/// What reaches an actor: who it is in this scenario, the run's key, and the orders to carry out one after another.
///
/// It travels as base64url JSON in the launch environment (``environmentName``) or in a URL of the app's own scheme.
public struct OrderList: Codable, Hashable, Sendable {
  public var run: RunID
  public var key: RunKey
  public var actor: ActorName
  public var orders: [Order]

  public init(run: RunID, key: RunKey, actor: ActorName, orders: [Order]) {
    self.run = run
    self.key = key
    self.actor = actor
    self.orders = orders
  }

  /// The environment variable that carries an order list.
  public static let environmentName = "SANDPROBE_ORDER"

  /// The list as text that survives an environment variable and a URL.
  public var encoded: String { Base64URL.encode(CanonicalJSON.encode(self)) }

  /// Reads what ``encoded`` wrote.
  /// - Throws: ``OrderError/notBase64URL`` or ``OrderError/notAnOrderList(_:)``.
  public init(encoded: String) throws {
    guard let bytes = Base64URL.decode(encoded) else { throw OrderError.notBase64URL }
    do {
      self = try JSONDecoder().decode(OrderList.self, from: bytes)
    } catch {
      throw OrderError.notAnOrderList(String(describing: error))
    }
  }
}

/// Why a text is no order list.
public enum OrderError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text holds characters outside the base64url alphabet.
  case notBase64URL
  /// The decoded bytes are not the JSON of an order list.
  case notAnOrderList(String)

  public var description: String {
    switch self {
    case .notBase64URL: "the order is not base64url text"
    case .notAnOrderList(let why): "the order cannot be read: \(why)"
    }
  }
}
