import Foundation
public import ProbeProtocol

/// The system's notifications that reached the process, in order, and the wait for the next one of a kind.
public final class TriggerBoard: @unchecked Sendable {
  /// A place in the order of notifications.
  public struct Place: Hashable, Sendable {
    fileprivate var index: Int
  }

  /// More are forgotten from the front, where nobody waits any longer.
  private static let maximumKept = 1_000

  private let condition = NSCondition()
  private var signals: [OrderTrigger.Signal] = []
  private var forgotten = 0

  public init() {}

  /// Where the next notification will be.
  public var end: Place {
    condition.lock()
    defer { condition.unlock() }
    return Place(index: forgotten + signals.count)
  }

  /// Notes a notification.
  public func note(_ signal: OrderTrigger.Signal) {
    condition.lock()
    defer { condition.unlock() }
    signals.append(signal)
    if signals.count > Self.maximumKept {
      signals.removeFirst()
      forgotten += 1
    }
    condition.broadcast()
  }

  /// Waits for the first notification of a kind from a place on, and moves the place behind it.
  /// - Returns: Whether it came in time.
  func wait(for signal: OrderTrigger.Signal, from place: inout Place, within milliseconds: Int) -> Bool {
    let end = Date(timeIntervalSinceNow: Double(max(0, milliseconds)) / 1_000)
    condition.lock()
    defer { condition.unlock() }
    while true {
      let start = max(0, place.index - forgotten)
      if start < signals.count, let found = signals[start...].firstIndex(of: signal) {
        place.index = forgotten + found + 1
        return true
      }
      guard condition.wait(until: end) else { return false }
    }
  }
}
