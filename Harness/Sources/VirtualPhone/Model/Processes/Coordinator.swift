import Foundation
import ProbeKit

/// Lets one process at a time have a file: what filecoordinationd does for writers.
final class Coordinator: @unchecked Sendable {
  private let condition = NSCondition()
  /// The pid that has the file, by canonical path, and when others stop waiting for it.
  private var holders: [String: (pid: Int32, until: Date)] = [:]

  /// Waits until nobody else has the file, then takes it.
  /// - Parameters:
  ///   - patience: Seconds after which the file counts as given back; nil for never.
  ///   - isWanted: Asked again and again; false ends the wait.
  /// - Returns: Whether the file was taken.
  func take(_ path: String, by pid: Int32, patience: Double?, while isWanted: () -> Bool) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    while let holder = holders[path], holder.pid != pid, holder.until > Date() {
      guard isWanted() else { return false }
      _ = condition.wait(until: Date(timeIntervalSinceNow: 0.02))
    }
    let until = patience.map { Date(timeIntervalSinceNow: $0) } ?? .distantFuture
    holders[path] = (pid, until)
    return true
  }

  /// Gives a file back if the process has it.
  func giveBack(_ path: String, by pid: Int32) {
    condition.lock()
    defer { condition.unlock() }
    guard holders[path]?.pid == pid else { return }
    holders[path] = nil
    condition.broadcast()
  }

  /// Gives back all that the process has.
  func giveBackAll(by pid: Int32) {
    condition.lock()
    defer { condition.unlock() }
    holders = holders.filter { $0.value.pid != pid }
    condition.broadcast()
  }
}
