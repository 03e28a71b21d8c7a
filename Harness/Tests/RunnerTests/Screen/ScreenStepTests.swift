import Device
import Foundation
import ProbeProtocol
import RunFolder
import Runner
import Scenario
import Testing
import Verdict
import VirtualPhone

/// Steps at the screen in whole runs against the virtual phone, by the Conductor and by a person.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct ScreenStepTests {
  private static let app = "dev.sandprobe.GroupMemberA"

  private func host(
    _ id: StepID, _ action: ActionName, _ arguments: [String: JSONValue] = [:], together: String? = nil,
    saves: [String: String] = [:]
  ) -> Step {
    Step(id: id, actor: .host, action: action, arguments: arguments, saves: saves, together: together)
  }

  private func act(_ id: StepID, together: String? = nil) -> Step {
    Step(id: id, actor: "member", action: "identity.read", together: together)
  }

  private func scenario(_ steps: [Step]) -> Scenario {
    Scenario(
      id: "screen/test", claims: [], title: "", requirements: Requirements(),
      actors: [.init(actor: "member", probe: "GroupMemberA")], steps: steps, file: "t",
      digest: ContentDigest(of: Data("s".utf8)))
  }

  private struct Outcome {
    var result: RunResult
    var evidence: Evidence
    var files: [String]

    func records(_ kind: HostRecord.Kind) -> [HostRecord] { evidence.host.filter { $0.kind == kind } }
  }

  /// Runs the steps on a virtual phone.
  private func run(
    _ steps: [Step], driver: Driver = .auto, desk: TestDesk? = nil, faults: String = "",
    passcode: String? = nil, patience: Duration = .seconds(60),
    observe: @escaping @Sendable (RunProgress, PhoneModel) -> Void = { _, _ in }
  ) async throws -> Outcome {
    let plan = faults.isEmpty ? FaultPlan() : try FaultPlan(parsing: faults)
    let model = try PhoneModel(chatter: false, faults: plan, passcode: passcode)
    defer { model.shutdown() }
    let server = VirtualPhoneServer()
    let addresses = try await server.start()
    await server.attach(model.disturbed())
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sandprobe-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var limits = RunLimits()
    limits.patience = patience
    limits.reminder = .milliseconds(400)
    limits.phoneReturn = .seconds(20)
    let scenario = scenario(steps)
    var request = RunRequest(
      scenarios: [scenario], sources: [scenario.id: Data("s".utf8)], claimsSource: Data("c".utf8),
      settings: RunSettings(
        repetitions: 1, seed: 1, grace: 50, heartbeatInterval: 200, driver: driver.rawValue),
      tool: "sandprobe test", directory: folder, limits: limits)
    request.operatorDesk = desk
    let phone = try AttachedPhone(
      udid: model.udid, environment: ToolEnvironment(muxAddress: addresses.environmentValue),
      conductorToken: "t")
    do {
      let result = try await RunSession(request, on: phone, observe: { observe($0, model) }).run()
      let evidence = try RunFolderReader(parsers: Rehearsing.parsers).read(result.folder)
      let files = try FileManager.default.subpathsOfDirectory(atPath: result.folder.path).sorted()
      await server.stop()
      return Outcome(result: result, evidence: evidence, files: files)
    } catch {
      await server.stop()
      throw error
    }
  }

  @Test("A sheet is used beside the order that shows it, and what it offered is saved")
  func beside() async throws {
    let sheet = host(
      "choose", "sheet.choose", ["probe": "GroupMemberA", "kind": "activity", "name": "Mail"], together: "x",
      saves: ["chosen": "chosen"])
    let use = Step(id: "use", actor: "member", action: "file.stat", arguments: ["path": "/${chosen}"])
    let run = try await run([act("first"), act("show", together: "x"), sheet, use]) { event, model in
      guard case .stepBegan(_, "show") = event else { return }
      model.screen.present(ShareSheetScene(app: Self.app, entries: ["AirDrop", "Mail"]))
    }
    let step = try #require(run.records(.hostStep).first)
    #expect(step.outcome == .ok && step.data?["chosen"] == "Mail" && step.data?["by"] == "conductor")
    #expect(run.records(.stepEnded).map(\.step).contains("show"))
    #expect(run.records(.orderSent).last?.data?["path"] == "/Mail")
  }

  @Test("What is not found leaves its picture and its tree in the run folder, and the step is not sent")
  func notFound() async throws {
    let lock = host("answer", "alert.answer", ["probe": "GroupMemberA", "kind": "paste", "answer": "allow"])
    let run = try await run([act("first"), lock, act("last")])
    let refused = try #require(run.records(.stepNotSent).first)
    #expect(refused.step == "answer")
    #expect(refused.message?.hasPrefix("unsupported: iOS 15 has no paste alert") == true)
    let names = ["screens/screen_test.1.answer.png", "screens/screen_test.1.answer.txt"]
    for name in names {
      #expect(run.files.contains(name) && refused.message?.contains(name) == true)
      #expect(run.evidence.manifest.digests[name] != nil)
    }
    #expect(!run.evidence.problems.contains { $0.contains("screens/") })
    #expect(run.records(.stepEnded).map(\.step) == ["first", "last"])
  }

  @Test("A person locks and unlocks; the phone's lock shows it, and nobody presses Enter")
  func operatorLocks() async throws {
    let run = try await run(
      [act("first"), host("lock", "phone.lock"), host("unlock", "phone.unlock"), act("last")],
      driver: .operator,
      desk: TestDesk(), passcode: "1234"
    ) { event, model in
      guard case .operatorAsked(let number, _, true) = event else { return }
      // Not at once: a reminder comes first.
      if number == 1 { model.lock.lock() } else { _ = model.lock.unlock(passcode: "1234") }
    }
    #expect(run.records(.hostStep).map(\.step) == ["lock", "unlock"])
    #expect(run.records(.hostStep).allSatisfy { $0.data?["by"] == "operator" })
    #expect(run.records(.operatorAsked).map(\.message).first == ScreenSentences.lock)
    #expect(run.records(.operatorEnded).map(\.message) == ["done", "done"])
    #expect(run.records(.stepEnded).map(\.step).contains("last"))
  }

  @Test("A person takes over where the Conductor cannot: a passcode")
  func takesOver() async throws {
    let run = try await run(
      [act("first"), host("lock", "phone.lock"), host("unlock", "phone.unlock"), act("last")],
      desk: TestDesk(),
      passcode: "1234"
    ) { event, model in
      if case .operatorAsked = event { _ = model.lock.unlock(passcode: "1234") }
    }
    #expect(run.records(.hostStep).map { $0.data?["by"] } == ["conductor", "operator"])
    #expect(run.records(.operatorAsked).count == 1)
  }

  @Test("Beside an order, its next event shows that a person did it, however long it took")
  func evidence() async throws {
    let sheet = host(
      "choose", "sheet.choose",
      ["probe": "GroupMemberA", "kind": "activity", "name": "Mail", "until": "later"])
    let run = try await run([act("show"), sheet], driver: .operator, desk: TestDesk(), patience: .seconds(1))
    #expect(run.records(.operatorEnded).map(\.message) == ["timed-out"])
    #expect(run.records(.stepNotSent).first?.message?.hasPrefix("nothing showed within") == true)
  }

  @Test("A step is skipped with a word; another word ends the run, which can be resumed")
  func words() async throws {
    let desk = TestDesk()
    let run = try await run(
      [act("first"), host("lock", "phone.lock"), host("again", "phone.lock"), act("last")], driver: .operator,
      desk: desk
    ) { event, _ in
      if case .operatorAsked(let number, _, false) = event { desk.type(number == 1 ? .skip : .leave) }
    }
    #expect(run.records(.stepNotSent).map(\.message) == ["the operator skipped it"])
    #expect(run.result.state == .interrupted)
    #expect(run.records(.operatorEnded).map(\.message) == ["skipped", "left"])
    #expect(run.records(.scenarioEnded).isEmpty)
  }

  @Test("Without anybody to ask, what needs a person is not done and says so")
  func nobody() async throws {
    let run = try await run(
      [act("first"), host("lock", "phone.lock"), host("unlock", "phone.unlock")], passcode: "1234"
    ) { event, model in
      // The run goes on: an order on a locked phone is refused.
      if case .stepNotSent = event { _ = model.lock.unlock(passcode: "1234") }
    }
    #expect(run.records(.stepNotSent).first?.message?.hasPrefix("needs-passcode: ") == true)
  }

  @Test("A Conductor that dies within a scenario is awaited at a step's boundary and serves the run again")
  func dyingConductor() async throws {
    let steps = (1...8).map { act(StepID("s\($0)")) }
    // Session, canary, status, then an order and a fence for each step.
    let run = try await run(steps, faults: "conductor-dies=600@8")
    #expect(run.records(.conductorRevived).count == 1)
    #expect(run.records(.stepEnded).map(\.step) == steps.map(\.id))
    #expect(run.result.state == .finished)
    let pids = Set(run.records(.orderSent).compactMap(\.pid))
    #expect(!pids.isEmpty)
  }
}

/// Sentences that a person reads.
enum ScreenSentences {
  static let lock = "Lock the phone with its side button, and leave it locked."
}
