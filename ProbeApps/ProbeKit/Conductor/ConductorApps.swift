import ProbeProtocol

/// Starting, fetching and putting away apps.
extension ConductorCore {
  func launch(_ request: Conductor.LaunchRequest) async throws -> Conductor.AppReply {
    try await refuseLocked(request.bundle)
    let pid = try await refusing(request.bundle) {
      if await launcher.isRunning(bundle: request.bundle) {
        try await launcher.terminate(bundle: request.bundle)
      }
      return try await launcher.launch(bundle: request.bundle, environment: request.environment)
    }
    return Conductor.AppReply(pid: pid)
  }

  func activate(_ request: Conductor.AppRequest) async throws -> Conductor.AppReply {
    try await refuseLocked(request.bundle)
    let pid = try await refusing(request.bundle) { try await launcher.activate(bundle: request.bundle) }
    return Conductor.AppReply(pid: pid)
  }

  func background(_ request: Conductor.AppRequest) async throws -> Conductor.Empty {
    try await refuseLocked(request.bundle)
    try await refusing(request.bundle) { try await launcher.background(bundle: request.bundle) }
    return Conductor.Empty()
  }

  /// Nothing can be launched or activated on a locked phone: SpringBoard answers "Locked (7)" (appium #9079).
  func refuseLocked(_ bundle: String) async throws {
    guard await launcher.isLocked else { return }
    throw Conductor.Refusal(LaunchError.locked, bundle)
  }
}
