import Device
import Foundation
import ProbeProtocol
import RunFolder
import Runner
import Scenario
import Testing
import Verdict

@Suite("Runs in which something goes wrong", .timeLimit(.minutes(10)))
struct TroubleTests {
  private func step(_ id: StepID, limit: Int = 15_000, _ arguments: [String: JSONValue] = [:]) -> Step {
    Step(id: id, actor: "a", action: "dir.open", arguments: arguments, timeLimit: limit)
  }

  @Test("connected is not alive: a silent log ends the run with that reason, and the folder is closed")
  func silentLog() async throws {
    var limits = Rehearsing.limits
    limits.firstSign = .milliseconds(200)
    let phone = FakePhone(.init(isLogSilent: true))
    let run = try await Rehearsing.run(
      [scenario(steps: [step("s")])], on: FakeConnection(phone: phone), limits: limits)
    #expect(run.result.state == .failed)
    #expect(run.evidence.manifest.failure?.hasPrefix("the phone is connected and its log is silent") == true)
    #expect(run.records(.scenarioBegan).isEmpty)
    #expect(run.kinds.last == .runEnded)
    #expect(await phone.openCaptures == 0)
  }

  @Test("an end event that the log lost is taken from the journal")
  func lossyLog() async throws {
    let run = try await Rehearsing.run(
      [scenario(steps: [step("s")])], on: FakeConnection(phone: FakePhone(.init(losesEnds: true))))
    #expect(run.records(.stepEnded).map(\.outcome) == [.ok])
    #expect(run.records(.stepEnded).first?.message?.hasPrefix("from the journal") == true)
  }

  @Test("a step that does not end runs out of time, and the next ones are carried out")
  func hangingStep() async throws {
    let run = try await Rehearsing.run(
      [scenario(steps: [step("hangs", limit: 150), step("next")])],
      on: FakeConnection(phone: FakePhone(.init(hangingSteps: ["hangs"]))))
    #expect(run.records(.stepTimedOut).map(\.step) == ["hangs"])
    #expect(run.records(.stepEnded).map(\.step) == ["next"])
    #expect(run.result.state == .finished)
  }

  @Test("a step whose variable nothing saved is not sent, with the variable's name")
  func missingVariable() async throws {
    let saving = Step(id: "save", actor: "a", action: "dir.open", saves: ["path": "absent.member"])
    let run = try await Rehearsing.run(
      [scenario(steps: [saving, step("use", ["path": "${path}"]), step("last")])],
      on: FakeConnection(phone: FakePhone()))
    #expect(run.records(.stepNotSent).map(\.step) == ["use"])
    #expect(run.records(.stepNotSent).first?.message?.contains("'path'") == true)
    #expect(run.records(.stepEnded).map(\.step) == ["save", "last"])
  }

  @Test("an order that the Conductor refuses is not sent, with its words")
  func refusedOrder() async throws {
    let refusal = Conductor.Refusal(code: .locked, message: "the screen is locked")
    let run = try await Rehearsing.run(
      [scenario(steps: [step("s")])], on: FakeConnection(phone: FakePhone(.init(refusal: refusal))))
    #expect(run.records(.stepNotSent).first?.message?.contains("the screen is locked") == true)
    #expect(run.records(.scenarioEnded).count == 1)
  }

  @Test("a capturing tool that dies is started anew")
  func dyingCapture() async throws {
    let phone = FakePhone(.init(captureDiesOnce: true))
    let run = try await Rehearsing.run([scenario(steps: [step("s")])], on: FakeConnection(phone: phone))
    #expect(run.records(.captureStarted).count == 2)
    #expect(run.records(.captureStopped).first?.message == "it ended by itself")
    #expect(run.records(.stepEnded).count == 1)
    #expect(run.result.state == .finished)
  }

  @Test("a stream without heartbeats is started anew")
  func stalledCapture() async throws {
    let phone = FakePhone(.init(stallsAfterFirstOrder: true))
    let steps = [step("first"), step("hangs", limit: 1_500), step("last")]
    var limits = Rehearsing.limits
    limits.silence = .milliseconds(300)
    limits.fence = .seconds(2)
    let run = try await Rehearsing.run(
      [scenario(steps: steps)], on: FakeConnection(phone: phone), limits: limits)
    #expect(run.records(.captureStalled).count >= 1)
    #expect(run.records(.stepEnded).map(\.step) == ["first", "hangs", "last"])
    #expect(await phone.captures >= 2)
  }

  @Test("a phone that goes away and stays away ends the run in order")
  func phoneGone() async throws {
    let phone = FakePhone(.init(leavesAfter: "s"))
    let run = try await Rehearsing.run(
      [scenario(steps: [step("s", limit: 100)]), scenario("t/two", steps: [step("t")])],
      on: FakeConnection(phone: phone))
    #expect(run.records(.disconnected).count == 1)
    #expect(run.result.state == .failed)
    #expect(run.result.failure?.contains("went away") == true)
    #expect(run.records(.scenarioBegan).map(\.scenario) == ["t/one"])
    #expect(run.records(.journalMissing).count >= 2)
  }

  @Test("a phone that comes back goes on with the next scenario")
  func phoneBack() async throws {
    let phone = FakePhone(.init(leavesAfter: "s", comesBack: true))
    var limits = Rehearsing.limits
    limits.phoneReturn = .seconds(10)
    let run = try await Rehearsing.run(
      [scenario(steps: [step("s", limit: 100)]), scenario("t/two", steps: [step("t")])],
      on: FakeConnection(phone: phone), limits: limits
    ) { progress in
      if case .waiting(let what, _) = progress, what.contains("come back") { Task { await phone.comeBack() } }
    }
    #expect(run.records(.reconnected).count == 1)
    #expect(run.records(.scenarioEnded).map(\.scenario) == ["t/one", "t/two"])
    #expect(run.result.state == .finished)
  }

  @Test("a cancelled run is closed as interrupted, with the journals that there are, and leaves no capture")
  func cancellation() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sandprobe-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let phone = FakePhone(.init(hangingSteps: ["hangs"]))
    let request = Rehearsing.request([scenario(steps: [step("hangs", limit: 60_000)])], in: folder)
    let (began, signal) = AsyncStream<Void>.makeStream()
    let session = RunSession(request, on: FakeConnection(phone: phone)) { progress in
      if case .stepBegan = progress { signal.finish() }
    }
    let task = Task { try await session.run() }
    for await _ in began {}
    while await phone.orders.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    let result = try await task.value
    #expect(result.state == .interrupted)
    let evidence = try RunFolderReader(parsers: Rehearsing.parsers).read(result.folder)
    #expect(evidence.manifest.state == .interrupted)
    #expect(evidence.host.suffix(2).map(\.kind) == [.interrupted, .runEnded])
    #expect(evidence.journals["conductor.jsonl"] != nil)
    #expect(await phone.openCaptures == 0)
  }
}
