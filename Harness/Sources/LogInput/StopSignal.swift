import Foundation

/// Tells a reader, from any thread, to stop. What it read until then stays good.
public final class StopSignal: Sendable {
  private let condition = NSCondition()
  private nonisolated(unsafe) var wasGiven = false

  public init() {}

  /// Gives the signal. Doing it again changes nothing.
  public func stop() {
    condition.lock()
    wasGiven = true
    condition.broadcast()
    condition.unlock()
  }

  /// Whether it was given.
  public var isGiven: Bool {
    condition.lock()
    defer { condition.unlock() }
    return wasGiven
  }

  /// Waits until it is given, at most so long.
  func wait(milliseconds: Int) {
    let end = Date(timeIntervalSinceNow: Double(milliseconds) / 1_000)
    condition.lock()
    defer { condition.unlock() }
    while !wasGiven, condition.wait(until: end) {}
  }
}
