import Device
import Foundation
import ProbeProtocol
import RunFolder
import Runner
import Scenario
import Testing
import Verdict

@Suite("Runs that are resumed", .timeLimit(.minutes(10)))
struct ResumptionTests {
  private let scenarios = [
    scenario("t/one", steps: [Step(id: "s", actor: "a", action: "dir.open", timeLimit: 15_000)]),
    scenario("t/two", steps: [Step(id: "s", actor: "b", action: "dir.open", timeLimit: 15_000)]),
  ]

  /// The scenarios of a test have no source to be read from.
  private var parsers: EvidenceParsers {
    var parsers = Rehearsing.parsers
    parsers.scenario = { [scenarios] _, file, _ in
      guard let known = scenarios.first(where: { FolderLayout.scenario($0.id) == file }) else {
        throw CancellationError()
      }
      return known
    }
    return parsers
  }

  private func read(_ folder: URL) throws -> Evidence { try RunFolderReader(parsers: parsers).read(folder) }

  /// Runs until the second scenario has begun, and ends it there.
  private func interrupted(in folder: URL, on phone: FakePhone) async throws -> URL {
    let request = Rehearsing.request(scenarios, repetitions: 2, in: folder)
    let (begun, signal) = AsyncStream<Void>.makeStream()
    let session = RunSession(
      request, on: FakeConnection(phone: phone),
      observe: { if case .scenarioBegan("t/two", 1) = $0 { signal.yield() } })
    let task = Task { try await session.run() }
    for await _ in begun { break }
    task.cancel()
    let result = try await task.value
    #expect(result.state == .interrupted)
    return result.folder
  }

  private func withRun(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sandprobe-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(try await interrupted(in: folder, on: FakePhone(.init(hangingSteps: []))))
  }

  @Test(
    "what was done is not repeated, what was begun is, under another name on the phone",
    arguments: [true, false])
  func resumes(isSamePhone: Bool) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sandprobe-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let first = FakePhone()
    let run = try await interrupted(in: folder, on: first)
    let before = try read(run)
    let resumption = try Resumption(of: before, in: run)
    #expect(resumption.total == 4 && resumption.remaining == 2)
    let phone = isSamePhone ? first : FakePhone()
    let already = await phone.orders.count
    let request = RunRequest(resuming: resumption, tool: "sandprobe later", limits: Rehearsing.limits)
    let result = try await RunSession(request, on: FakeConnection(phone: phone)).run()
    #expect(result.state == .finished)
    #expect(await phone.orders.dropFirst(already).map(\.bundle) == ["probe.b", "probe.b"])
    let after = try read(run)
    #expect(after.manifest.id == before.manifest.id && after.manifest.key == before.manifest.key)
    #expect(after.problems == [] && after.alterations == [:])
    #expect(after.host.starts(with: before.host))
    #expect(after.host.count { $0.kind == .runResumed } == 1)
    let journals = after.journals.filter { $0.key.contains("+2") }
    #expect(
      journals.keys.sorted() == [
        "conductor+2.jsonl", "t.two-1-b+2.jsonl", "t.two-2-b+2.jsonl",
      ])
    for (name, bytes) in before.journals { #expect(after.journals[name] == bytes) }
    for bytes in journals.values {
      for line in bytes.split(separator: UInt8(ascii: "\n")) {
        let event = try JournalLine.decode(String(decoding: line, as: UTF8.self), key: after.manifest.key)
        #expect(event.run == Session.name(of: after.manifest.id, session: 2))
      }
    }
    #expect(try Resumption(of: after, in: run).remaining == 0)
  }

  @Test("another phone, another state of it and other probes are told by name, and nothing is written")
  func differs() async throws {
    try await withRun { run in
      let before = try Data(contentsOf: run.appendingPathComponent("run.json"))
      let resumption = try Resumption(of: try read(run), in: run)
      var connection = FakeConnection(phone: FakePhone())
      connection.applications[0].version = "2"
      connection.applications[1].entitlements = ["e": true]
      let request = RunRequest(resuming: resumption, tool: "sandprobe later", limits: Rehearsing.limits)
      await #expect(
        throws: ResumeError.differs([
          "A was version 1 and is now 2", "B has another bundle, entitlements or groups now",
        ])
      ) { _ = try await RunSession(request, on: connection).run() }
      connection.applications = Array(connection.applications.dropFirst())
      connection.applications[0].entitlements = [:]
      await #expect(throws: ResumeError.differs(["A was installed and is not any more"])) {
        _ = try await RunSession(request, on: connection).run()
      }
      #expect(try Data(contentsOf: run.appendingPathComponent("run.json")) == before)
    }
  }

  @Test("altered files and lost scenarios are told by name")
  func altered() async throws {
    try await withRun { run in
      let evidence = try read(run)
      var lost = evidence
      lost.scenarios.removeLast()
      #expect(throws: ResumeError.unusableScenarios(["scenarios/t.two.yaml"])) {
        _ = try Resumption(of: lost, in: run)
      }
      try Data("x".utf8).write(to: run.appendingPathComponent("syslog.log"))
      let altered = try read(run)
      #expect(throws: ResumeError.altered(["syslog.log \(Alteration.changed.words)"])) {
        _ = try Resumption(of: altered, in: run)
      }
    }
  }
}
