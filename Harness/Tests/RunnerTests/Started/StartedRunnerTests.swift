import Device
import Foundation
import ProbeProtocol
import RunFolder
import Runner
import Scenario
import Synchronization
import Testing
import Verdict
import VirtualPhone

/// Whole runs that start the Conductor themselves, through a made-up program, on the virtual phone.
@Suite("A run starts its Conductor", .timeLimit(.minutes(10)))
struct StartedRunnerTests {
  private struct Outcome {
    var result: RunResult
    var evidence: Evidence
    var files: [String]
    var pages: [String]

    func records(_ kind: HostRecord.Kind) -> [HostRecord] { evidence.host.filter { $0.kind == kind } }
  }

  private static let steps = (1...6).map {
    Step(id: StepID("s\($0)"), actor: "member", action: "identity.read")
  }

  private static var request: RunRequest {
    let scenario = Scenario(
      id: "started/test", claims: [], title: "", requirements: Requirements(),
      actors: [.init(actor: "member", probe: "GroupMemberA")], steps: steps, file: "t",
      digest: ContentDigest(of: Data("s".utf8)))
    var limits = RunLimits()
    limits.conductorReturn = .seconds(60)
    limits.phoneReturn = .seconds(30)
    return RunRequest(
      scenarios: [scenario], sources: [scenario.id: Data("s".utf8)], claimsSource: Data("c".utf8),
      settings: RunSettings(
        repetitions: 1, seed: 1, grace: 20, heartbeatInterval: 200, driver: "conductor"),
      tool: "sandprobe test", directory: URL(fileURLWithPath: "/"), limits: limits)
  }

  /// Runs the steps on a virtual phone whose Conductor a program has to start.
  private func run(
    _ habit: StagedRunner.Habit, as program: String = "xcodebuild", start: Duration = .seconds(60),
    token: String? = nil, xctestruns: [String] = ["probes.xctestrun"],
    prepare: (StagedRunner, PhoneModel) throws -> Void = { _, _ in },
    observe: @escaping @Sendable (RunProgress, PhoneModel, Running) -> Void = { _, _, _ in },
    look: (Outcome, StagedRunner, PhoneModel) async throws -> Void
  ) async throws {
    let model = try PhoneModel(chatter: false)
    defer { model.shutdown() }
    let runner = try StagedRunner(habit, as: program, of: model)
    defer { runner.remove() }
    try prepare(runner, model)
    let server = VirtualPhoneServer()
    let addresses = try await server.start()
    await server.attach(model)
    var request = Self.request
    request.directory = runner.folder.appendingPathComponent("runs")
    var environment = ToolEnvironment(
      variables: ProcessInfo.processInfo.environment.merging(runner.path) { $1 },
      muxAddress: addresses.environmentValue)
    // Others that could start it, where they are installed, stay out of it.
    func has(_ program: String, _ folder: String) -> Bool {
      FileManager.default.isExecutableFile(atPath: "\(folder)/\(program)")
    }
    environment.directories.removeAll { folder in
      ["xcodebuild", "pymobiledevice3", "ios"].contains { has($0, folder) } && !has("idevice_id", folder)
    }
    environment.directories.insert(runner.folder.path, at: 0)
    var phone = try AttachedPhone(udid: model.udid, environment: environment, conductorToken: token)
    phone.runner = RunnerFiles(isMac: program == "xcodebuild", xctestruns: xctestruns)
    phone.runnerPatience.start = start
    phone.runnerPatience.look = .milliseconds(50)
    phone.runnerPatience.afterlife = .milliseconds(600)
    do {
      let running = Running()
      let session = RunSession(request, on: phone, observe: { observe($0, model, running) })
      let result = try await running.value(of: session)
      let evidence = try RunFolderReader(parsers: Rehearsing.parsers).read(result.folder)
      let outcome = Outcome(
        result: result, evidence: evidence,
        files: try FileManager.default.subpathsOfDirectory(atPath: result.folder.path),
        pages: FolderLayout(folder: result.folder).resultPages)
      try await look(outcome, runner, model)
      await server.stop()
    } catch {
      await server.stop()
      throw error
    }
  }

