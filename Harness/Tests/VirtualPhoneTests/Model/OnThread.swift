@testable import VirtualPhone

/// Does what waits without suspending on a thread of its own. Swift's pool has as many threads as there are cores: two
/// tests that block theirs would hold up every other test's timers.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    _ = WorkerThread(name: "test") { continuation.resume(with: Result(catching: body)) }
  }
}
