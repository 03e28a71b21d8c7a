import Device
import ProbeProtocol
import Verdict

/// Lines of known content that show whether the log arrives, and what becomes of it.
struct CanaryRound: Sendable {
  var context: RunContext
  var conductor: any ConductorConnection

  private static let attempts = 3
  /// The last line of a round; when it is back, all that arrive are back.
  private static let last = Canary.all.last?.name ?? ""

  /// Connected is not alive: sends canaries until a round was read back.
  /// - Throws: `RunFailure/canaryLost(rounds:)`, `ConductorError`, `RunFolderError`.
  func sendUntilHeard() async throws {
    for _ in 0..<Self.attempts where try await send() { return }
    throw RunFailure.canaryLost(rounds: Self.attempts)
  }

  /// Sends a round and waits for it; the run goes on whether it comes back or not, since verdicts see for themselves.
  func sendOnce() async throws {
    do {
      _ = try await send()
    } catch let error as ConductorError {
      try await context.recorder.note(.canariesSent, message: "\(error)")
    }
  }

  /// - Returns: whether the round's signed event was read back.
  private func send() async throws -> Bool {
    await context.live.forget { sign in
      if case .canary = sign { true } else { false }
    }
    let logged = try await conductor.canary()
    try await context.recorder.note(.canariesSent, data: ["sequence": .int(logged.sequence)])
    let isHeard = await context.live.wait(for: .conductor(logged.sequence), within: context.limits.canary)
    try Task.checkCancellation()
    if isHeard { _ = await context.live.wait(for: .canary(Self.last), within: context.limits.fence) }
    return isHeard
  }
}
