import ProbeProtocol

/// Reaches the Conductor for a run, and starts it where none answers to the run's token and one can be started.
struct ConductorReach: Sendable {
  var environment: ToolEnvironment
  var udid: String
  var door: ConductorDoor
  /// What the Conductor was started with; nil takes the run's.
  var token: String?
  /// With what it is started; nil leaves that to somebody else.
  var runner: RunnerFiles?
  var patience: RunnerPatience
  /// What there is to start it with.
  var means: @Sendable (RunnerFiles) async -> RunnerMeans

  /// - Throws: `ToolError`, `RunnerError`, `ConductorError`; what the body throws.
  func with(
    _ brief: RunnerBrief, _ body: @escaping @Sendable (any ConductorConnection) async throws -> Void
  ) async throws {
    let token = token ?? brief.token
    try await door.open { port in
      let client = ConductorClient(port: port, token: token)
      guard let runner else { return try await body(client) }
      let standing = try await client.standing(within: patience.answer)
      guard standing != .serves else { return try await body(client) }
      let means = await means(runner)
      guard let way = means.ways.first else {
        // Somebody may start it by hand. One with another token refuses for itself.
        if standing == .silent { try await brief.tell(.cannotStart(remedies: means.remedies)) }
        return try await body(client)
      }
      try await RunnerKeeper(
        environment: environment, udid: udid, door: door, way: way, brief: brief, token: token,
        client: client,
        patience: patience
      ).keeping { try await body(client) }
    }
  }
}
