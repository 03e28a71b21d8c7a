import Foundation
import ProbeProtocol
import Runner
import Scenario
import Testing
import Verdict
import VirtualPhone

@Suite("Scenarios on a locked phone", .timeLimit(.minutes(10)))
struct CatalogueLockTests {
  private static let names = ["data-protection/*"]

  private func locking() throws -> [Scenario] {
    try CatalogueFiles.committed.get().scenarios(Self.names).filter(\.needsLock)
  }

  @Test("the phone is locked once for all of them, and each is judged by its own evidence")
  func once() async throws {
    let run = try await CatalogueRun.of(try locking())
    #expect(run.result.state == .finished)
    #expect(run.kinds(.phoneLocked).count == 1)
    #expect(run.kinds(.phoneUnlocked).count == 1)
    #expect(run.claims(.pass) == ["DP-01", "DP-08", "DP-09", "DP-10", "DP-11"])
    let locked = try #require(run.kinds(.phoneLocked).first).sequence
    let unlocked = try #require(run.kinds(.phoneUnlocked).first).sequence
    let scenarios = try locking()
    for record in run.evidence.host where record.kind == .stepEnded || record.kind == .hostStep {
      let step = scenarios.first { $0.id == record.scenario }.flatMap { scenario in
        record.step.flatMap { scenario.step($0) }
      }
      let isLocked = (locked..<unlocked).contains(record.sequence)
      #expect((step?.moment == .locked) == isLocked, "\(record)")
    }
    for reading in run.findings.scenarios where reading.verdict != .skipped {
      #expect(reading.steps.allSatisfy { $0.window.tears.isEmpty }, "\(reading.scenario)")
    }
  }

  @Test("without a passcode only what needs none is carried out")
  func withoutPasscode() async throws {
    let run = try await CatalogueRun.of(try locking(), passcode: nil)
    #expect(run.claims(.pass) == ["DP-01"])
    #expect(run.claims(.skipped) == ["DP-08", "DP-09", "DP-10", "DP-11"])
    #expect(run.kinds(.scenarioSkipped).allSatisfy { $0.message == "no passcode is set" })
    #expect(run.kinds(.phoneLocked).count == 1)
  }

  @Test("protection that needs no passcode is noticed with one and without", arguments: ["2580", nil])
  func passcodeRule(passcode: String?) async throws {
    let run = try await CatalogueRun.of(
      try locking().filter { $0.claims.contains("DP-01") }, mutants: ["protection-needs-passcode"],
      passcode: passcode)
    #expect(run.finding("DP-01")?.verdict == .fail, "\(run.findings.findings.map(\.sentence))")
  }

  @Test("a phone that nobody unlocks is asked nothing more, and no claim fails for it")
  func staysLocked() async throws {
    var limits = RunLimits()
    limits.unlocking = .seconds(1)
    let scenarios = try locking().filter { $0.claims.contains("DP-10") }
    let run = try await CatalogueStand.with(isAttended: false) { [limits] stand in
      try await stand.run(scenarios, limits: limits)
    }
    #expect(run.result.state == .finished)
    #expect(run.kinds(.phoneUnlocked).map(\.message) == ["it was not: nobody unlocked the phone"])
    #expect(run.kinds(.stepNotSent).map(\.step) == ["is-unlocked", "copy-after"])
    let finding = try #require(run.finding("DP-10"))
    #expect(finding.verdict == .inconclusive, "\(finding.sentence)")
  }

  @Test(
    "on a phone that cannot be locked nothing of theirs is carried out, with that reason, and they stay open")
  func cannotLock() async throws {
    let connection = FakeConnection(phone: FakePhone())
    let step = Step(id: "act", actor: "a", action: "app.state", moment: .locked)
    let run = try await Rehearsing.run([scenario(steps: [step])], on: connection)
    let left = try #require(run.records(.stepNotSent).first { $0.step == "act" })
    #expect(left.message?.hasPrefix("the phone could not be locked: ") == true, "\(left)")
    #expect(run.records(.scenarioSkipped).isEmpty)
    #expect(run.records(.phoneLocked).isEmpty)
    #expect(run.records(.scenarioEnded).count == 1)
  }
}
