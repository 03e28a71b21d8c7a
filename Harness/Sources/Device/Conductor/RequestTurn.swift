/// Lets one request through at a time, in the order in which they asked.
///
/// iproxy 2.0.2 (Debian 12) waits on a wrong set of descriptors when the phone's side of a connection gets a lower
/// descriptor than the client's, which happens when a connection is accepted while an earlier one is being closed: the
/// new one then hangs for ever (seen in its `select` call). With one connection at a time, each closed to the end
/// before the next, descriptors are never reused in that order.
actor RequestTurn {
  private var isTaken = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// Runs the body when all that came before are done.
  func take<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result {
    await begin()
    defer { end() }
    return try await body()
  }

  private func begin() async {
    guard isTaken else {
      isTaken = true
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func end() {
    guard !waiting.isEmpty else {
      isTaken = false
      return
    }
    waiting.removeFirst().resume()
  }
}
