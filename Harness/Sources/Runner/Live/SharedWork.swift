/// Work that several may ask for and that goes on once at a time: who asks while it is under way gets its outcome.
actor SharedWork<Value: Sendable> {
  private var running: Task<Value, any Error>?

  /// The outcome of the work that is under way, or else of this.
  /// - Throws: what the work throws; `CancellationError` also where the one who began it was cancelled.
  func value(of work: @escaping @Sendable () async throws -> Value) async throws -> Value {
    if let running { return try await running.value }
    let task = Task { try await work() }
    running = task
    defer { running = nil }
    return try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }
}