  private func expectWhole(_ outcome: Outcome, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(
      outcome.result.state == .finished, "\(outcome.result.failure ?? "")", sourceLocation: sourceLocation)
    #expect(
      outcome.records(.stepEnded).map(\.step) == Self.steps.map(\.id), sourceLocation: sourceLocation)
  }

  @Test(
    "by xcodebuild: the token reaches it, it is ended in order, its result bundle and a page of it are kept")
  func xcodebuild() async throws {
    try await run(
      .stays,
      prepare: { runner, _ in try runner.install("xchtmlreport", #"echo page > "${2%/*}/index.html""#) }
    ) { outcome, runner, model in
      expectWhole(outcome)
      #expect(runner.starts == 1 && !runner.wasKilled(1) && !model.hasConductor)
      let command = try #require(outcome.records(.runnerStarted).first?.message)
      #expect(command.contains("TEST_RUNNER_SANDPROBE_TOKEN=… xcodebuild test-without-building"))
      #expect(!command.contains(outcome.evidence.manifest.key.conductorToken))
      #expect(runner.words(1).contains("-xctestrun\nprobes.xctestrun"))
      #expect(outcome.records(.runnerEnded).map { $0.data?["status"] } == ["status 0"])
      #expect(
        outcome.records(.resultsKept).map(\.data) == [
          ["bundle": "xcresult/1/Conductor.xcresult", "page": "xcresult/1/index.html"]
        ])
      #expect(outcome.files.contains("xcresult/1/Conductor.xcresult/Info.plist"))
      #expect(outcome.pages == ["xcresult/1/index.html"])
      #expect(outcome.evidence.problems.allSatisfy { !$0.contains("xcresult") })
    }
  }

  @Test("one that dies within a scenario is started again and serves the run again, at a step's boundary")
  func dies() async throws {
    try await run(
      .stays,
      observe: { event, model, _ in
        if case .stepBegan(_, "s4") = event { model.conductorCourse(.dies) }
      }
    ) { outcome, runner, _ in
      expectWhole(outcome)
      #expect(runner.starts == 2)
      #expect(outcome.records(.conductorRevived).count == 1)
      #expect(outcome.records(.runnerStarted).count == 2 && outcome.records(.runnerEnded).count == 2)
      #expect(outcome.pages.isEmpty)
      #expect(outcome.files.contains("xcresult/2/Conductor.xcresult"))
    }
  }

  @Test(
    "by pymobiledevice3, which ends with 0 and leaves the runner alive: nothing is concluded from that",
    arguments: [StagedRunner.Habit.leaves, .stays])
  func pymobiledevice(habit: StagedRunner.Habit) async throws {
    try await run(habit, as: "pymobiledevice3") { outcome, runner, model in
      expectWhole(outcome)
      #expect(runner.starts == 1 && !model.hasConductor)
      #expect(runner.words(1).hasPrefix("developer\ndvt\nxcuitest\ndev.sandprobe.Conductor.xctrunner\n"))
      #expect(!outcome.files.contains { $0.hasPrefix("xcresult") })
    }
  }

  @Test("by go-ios, where there is no other") func goIOS() async throws {
    try await run(.stays, as: "ios") { outcome, runner, model in
      expectWhole(outcome)
      #expect(runner.starts == 1 && !model.hasConductor)
      #expect(runner.words(1).hasPrefix("runtest\n--bundle-id=dev.sandprobe.Conductor.xctrunner\n"))
      #expect(outcome.records(.runnerStarted).first?.message?.hasPrefix("ios runtest ") == true)
    }
  }

  @Test("where nothing can take the place of a Conductor with another token, the run says what to do")
  func strange() async throws {
    try await run(
      .idles, xctestruns: [],
      prepare: { _, model in model.startConductor(environment: [Conductor.tokenEnvironmentName: "other"]) }
    ) { outcome, runner, model in
      #expect(outcome.result.state == .failed && model.hasConductor && runner.starts == 0)
      #expect(outcome.result.failure?.contains("unauthorized") == true)
      #expect(outcome.result.remedy?.contains("end the runner's app on the phone") == true)
      #expect(outcome.records(.runnerEnded).isEmpty, "nobody says that it does not answer")
    }
  }

  @Test("one that never answers ends the run with that reason, and what started it is gone")
  func silent() async throws {
    try await run(.idles, start: .seconds(1)) { outcome, runner, _ in
      #expect(outcome.result.state == .failed)
      #expect(
        outcome.result.failure == RunnerError.silent(program: "xcodebuild", seconds: 1).description)
      #expect(outcome.result.remedy?.hasPrefix("Unlock the phone") == true)
      #expect(runner.starts == 1 && runner.wasKilled(1))
      #expect(outcome.evidence.host.last?.kind == .runEnded)
    }
  }

  @Test("a program that ends before the Conductor answers is told with what it said")
  func fails() async throws {
    try await run(.fails) { outcome, runner, _ in
      #expect(outcome.result.state == .failed)
      #expect(
        outcome.result.failure
          == "xcodebuild ended with status 65 before the Conductor answered: error: the phone is locked")
      #expect(runner.starts == 1)
      #expect(!outcome.files.contains { $0.hasPrefix("xcresult") }, "an empty folder is removed")
    }
  }

  @Test("a Conductor that answers is taken as it is, and stays when the run is over")
  func running() async throws {
    try await run(
      .stays, token: "t",
      prepare: { _, model in model.startConductor(environment: [Conductor.tokenEnvironmentName: "t"]) }
    ) { outcome, runner, model in
      expectWhole(outcome)
      #expect(runner.starts == 0 && model.hasConductor)
    }
  }

  @Test("a Conductor that was started with another token gives way to the run's own")
  func replaced() async throws {
    try await run(
      .stays,
      prepare: { _, model in model.startConductor(environment: [Conductor.tokenEnvironmentName: "other"]) }
    ) { outcome, runner, model in
      expectWhole(outcome)
      #expect(runner.starts == 1 && !model.hasConductor)
      #expect(
        outcome.records(.runnerStarted).map(\.data) == [["replaces": "a Conductor with another token"]])
    }
  }

  @Test("one that does not give way ends the run with that reason and with what to do")
  func keepsItsPlace() async throws {
    try await run(
      .idles, start: .seconds(1),
      prepare: { _, model in model.startConductor(environment: [Conductor.tokenEnvironmentName: "other"]) }
    ) { outcome, _, model in
      #expect(outcome.result.state == .failed && model.hasConductor)
      #expect(
        outcome.result.failure
          == RunnerError.stillAnother(program: "xcodebuild", words: "").description)
      #expect(outcome.result.remedy?.contains("SANDPROBE_TOKEN") == true)
    }
  }

  @Test("a run that is cancelled ends its runner in order, and keeps its result bundle")
  func cancelled() async throws {
    try await run(
      .stays,
      observe: { event, _, running in if case .stepEnded(_, "s3", _) = event { running.cancel() } }
    ) { outcome, runner, model in
      #expect(outcome.result.state == .interrupted)
      #expect(runner.starts == 1 && !runner.wasKilled(1))
      #expect(runner.isGone(1) && !model.hasConductor)
      #expect(outcome.files.contains("xcresult/1/Conductor.xcresult"))
    }
  }
}

/// A run that can be cancelled from within.
final class Running: Sendable {
  private let task = Mutex<Task<RunResult, any Error>?>(nil)

  func value(of session: RunSession) async throws -> RunResult {
    let begun = Task { try await session.run() }
    task.withLock { $0 = begun }
    return try await begun.value
  }

  func cancel() { task.withLock { $0?.cancel() } }
}
