import Foundation
public import ProbeProtocol

/// How orders come into a probe app: in its launch environment, or in a URL of its own scheme.
public enum OrderInbox {
  /// The order list that the process was launched with; nil where it was launched without one.
  public static func orders(inEnvironment environment: [String: String]) throws(OrderInboxError) -> OrderList?
  {
    guard let text = environment[OrderList.environmentName] else { return nil }
    return try orders(encoded: text)
  }

  /// The order list of `<scheme>://order?list=<base64url>`.
  public static func orders(inURL url: String) throws(OrderInboxError) -> OrderList {
    guard let parts = URLComponents(string: url), parts.host == "order" else { throw .notAnOrderURL }
    guard let text = parts.queryItems?.first(where: { $0.name == "list" })?.value else { throw .noList }
    return try orders(encoded: text)
  }

  /// The order list of ``OrderList/encoded`` text, with names that are fit for files and log lines.
  public static func orders(encoded text: String) throws(OrderInboxError) -> OrderList {
    let list: OrderList
    do {
      list = try OrderList(encoded: text)
    } catch let error as OrderError {
      throw .unreadable(error)
    } catch {
      throw .unreadable(.notAnOrderList(String(describing: error)))
    }
    let scenarios = list.orders.flatMap { $0.scenario.rawValue.split(separator: "/").map(String.init) }
    for name in [list.run.rawValue, list.actor.rawValue] + scenarios where !SafeName.isSafe(name) {
      throw .unfitName(EventData.cut(name, to: 80))
    }
    return list
  }

  /// The URL that carries an encoded order list to the app of that bundle.
  public static func url(bundle: String, encodedOrders: String) -> String {
    "\(scheme(bundle: bundle))://order?list=\(encodedOrders)"
  }

  /// The URL scheme that a probe app registers: `sandprobe-` and the last part of its bundle identifier in lower
  /// case. That part survives tools that put a prefix before the identifier when they sign an app anew.
  public static func scheme(bundle: String) -> String {
    "sandprobe-\((bundle.split(separator: ".").last ?? "").lowercased())"
  }
}

/// Why there are no orders in what reached the app.
public enum OrderInboxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The URL is not `<scheme>://order?…`.
  case notAnOrderURL
  /// The URL has no `list`.
  case noList
  /// The text is no order list.
  case unreadable(OrderError)
  /// The name of the run, the actor or a scenario holds what must not stand in a file name.
  case unfitName(String)

  public var description: String {
    switch self {
    case .notAnOrderURL: "the URL is not of the form <scheme>://order?list=<orders>"
    case .noList: "the URL carries no list of orders: add list=<base64url>"
    case .unreadable(let error): error.description
    case .unfitName(let name): "'\(name)' is no name for a run, an actor or a scenario: use a-z, 0-9, . - _"
    }
  }
}
