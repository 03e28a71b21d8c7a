import ProbeProtocol

/// How a Conductor stands to a run.
enum ConductorStanding: Hashable, Sendable {
  /// It takes the run's token.
  case serves
  /// It was started with another token.
  case strange
  /// Nobody answers.
  case silent
}

extension ConductorClient {
  /// Asks for the status.
  /// - Throws: `ConductorError.refused` for any refusal but that of the token; `CancellationError`.
  func standing(within limit: Duration) async throws -> ConductorStanding {
    var asking = self
    asking.timeLimit = limit
    do {
      _ = try await asking.status()
      return .serves
    } catch ConductorError.refused(let refusal) {
      guard refusal.code == .unauthorized else { throw ConductorError.refused(refusal) }
      return .strange
    } catch is ConductorError {
      return .silent
    }
  }
}
