import Foundation

/// Whether a process runs, and a sleep that ends with it.
final class Life: @unchecked Sendable {
  private let condition = NSCondition()
  private var isOver = false

  var isAlive: Bool {
    condition.lock()
    defer { condition.unlock() }
    return !isOver
  }

  func end() {
    condition.lock()
    defer { condition.unlock() }
    isOver = true
    condition.broadcast()
  }

  func sleep(milliseconds: Int) {
    let end = Date(timeIntervalSinceNow: Double(max(0, milliseconds)) / 1_000)
    condition.lock()
    defer { condition.unlock() }
    while !isOver, Date() < end { _ = condition.wait(until: end) }
  }
}
