import Device
import Foundation
import ProbeProtocol
import RunFolder
import Runner
import Scenario
import Testing
import Verdict

@Suite("Runs against a phone in memory", .timeLimit(.minutes(10)))
struct RunTests {
  private let two = [
    Step(
      id: "locate", actor: "a", action: "group.locate", arguments: ["group": "${groups.shared}"],
      saves: ["container": "group"]),
    Step(id: "intrude", actor: "b", action: "dir.open", arguments: ["path": "${container}/x"]),
    Step(id: "again", actor: "a", action: "dir.open", arguments: ["path": "${probes.B.bundle}"]),
  ]

  @Test("a run leaves its records in the order in which things happened")
  func order() async throws {
    let phone = FakePhone()
    let run = try await Rehearsing.run([scenario(steps: two)], on: FakeConnection(phone: phone))
    #expect(run.result.state == .finished)
    #expect(
      run.kinds == [
        .runBegan, .captureStarted, .canariesSent, .scenarioBegan,
        .orderSent, .stepEnded, .fenceSent, .orderSent, .stepEnded, .fenceSent, .orderSent, .stepEnded,
        .fenceSent,
        .journalPulled, .journalPulled, .canariesSent, .scenarioEnded, .journalPulled, .runEnded,
      ])
    #expect(run.records(.orderSent).map(\.step) == ["locate", "intrude", "again"])
    #expect(await phone.terminated == ["probe.a", "probe.b"])
    #expect(await phone.openCaptures == 0)
  }

  @Test("variables of results, groups, probes are replaced; an app is launched first and then given more")
  func variables() async throws {
    let phone = FakePhone()
    let run = try await Rehearsing.run([scenario(steps: two)], on: FakeConnection(phone: phone))
    let sent = run.records(.orderSent).map { $0.data?["path"] ?? $0.data?["group"] }
    #expect(sent == ["group.x", "group.x/x", "probe.b"])
    #expect(await phone.orders.map(\.delivery) == [.launch, .launch, .deliver])
    #expect(await phone.orders.map(\.bundle) == ["probe.a", "probe.b", "probe.a"])
  }

  @Test("the manifest says which phone, probes and channel it was, and that it was a rehearsal")
  func manifest() async throws {
    let run = try await Rehearsing.run([], on: FakeConnection(phone: FakePhone()))
    let manifest = run.evidence.manifest
    #expect(manifest.device.productType == "iPhone10,3")
    #expect(manifest.device.kind == .physical)
    #expect(manifest.probes.map(\.probe) == ["A", "B"])
    #expect(manifest.rehearsal == Rehearsal(profile: "fake", mutants: ["m"], faults: [], seed: 3))
    #expect(manifest.channel.service == "syslog_relay")
    #expect(run.result.folder.lastPathComponent.hasSuffix("-iPhone10,3-15.2-55667a"))
  }

  @Test("journals are pulled whole, with their digests, the Conductor's last")
  func journals() async throws {
    let run = try await Rehearsing.run([scenario(steps: two)], on: FakeConnection(phone: FakePhone()))
    #expect(run.evidence.journals.keys.sorted() == ["conductor.jsonl", "t.one-1-a.jsonl", "t.one-1-b.jsonl"])
    for record in run.records(.journalPulled) {
      let file = try #require(record.data?["file"]?.stringValue?.split(separator: "/").last)
      let bytes = try #require(run.evidence.journals[String(file)])
      #expect(record.data?["sha256"]?.stringValue == ContentDigest(of: bytes).rawValue)
      #expect(record.data?["size"]?.intValue == bytes.count)
    }
  }

  @Test("each repetition is a performance of its own")
  func repetitions() async throws {
    let run = try await Rehearsing.run(
      [scenario(steps: two)], on: FakeConnection(phone: FakePhone()), repetitions: 2)
    #expect(run.records(.scenarioBegan).map(\.repetition) == [1, 2])
    #expect(run.evidence.journals["t.one-2-a.jsonl"] != nil)
  }

  @Test("steps with one label are under way at once")
  func together() async throws {
    let racing = ["a", "b"].map {
      Step(id: StepID("race-\($0)"), actor: ActorName($0), action: "counter.race", together: "race")
    }
    let phone = FakePhone()
    let run = try await Rehearsing.run([scenario(steps: racing)], on: FakeConnection(phone: phone))
    #expect(run.records(.stepEnded).count == 2)
    #expect(await phone.mostAtOnce == 2)
    let alone = FakePhone()
    _ = try await Rehearsing.run([scenario(steps: two)], on: FakeConnection(phone: alone))
    #expect(await alone.mostAtOnce == 1)
  }

  @Test(
    "what a scenario needs and this phone lacks skips it with the reason",
    arguments: [
      (Requirements(device: .simulator), "it is about the Simulator and this is a physical device"),
      (Requirements(minimumVersion: OSVersion("16")), "it needs iOS 16, this is 15.2"),
      (Requirements(entitlements: ["b": ["e"]]), "B as installed lacks the entitlement e"),
      (Requirements(absentEntitlements: ["a": ["e"]]), "A as installed has the entitlement e"),
    ])
  func preconditions(needs: Requirements, reason: String) async throws {
    let run = try await Rehearsing.run(
      [scenario(needs, steps: two)], on: FakeConnection(phone: FakePhone()))
    #expect(run.records(.scenarioSkipped).map(\.message) == [reason])
    #expect(run.records(.orderSent).isEmpty)
  }

  @Test("a scenario that reinstalls an app is skipped without its package and carried out with it")
  func packages() async throws {
    let steps = [
      two[0], Step(id: "new", actor: .host, action: "app.reinstall", arguments: ["probe": "A"]), two[2],
    ]
    let needy = scenario(Requirements(needsPackages: true), steps: steps)
    let skipped = try await Rehearsing.run([needy], on: FakeConnection(phone: FakePhone()))
    #expect(skipped.records(.scenarioSkipped).map(\.message) == ["no installable package of A is at hand"])
    let phone = FakePhone()
    let carriedOut = try await Rehearsing.run(
      [needy], on: FakeConnection(phone: phone, packages: ["A": URL(fileURLWithPath: "/a.ipa")]))
    #expect(carriedOut.records(.hostStep).map(\.outcome) == [.ok])
    #expect(await phone.orders.map(\.delivery) == [.launch, .launch])
  }

  @Test("an app that was ended is launched anew, and time passes when a scenario says so")
  func endedApp() async throws {
    let steps = [
      Step(id: "one", actor: "a", action: "identity.read"),
      Step(id: "end", actor: .host, action: "app.end", arguments: ["probe": "A"]),
      Step(id: "wait", actor: .host, action: "time.wait", arguments: ["milliseconds": 20]),
      Step(id: "two", actor: "a", action: "identity.read"),
    ]
    let phone = FakePhone()
    let run = try await Rehearsing.run([scenario(steps: steps)], on: FakeConnection(phone: phone))
    #expect(await phone.orders.map(\.delivery) == [.launch, .launch])
    #expect(run.records(.hostStep).map(\.outcome) == [.ok, .ok])
    #expect(run.records(.hostStep).last?.data == ["waited": 20])
    #expect(PlanEstimate.waiting(60_000, isRehearsal: true) == 1_000)
    #expect(PlanEstimate.waiting(-1, isRehearsal: false) == 0)
  }
}

private func scenario(_ requirements: Requirements, steps: [Step]) -> Scenario {
  scenario("t/one", requirements, steps: steps)
}
