import Device
import Foundation
import ProbeProtocol
import RunFolder
import Scenario
import Verdict

/// All performances of a run, one after another, with a Conductor at hand.
struct Performances: Sendable {
  var context: RunContext
  var scenarios: [Scenario]
  var repetitions: Int
  /// What needs not be carried out, since an earlier session did.
  var done: Set<Resumption.Performance> = []
  /// Exchanges apps on a phone that holds few.
  var swapper: AppSwapper?

  /// Between two attempts to reach the Conductor.
  private static let pause = Duration.milliseconds(200)

  /// - Throws: `RunFailure`, `ConductorError`, `RunFolderError`, `CancellationError`.
  func run(_ conductor: any ConductorConnection) async throws {
    let status = try await openSession(conductor, within: context.limits.session)
    try await waitForFirstSign()
    try await CanaryRound(context: context, conductor: conductor).sendUntilHeard()
    context.recorder.observe(.channelAlive)
    do {
      let plan = RunPlan(scenarios: scenarios, repetitions: repetitions)
        .without { done.contains(.init(scenario: $0.scenario, repetition: $0.repetition)) }
      for turn in plan.turns { try await perform(turn, conductor) }
    } catch {
      await shielded(context.limits.closing) { [context] in
        try await JournalKeeper(context: context).pullConductor(bundle: status.bundle)
      }
      throw error
    }
    try await JournalKeeper(context: context).pullConductor(bundle: status.bundle)
  }

  private func perform(_ turn: RunPlan.Turn, _ conductor: any ConductorConnection) async throws {
    let known = Dictionary(scenarios.map { ($0.id, $0) }) { first, _ in first }
    switch turn {
    case .alone(let performance):
      guard let scenario = known[performance.scenario] else { return }
      try await perform(scenario, performance.repetition, conductor)
    case .locked(let performances) where swapper == nil:
      try await waitUntilReady(conductor)
      try await lock(for: performances, known, context, conductor)
    case .locked(let performances):
      // The apps of all of them may not be there together.
      for performance in performances {
        try await waitUntilReady(conductor)
        guard try await !skipImpossible(performance.scenario, performance.repetition) else { continue }
        let context = try await swapper?.prepare(for: performance.scenario, context) ?? context
        try await lock(for: [performance], known, context, conductor)
      }
    }
  }

  /// Skips what needs more apps than the phone may hold.
  private func skipImpossible(_ scenario: ScenarioID, _ repetition: Int) async throws -> Bool {
    guard let obstacle = swapper?.plan.obstacle(of: scenario) else { return false }
    let place = Place(scenario: scenario, repetition: repetition)
    try await context.recorder.note(.scenarioSkipped, in: place, message: obstacle)
    context.recorder.observe(.scenarioSkipped(scenario, repetition: repetition, reason: obstacle))
    return true
  }

  private func lock(
    for performances: [RunPlan.Performance], _ known: [ScenarioID: Scenario], _ context: RunContext,
    _ conductor: any ConductorConnection
  ) async throws {
    let runners = performances.compactMap { performance in
      known[performance.scenario].map {
        ScenarioRunner(
          context: context, conductor: conductor, scenario: $0, repetition: performance.repetition)
      }
    }
    var turn = LockedTurn(context: context, conductor: conductor, runners: runners)
    try await turn.run()
  }

  private func perform(
    _ scenario: Scenario, _ repetition: Int, _ conductor: any ConductorConnection
  ) async throws {
    try await waitUntilReady(conductor)
    guard try await !skipImpossible(scenario.id, repetition) else { return }
    let context = try await swapper?.prepare(for: scenario.id, context) ?? context
    var runner = ScenarioRunner(
      context: context, conductor: conductor, scenario: scenario, repetition: repetition)
    do {
      try await runner.run()
    } catch let error where error is RunFolderError || error is OperatorLeft {
      throw error
    } catch {
      try Task.checkCancellation()
      let place = Place(scenario: scenario.id, repetition: repetition)
      try await context.recorder.note(.failed, in: place, message: "\(error)")
      context.recorder.observe(.scenarioFailed(scenario.id, repetition: repetition, reason: "\(error)"))
    }
  }

  /// Opens the session, or opens it again on a Conductor that was started anew.
  private func openSession(
    _ conductor: any ConductorConnection, within limit: Duration
  ) async throws -> Conductor.Status {
    let request = Conductor.SessionRequest(
      run: context.manifest.id, key: context.manifest.key,
      heartbeatInterval: context.manifest.settings.heartbeatInterval)
    context.recorder.observe(.waiting(for: "the Conductor on the phone", atMost: limit))
    return try await retrying(for: limit) { try await conductor.open(request) }
  }

  private func waitForFirstSign() async throws {
    await context.live.expectSigns()
    let limit = context.limits.firstSign
    context.recorder.observe(.waiting(for: "the first heartbeat in the phone's log", atMost: limit))
    let isAlive = await context.live.wait(for: .alive, within: limit)
    try Task.checkCancellation()
    guard isAlive else {
      throw await context.live.deafness.map { RunFailure.deafLog($0, seconds: limit.seconds) }
        ?? .silentLog(seconds: limit.seconds)
    }
  }

  /// A log that stays silent is the capture's business; the windows will tell.
  private func waitForNextSign() async throws {
    await context.live.forget { $0 == .alive }
    _ = await context.live.wait(for: .alive, within: context.limits.firstSign)
    try Task.checkCancellation()
  }

  /// Before a scenario: the phone is there, and the Conductor on it serves this run.
  private func waitUntilReady(_ conductor: any ConductorConnection) async throws {
    let limit = context.limits.phoneReturn
    if await context.live.isAway {
      context.recorder.observe(.waiting(for: "the phone to come back", atMost: limit))
      let isBack = await context.live.wait(for: .connected, within: limit)
      try Task.checkCancellation()
      guard isBack else { throw RunFailure.phoneGone(seconds: limit.seconds) }
    }
    do {
      let clock = ContinuousClock.now
      let status = try await statusAgain(conductor, within: limit)
      let hasWaited = ContinuousClock.now - clock > Self.pause
      if status.run != context.manifest.id { _ = try await openSession(conductor, within: limit) }
      // Whoever had to wait for the Conductor has to wait for the log too, which takes up its work by itself.
      if hasWaited { try await waitForNextSign() }
    } catch let error as ConductorError {
      if await isGone { throw RunFailure.phoneGone(seconds: limit.seconds) }
      throw RunFailure.conductorGone("\(error)")
    }
  }

  /// The status of a Conductor that may be on its way back: longer than for the phone where the harness starts it itself.
  private func statusAgain(
    _ conductor: any ConductorConnection, within limit: Duration
  ) async throws -> Conductor.Status {
    do {
      return try await retrying(for: limit) { try await conductor.status() }
    } catch let error as ConductorError {
      guard let longer = context.limits.conductorReturn, longer > limit, await !isGone else { throw error }
      return try await retrying(for: longer - limit) { try await conductor.status() }
    }
  }

  private var isGone: Bool {
    get async { await context.live.isAway ? true : await context.phone.isGone }
  }

  /// Tries again while nothing answers; a refusal is an answer.
  private func retrying<Result: Sendable>(
    for limit: Duration, _ work: @Sendable () async throws -> Result
  ) async throws -> Result {
    let deadline = ContinuousClock.now + limit
    while true {
      do {
        return try await work()
      } catch let error as ConductorError {
        if case .refused = error { throw error }
        guard ContinuousClock.now < deadline else { throw error }
        try await Task.sleep(for: Self.pause)
      }
    }
  }
}
