import Foundation
import ProbeProtocol

/// Starts the Conductor's runner, starts it again when it dies, and ends it when the run is over.
///
/// Whether the runner lives is asked of itself alone: what programs say when they end is told and never believed
/// (pymobiledevice3 and go-ios end with 0 whatever happened).
struct RunnerKeeper: Sendable {
  var environment: ToolEnvironment
  var udid: String
  var door: ConductorDoor
  var way: RunnerWay
  var brief: RunnerBrief
  /// The token that the runner is started with.
  var token: String
  var client: ConductorClient
  var patience = RunnerPatience()

  /// Runs the body while the Conductor answers. The runner and what started it are gone when this returns.
  /// - Throws: `RunnerError` where it does not come up; what the body throws.
  func keeping(_ body: @Sendable () async throws -> Void) async throws {
    let state = RunnerState()
    // Not a child of this task: a run that is cancelled still wants its runner to end in order.
    let life = Task { await live(state) }
    do {
      try await waitUntilAnswering(state)
      try await body()
    } catch {
      await Task { await end(life, state) }.value
      throw error
    }
    await Task { await end(life, state) }.value
  }

  private func waitUntilAnswering(_ state: RunnerState) async throws {
    let deadline = ContinuousClock.now + patience.start
    while ContinuousClock.now < deadline {
      if let failure = await state.failure { throw failure }
      if try await isAnswering() {
        await state.answered()
        return try await brief.tell(.answers)
      }
      try await Task.sleep(for: patience.look)
    }
    guard try await standing() != .strange else {
      throw RunnerError.stillAnother(program: way.program, words: await state.lastWords)
    }
    throw RunnerError.silent(program: way.program, seconds: patience.start.seconds)
  }

  private func isAnswering() async throws -> Bool { try await standing() == .serves }

  private func standing() async throws -> ConductorStanding {
    try await client.standing(within: patience.answer)
  }

  // MARK: The program

  /// Starts the runner until the run is over; why it gives up is kept in the state.
  private func live(_ state: RunnerState) async {
    do {
      for _ in 0..<patience.starts {
        try await liveOnce(state)
        if await state.isDone { return }
        try await Task.sleep(for: patience.look)
      }
      await state.fail(
        RunnerError.diesAgainAndAgain(
          program: way.program, count: patience.starts, words: await state.lastWords))
    } catch {
      await state.fail(error)
    }
  }

  /// One life of the runner: from the start of the program until neither it nor the runner is there any more.
  private func liveOnce(_ state: RunnerState) async throws {
    let place = try ResultPlace(in: brief.results, isWanted: way.leavesResults)
    let command = way.command(
      udid: udid, results: place.bundle.path, environment: [Conductor.tokenEnvironmentName: token])
    let shown = command.line(hiding: token)
    let isReplacing = (try? await standing()) == .strange
    await state.begin()
    try await brief.tell(.starting(program: way.program, command: shown, replacing: isReplacing))
    var status: String?
    do {
      let tool = LongRunningTool(
        environment: environment, command: command, shown: shown, teardown: .patient)
      status = try await tool.run(
        output: { await state.add(String(decoding: $0, as: UTF8.self)) }, complaint: { await state.add($0) })
    } catch let error as ToolError {
      await state.add("\n\(error)\n")
    } catch is CancellationError {
      status = "a signal of the harness"
    }
    let words = await state.lastWords
    // What is left is to be kept when the run was cancelled, too.
    try await Task { [status] in
      try await brief.tell(
        .ended(program: way.program, status: status ?? "an error", words: words))
      try await keep(place)
    }.value
    try await outlive(state, status, words)
  }

  /// Waits while the runner lives on without the program that started it.
  private func outlive(_ state: RunnerState, _ status: String?, _ words: String) async throws {
    while await !state.isOver {
      guard try await showsLife() else { break }
      try await Task.sleep(for: patience.afterlife)
    }
    guard await !state.isOver, await !state.hasAnswered else { return }
    await state.fail(
      try await standing() == .strange
        ? RunnerError.stillAnother(program: way.program, words: words)
        : RunnerError.ended(program: way.program, status: status, words: words))
  }

  private func showsLife() async throws -> Bool {
    let deadline = ContinuousClock.now + patience.afterlife
    repeat {
      if try await isAnswering() { return true }
      try await Task.sleep(for: patience.look)
    } while ContinuousClock.now < deadline
    return false
  }

  // MARK: The end

  /// Asks the runner to end, and ends the program that does not end with it.
  private func end(_ life: Task<Void, Never>, _ state: RunnerState) async {
    await state.endOfRun()
    let isAsked = await askToEnd()
    let farewell = isAsked ? patience.farewell : .zero
    let impatience = Task {
      try await Task.sleep(for: farewell)
      life.cancel()
    }
    await life.value
    impatience.cancel()
  }

  /// Through a door of its own: that of a cancelled run is closed by now.
  private func askToEnd() async -> Bool {
    do {
      try await door.open { [token, patience] port in
        try await ConductorClient(port: port, token: token, timeLimit: patience.answer).end()
      }
      return true
    } catch {
      return false
    }
  }

  /// Makes a page of a result bundle that is there, and tells of both.
  private func keep(_ place: ResultPlace) async throws {
    guard place.isFilled else { return place.clear() }
    let command = ResultPageRoute.page(of: place.bundle.path)
    _ = try? await environment.run(command, limits: ToolLimits(time: patience.page, output: 4 << 20))
    try await brief.tell(.results(bundle: place.bundleName, page: place.hasPage ? place.pageName : nil))
  }
}
