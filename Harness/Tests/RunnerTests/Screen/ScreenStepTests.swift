import Device
import Foundation
import ProbeProtocol
import RunFolder
import Runner
import Scenario
import Synchronization
import Testing
import Verdict

@testable import VirtualPhone

/// Steps at the screen in whole runs against the virtual phone, by the Conductor and by a person.
@Suite(.timeLimit(.minutes(10)))
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

  @Test("The picker is read: names are labels without the kind or the extension that they end with")
  func readsPicker() async throws {
    let show = Step(id: "show", actor: "member", action: "picker.present", arguments: ["mode": "open"])
    let read = host(
      "read", "picker.read", ["probe": "GroupMemberA", "location": "FileProviderProbe", "provider": true])
    let data = try #require(try await run([show, read]).records(.hostStep).first?.data)
    #expect(data["locations"] == ["On My iPhone", "FileProviderProbe"])
    #expect(data["entries"] == ["ReadOnly, txt", "Writable, txt"])
    #expect(data["names"] == ["ReadOnly", "Writable"])
    #expect(data["allowedProvider"] == true)
  }

  @Test("What only reads the screen is not asked of a person: it is left out at once, and says why")
  func nobodyReads() async throws {
    let run = try await run(
      [
        act("first"), host("sheet", "sheet.read", ["probe": "GroupMemberA"]),
        host("picker", "picker.read", ["probe": "GroupMemberA", "location": "On My iPhone"]),
        host("alert", "alert.answer", ["probe": "GroupMemberA", "kind": "any", "answer": "none"]),
      ], driver: .operator, desk: TestDesk())
    #expect(run.records(.operatorAsked).isEmpty)
    #expect(run.records(.stepNotSent).map(\.step) == ["sheet", "picker", "alert"])
    let words = "it reads what the screen shows, which the Conductor alone can"
    #expect(run.records(.stepNotSent).allSatisfy { $0.message == words })
    #expect(run.result.state == .finished)
  }

  @Test("A person picks a file: that it arrived shows it, and what the order said before shows nothing")
  func operatorPicks() async throws {
    let pick = host(
      "pick", "picker.choose",
      ["probe": "GroupMemberA", "location": "FileProviderProbe", "file": "Writable.txt", "provider": true],
      together: "x")
    let wait = Step(id: "wait", actor: "member", action: "arrival.wait", together: "x")
    let show = Step(id: "show", actor: "member", action: "picker.present", arguments: ["mode": "open"])
    let run = try await run([show, wait, pick], driver: .operator, desk: TestDesk()) { event, model in
      // Not before the reminder: the order's own beginning has arrived by then.
      guard case .operatorAsked(_, _, true) = event else { return }
      let touches: [ScreenTouch] = [
        .location("FileProviderProbe"), .alertButton(1), .location("FileProviderProbe"),
        .file("Writable.txt"),
      ]
      for touch in touches { model.screen.touch(touch, asPoint: false) }
    }
    #expect(run.records(.operatorEnded).map(\.message) == ["done"])
    #expect(
      run.records(.operatorAsked).first?.message
        == "In the file picker on the phone, go to Browse and tap 'FileProviderProbe', turn it on if the phone asks, "
        + "tap the file 'Writable.txt', and 'Open' if it is there.")
    #expect(run.records(.stepEnded).map(\.step) == ["show", "wait"])
    #expect(run.records(.hostStep).first?.data?["by"] == "operator")
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

  @Test("A line of the phone's log shows that a person did it, from the process that is named alone")
  func logged() async throws {
    let answer = host(
      "answer", "alert.answer",
      [
        "probe": "GroupMemberA", "kind": "any", "answer": "allow", "until": "never", "logged": "was allowed",
        "loggedBy": "SpringBoard",
      ])
    let run = try await run([act("show"), answer, act("last")], driver: .operator, desk: TestDesk()) {
      event, model in
      guard case .operatorAsked(_, _, let isReminder) = event else { return }
      model.log(process: isReminder ? "SpringBoard" : "tccd", "the alert was allowed")
    }
    let done = try #require(run.records(.hostStep).first)
    #expect(done.data?["by"] == "operator" && done.data?["evidence"] == "a line of the log: was allowed")
    #expect(run.records(.operatorAsked).count == 1)
    #expect(run.records(.stepEnded).map(\.step) == ["show", "last"])
  }

  @Test("Where the log has lost an actor's event, its journal shows that a person did it")
  func journalled() async throws {
    let sheet = host(
      "choose", "sheet.choose",
      ["probe": "GroupMemberA", "kind": "activity", "name": "Mail", "until": "later"])
    let folder = Mutex(URL(fileURLWithPath: "/"))
    let run = try await run([act("show"), sheet], driver: .operator, desk: TestDesk()) { event, model in
      if case .began(let made, _) = event { folder.withLock { $0 = made } }
      guard case .operatorAsked(_, _, true) = event else { return }
      try? Self.journal("later", in: folder.withLock { $0 }, of: model)
    }
    let done = try #require(run.records(.hostStep).first)
    #expect(done.data?["evidence"] == "an event in the journal of member")
  }

  /// Writes an event into the actor's journal on the phone, and not into the log.
  private static func journal(_ step: StepID, in folder: URL, of model: PhoneModel) throws {
    let manifest = try JSONDecoder().decode(
      RunManifest.self, from: Data(contentsOf: folder.appendingPathComponent(FolderLayout.manifest)))
    let event = Event(
      run: manifest.id, scenario: "screen/test", repetition: 1, step: step, actor: "member",
      probe: "GroupMemberA", pid: 1, sequence: 99, kind: .begin, uptime: 0, time: 0, action: "identity.read")
    let path = JournalPath.file(run: manifest.id, scenario: "screen/test", repetition: 1, actor: "member")
    let files = try model.container(bundle: Self.app, documentsOnly: false)
    let line = Data((JournalLine.encode(event, key: manifest.key) + "\n").utf8)
    try files.write(path, files.read(path) + line)
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
