import ProbeProtocol
import Scenario
import Testing

@testable import Verdict

/// Steps that the phone, or an app that died, kept from what the scenario wants of them.
@Suite("What hinders a step")
struct HindranceTests {
  /// One member writes, the other reads what was written; both are asserted.
  private static let relay = Plays.scenario(
    "app-group/member-reads", claims: ["FS-15"],
    actors: [("first", "GroupMemberA"), ("second", "GroupMemberB")],
    steps: [
      Step(
        id: "write", actor: "first", action: "file.write",
        expectations: [Expectation(claims: ["FS-15"], outcome: .ok)]),
      Step(
        id: "read", actor: "second", action: "file.read",
        expectations: [Expectation(claims: ["FS-15"], outcome: .ok)]),
    ])

  private func finding(_ script: [StepID: Stage.Act], _ scenario: Scenario = relay) throws -> Finding {
    let stage = Plays.stage([scenario], script: script)
    return try #require(stage.findings(of: stage.perform()).findings.first)
  }

  private func rules(_ finding: Finding) -> [String] { finding.trials.flatMap(\.checks).map(\.rule) }

  @Test("what a step does not find after one that never ended is no failure of the claim")
  func earlierStepDied() throws {
    let finding = try finding(["write": .init(outcome: nil), "read": .init(outcome: .errno("ENOENT"))])
    #expect(finding.verdict == .inconclusive)
    #expect(rules(finding) == ["no-end-event", "earlier-step-open"])
    let check = try #require(finding.trials.first?.checks.last)
    #expect(check.result == .unknown && check.why.contains("no end of write is known"))
  }

  @Test("what a step finds after one that never began does not make the claim hold either")
  func earlierStepUnasserted() throws {
    var scenario = Self.relay
    scenario.steps[0].expectations = []
    let finding = try finding(["write": .init(began: false), "read": .init()], scenario)
    #expect(finding.verdict == .inconclusive)
    #expect(rules(finding) == ["earlier-step-open"])
  }

  @Test("what was carried out before a step was over that it comes after says nothing of the claim")
  func disorder() throws {
    var stage = Plays.stage([Self.relay], script: ["write": .init(), "read": .init()])
    stage.offsets = ["second": -100]
    let finding = try #require(stage.findings(of: stage.perform()).findings.first)
    #expect(finding.verdict == .inconclusive)
    #expect(rules(finding) == ["outcome-from-journal", "step-out-of-order"])
    let check = try #require(finding.trials.first?.checks.last)
    #expect(check.why == "read began before write had ended, which it comes after")
  }

  @Test("steps that go on together, and those of different apps on a locked phone, have no order")
  func withoutOrder() throws {
    var together = Self.relay
    var locked = Self.relay
    for place in together.steps.indices {
      together.steps[place].together = "race"
      locked.steps[place].moment = .locked
    }
    for scenario in [together, locked] {
      var stage = Plays.stage([scenario], script: ["write": .init(), "read": .init()])
      stage.offsets = ["second": -100]
      #expect(stage.findings(of: stage.perform()).findings.map(\.verdict) == [.pass])
    }
  }

  @Test("a full disk is no decision of a policy, for the step and for those after it", arguments: [0, 1])
  func fullDisk(way: Int) throws {
    let outcome: Outcome =
      way == 0
      ? .errno("ENOSPC") : .error(.init(domain: "NSCocoaErrorDomain", code: 640, message: "no space"))
    let finding = try finding(["write": .init(outcome: outcome), "read": .init(outcome: .errno("ENOENT"))])
    #expect(finding.verdict == .inconclusive)
    #expect(rules(finding) == ["outcome-of-the-environment", "earlier-step-open"])
  }

  @Test("a refusal that only the full disk gives does not meet a refusal that is expected")
  func refusalByTheDisk() throws {
    var scenario = Self.relay
    scenario.steps = [scenario.steps[0]]
    scenario.steps[0].expectations = [Expectation(claims: ["FS-15"], outcome: .refused)]
    #expect(try finding(["write": .init(outcome: .errno("ENOSPC"))], scenario).verdict == .inconclusive)
    #expect(try finding(["write": .init(outcome: .errno("EPERM"))], scenario).verdict == .pass)
    scenario.steps[0].expectations = [Expectation(claims: ["FS-15"], outcome: .errno(["ENOSPC"]))]
    #expect(try finding(["write": .init(outcome: .errno("ENOSPC"))], scenario).verdict == .pass)
  }

  @Test("a step that fails by itself fails the claim, whatever becomes of the steps after it")
  func laterStepDied() throws {
    let finding = try finding(["write": .init(outcome: .errno("EPERM")), "read": .init(outcome: nil)])
    #expect(finding.verdict == .fail)
  }
}
