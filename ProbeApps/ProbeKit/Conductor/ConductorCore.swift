public import Foundation
import ProbeProtocol

/// The Conductor without its server: the session, its journal, and the answer to every request of ``Conductor``.
///
/// The runner on a phone and the virtual phone put their servers before it. It starts nothing by itself: the owner
/// calls ``heartbeat()`` every ``heartbeatInterval`` milliseconds.
public actor ConductorCore {
  /// A longer body is refused.
  public static let maximumBody = 1 << 20

  let system: any ProbeSystem
  let launcher: any ProbeLauncher
  private let screen: ConductorScreen?
  private let environment: [String: String]
  private var token: String?
  private var session: Session?
  /// Whether a request is at the screen: two would tap into each other's sheets.
  private var isAtScreen = false
  /// Whether the harness has asked the runner to end: its owner looks from time to time, and ends the test.
  public private(set) var isOver = false

  /// What lasts from one `POST /session` to the next of another run.
  private struct Session {
    var key: RunKey
    var log: EventLog
    var heartbeatInterval: Int
    var heartbeats = 0
  }

  /// - Parameters:
  ///   - screen: What the system shows; without it every request that needs the screen is refused as unsupported.
  ///   - environment: The variables that reached the runner; ``Conductor/tokenEnvironmentName`` presets the token.
  public init(
    system: any ProbeSystem, launcher: any ProbeLauncher, screen: (any SystemScreen)? = nil,
    environment: [String: String] = [:]
  ) {
    self.system = system
    self.launcher = launcher
    self.screen = screen.map(ConductorScreen.init)
    self.token = environment[Conductor.tokenEnvironmentName].flatMap { $0.isEmpty ? nil : $0 }
    let secrets = [Conductor.tokenEnvironmentName, OrderList.environmentName]
    self.environment = environment.filter { $0.key.hasPrefix("SANDPROBE_") && !secrets.contains($0.key) }
  }

  /// Milliseconds between two heartbeats; nil before the first session.
  public var heartbeatInterval: Int? { session?.heartbeatInterval }

  /// Logs that the log still arrives. Does nothing before the first session.
  public func heartbeat() {
    session?.heartbeats += 1
    session?.log.record(.heartbeat)
  }

  /// Answers one request.
  /// - Parameters:
  ///   - path: The request's path without a query.
  ///   - authorization: The header of that name.
  /// - Returns: The HTTP status, and the JSON of what the path gives or of a ``Conductor/Refusal``.
  public func handle(
    method: String, path: String, authorization: String?, body: Data
  ) async -> (status: Int, body: Data) {
    do {
      return (200, try await answer(method, path, authorization, body))
    } catch let refusal as Conductor.Refusal {
      return (refusal.status, CanonicalJSON.encode(refusal))
    } catch {
      let refusal = Conductor.Refusal(code: .launchFailed, message: String(describing: error))
      return (refusal.status, CanonicalJSON.encode(refusal))
    }
  }

  private func answer(
    _ method: String, _ name: String, _ authorization: String?, _ body: Data
  ) async throws -> Data {
    guard let path = Conductor.Path(rawValue: name) else {
      throw Conductor.Refusal(code: .notFound, message: "there is no \(EventData.cut(name, to: 80))")
    }
    let expected = path == .status ? "GET" : "POST"
    guard method == expected else {
      throw Conductor.Refusal(code: .badRequest, message: "\(path.rawValue) takes \(expected)")
    }
    let given = try authorize(authorization)
    if path == .status { return CanonicalJSON.encode(await status()) }
    guard body.count <= Self.maximumBody else {
      throw Conductor.Refusal(
        code: .badRequest, message: "the body has \(body.count) bytes; at most \(Self.maximumBody) are taken")
    }
    if path == .session {
      try begin(RequestBody.read(body), token: given)
      return CanonicalJSON.encode(await status())
    }
    if path == .end { return CanonicalJSON.encode(try end(RequestBody.read(body))) }
    return try await answer(path, body)
  }

  /// Answers what needs a session.
  private func answer(_ path: Conductor.Path, _ body: Data) async throws -> Data {
    guard let run = session?.log.run else {
      throw Conductor.Refusal(code: .noSession, message: "there is no session yet: POST /session first")
    }
    switch path {
    case .status, .session, .end: return Data("{}".utf8)
    case .share, .picker, .alert, .lock, .unlock, .isLocked, .screenshot, .tree:
      return try await answerAtScreen(path, body)
    case .launch: return CanonicalJSON.encode(try await launch(RequestBody.read(body)))
    case .activate: return CanonicalJSON.encode(try await activate(RequestBody.read(body)))
    case .background: return CanonicalJSON.encode(try await background(RequestBody.read(body)))
    case .orders: return CanonicalJSON.encode(try await hand(RequestBody.read(body), run: run))
    case .terminate:
      let request: Conductor.TerminateRequest = try RequestBody.read(body)
      try await refusing(request.bundle) { try await launcher.terminate(bundle: request.bundle) }
      return CanonicalJSON.encode(Conductor.Empty())
    case .fence:
      let request: Conductor.FenceRequest = try RequestBody.read(body)
      session?.log.record(
        .fence, at: .init(scenario: request.scenario, repetition: request.repetition, step: request.step))
    case .canary:
      let _: Conductor.Empty = try RequestBody.read(body)
      session?.log.record(.canary, data: ["canaries": .array(Canary.all.map { .string($0.name) })])
      CanaryRound(run: run).log(through: system)
    }
    return CanonicalJSON.encode(Conductor.Logged(sequence: session?.log.sequence ?? 0))
  }

  /// Answers what needs the screen. Reading it is always allowed; touching it is for one request at a time.
  private func answerAtScreen(_ path: Conductor.Path, _ body: Data) async throws -> Data {
    let request = try ScreenRequest(path, body)
    if case .isLocked = request {
      return CanonicalJSON.encode(Conductor.LockReply(isLocked: await launcher.isLocked))
    }
    guard let screen else {
      throw Conductor.Refusal(code: .unsupported, message: "this runner cannot reach the system's screen")
    }
    guard request.touches else { return try await screen.answer(request) }
    guard !isAtScreen else {
      throw Conductor.Refusal(code: .busy, message: "another request is at the screen")
    }
    isAtScreen = true
    defer { isAtScreen = false }
    return try await screen.answer(request)
  }

  /// Before any token is set nobody can show that the runner is theirs to end.
  private func end(_ request: Conductor.Empty) throws -> Conductor.Empty {
    guard token != nil else {
      throw Conductor.Refusal(code: .noSession, message: "there is no session yet: POST /session first")
    }
    isOver = true
    return request
  }

  private func status() async -> Conductor.Status {
    let isLocked = await launcher.isLocked
    return Conductor.Status(
      pid: system.processID, bundle: system.bundle.identifier, run: session?.log.run,
      heartbeats: session?.heartbeats ?? 0, sequence: session?.log.sequence ?? 0, isLocked: isLocked,
      environment: environment)
  }

  /// The token that the request brought, if it may pass. Before any token is set only its form is checked.
  private func authorize(_ header: String?) throws -> String {
    let scheme = "Bearer "
    guard let header, header.hasPrefix(scheme), header.utf8.count > scheme.utf8.count else {
      throw Conductor.Refusal(code: .unauthorized, message: "send Authorization: Bearer <token>")
    }
    let given = String(header.dropFirst(scheme.count))
    if let token, !ConstantTime.areEqual(given, token) {
      throw Conductor.Refusal(code: .unauthorized, message: "this is not the token of the first session")
    }
    return given
  }

  private func begin(_ request: Conductor.SessionRequest, token given: String) throws {
    try SessionCheck.check(request)
    if let current = session, current.log.run == request.run {
      guard current.key == request.key else {
        throw Conductor.Refusal(code: .badRequest, message: "run \(request.run) is served under another key")
      }
      session?.heartbeatInterval = request.heartbeatInterval
      return
    }
    token = token ?? given
    var log = EventLog(
      system: system, run: request.run, key: request.key, actor: .conductor, probe: .conductor,
      journal: JournalPath.conductor(run: request.run))
    log.recordHello()
    session = Session(key: request.key, log: log, heartbeatInterval: request.heartbeatInterval)
  }
}
