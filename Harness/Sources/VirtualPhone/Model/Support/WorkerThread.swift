import Foundation

/// A thread that runs one body and can be waited for.
final class WorkerThread: @unchecked Sendable {
  private let condition = NSCondition()
  private var isDone = false
  private var thread: Thread?

  init(name: String, _ body: @escaping @Sendable () -> Void) {
    let thread = Thread { [self] in
      body()
      condition.lock()
      isDone = true
      condition.broadcast()
      condition.unlock()
    }
    thread.name = name
    self.thread = thread
    thread.start()
  }

  /// Whether the body has returned.
  var isFinished: Bool {
    condition.lock()
    defer { condition.unlock() }
    return isDone
  }

  /// Waits until the body has returned. A thread does not wait for itself.
  func join() {
    condition.lock()
    defer { condition.unlock() }
    guard Thread.current != thread else { return }
    while !isDone { condition.wait() }
  }
}
