import Device
import ProbeProtocol
import Verdict

/// Notices that the Conductor was started anew, and opens the run's session on it again.
///
/// It asks only while nothing of the Conductor arrives in the log: a Conductor that beats serves this run.
struct ConductorKeeper: Sendable {
  /// Between two looks.
  private static let look = Duration.milliseconds(500)
  /// Heartbeats that may be missing.
  private static let missing = 4

  var context: RunContext

  /// Runs the body with somebody who looks after the Conductor beside it.
  func keeping(
    _ conductor: any ConductorConnection, _ body: @escaping @Sendable () async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        try await body()
        return true
      }
      group.addTask {
        await watch(conductor)
        return false
      }
      defer { group.cancelAll() }
      while let isOver = try await group.next() { if isOver { return } }
    }
  }

  private func watch(_ conductor: any ConductorConnection) async {
    let patience = Duration.milliseconds(context.manifest.settings.heartbeatInterval * Self.missing)
    while !Task.isCancelled {
      try? await Task.sleep(for: Self.look)
      guard await context.live.isExpecting, await context.live.silence > max(patience, Self.look) else {
        continue
      }
      _ = try? await revive(conductor)
    }
  }

  /// Opens the session again where the Conductor has none of this run.
  /// - Returns: whether it had to.
  /// - Throws: `ConductorError`, `RunFolderError`, `CancellationError`.
  @discardableResult
  func revive(_ conductor: any ConductorConnection) async throws -> Bool {
    try await context.revival.value { try await openAnew(conductor) }
  }

  private func openAnew(_ conductor: any ConductorConnection) async throws -> Bool {
    let status = try await conductor.status()
    guard status.run != context.manifest.id else { return false }
    let request = Conductor.SessionRequest(
      run: context.manifest.id, key: context.manifest.key,
      heartbeatInterval: context.manifest.settings.heartbeatInterval)
    let opened = try await conductor.open(request)
    try await context.recorder.note(
      .conductorRevived,
      data: ["pid": .int(Int(opened.pid)), "sequence": .int(opened.sequence)],
      message: "the Conductor was started anew (pid \(opened.pid)) and serves this run again")
    context.recorder.observe(.conductorRevived)
    return true
  }

  /// Waits for a Conductor that serves this run, at a step's boundary.
  /// - Returns: whether there is one in time.
  /// - Throws: `RunFolderError`, `CancellationError`.
  func waitUntilServed(by conductor: any ConductorConnection) async throws -> Bool {
    let deadline = ContinuousClock.now + (context.limits.conductorReturn ?? context.limits.phoneReturn)
    while true {
      do {
        try await revive(conductor)
        return true
      } catch is ConductorError {
        guard ContinuousClock.now < deadline else { return false }
        try await Task.sleep(for: Self.look)
      }
    }
  }
}
