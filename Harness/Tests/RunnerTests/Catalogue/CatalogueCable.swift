import Foundation

/// A cable that the phone itself pulls, at a moment of its own.
final class CatalogueCable: @unchecked Sendable {
  private let lock = NSLock()
  private var isOut = false
  private var wasOut = false

  var isPulled: Bool { lock.withLock { isOut } }

  /// Pulls it, once.
  func pull() {
    lock.withLock {
      if !wasOut { isOut = true }
      wasOut = true
    }
  }

  func plugIn() { lock.withLock { isOut = false } }

  /// Waits until the condition holds.
  func wait(until condition: @Sendable (CatalogueCable) -> Bool) async throws {
    while !condition(self) { try await Task.sleep(for: .milliseconds(2)) }
  }

  /// Waits while it is out.
  func pass() async { try? await wait { !$0.isPulled } }
}
