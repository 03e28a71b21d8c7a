import Foundation
import ProbeProtocol
import Scenario
import Testing

@Suite("The plan of a run") struct RunPlanTests {
  private func scenario(_ id: ScenarioID, isLocking: Bool = false, passcode: Bool? = nil) -> Scenario {
    var steps = [Step(id: "first", actor: "app", action: "app.state")]
    if isLocking { steps.append(Step(id: "second", actor: "app", action: "app.state", moment: .locked)) }
    return Scenario(
      id: id, claims: [], title: "", requirements: Requirements(passcode: passcode),
      actors: [.init(actor: "app", probe: "IsolatedA")], steps: steps, file: "",
      digest: ContentDigest(of: Data()))
  }

  private var four: [Scenario] {
    [
      scenario("t/a"), scenario("t/b", isLocking: true, passcode: true), scenario("t/c"),
      scenario("t/d", isLocking: true),
    ]
  }

  private func one(_ id: ScenarioID, _ repetition: Int = 1) -> RunPlan.Performance {
    RunPlan.Performance(scenario: id, repetition: repetition)
  }

  @Test("what needs the lock comes last and together; the rest keeps its order")
  func order() {
    let plan = RunPlan(scenarios: four, repetitions: 1)
    #expect(plan.turns == [.alone(one("t/a")), .alone(one("t/c")), .locked([one("t/b"), one("t/d")])])
    #expect(RunPlan(scenarios: [scenario("t/a")], repetitions: 1).turns == [.alone(one("t/a"))])
    #expect(RunPlan(scenarios: [], repetitions: 1).turns.isEmpty)
  }

  @Test("every performance is in the plan once, and each repetition locks anew", arguments: [0, 1, 3])
  func repetitions(_ times: Int) {
    let plan = RunPlan(scenarios: four, repetitions: times)
    let all = plan.turns.flatMap(\.performances)
    #expect(Set(all).count == all.count)
    #expect(all.count == 4 * max(1, times))
    let locks = plan.turns.count { if case .locked = $0 { true } else { false } }
    #expect(locks == max(1, times))
  }

  @Test("what is done is left out, and a turn of which nothing is left")
  func rest() {
    let plan = RunPlan(scenarios: four, repetitions: 1)
    #expect(
      plan.without { ["t/a", "t/b"].contains($0.scenario) }.turns == [
        .alone(one("t/c")), .locked([one("t/d")]),
      ])
    #expect(plan.without { _ in true }.turns.isEmpty)
  }

  @Test("needs: the lock and a passcode call for a person who types it")
  func needs() {
    #expect(four.map(\.needs) == [[], [.lock, .passcode, .person], [], [.lock, .person]])
    #expect(scenario("t/e", isLocking: true, passcode: false).needs == [.lock, .noPasscode])
  }

  @Test("locking together costs one wait")
  func estimate() {
    let estimate = PlanEstimate(grace: 250, lockWait: 12_000)
    func time(_ scenarios: [Scenario]) -> Int {
      RunPlan(scenarios: scenarios, repetitions: 1).turns.reduce(0) {
        $0 + estimate.time(of: $1, scenarios: scenarios)
      }
    }
    let locking = four.filter(\.needsLock)
    #expect(time(locking) + 12_000 <= locking.reduce(0) { $0 + time([$1]) })
    #expect(time(locking) > 12_000)
  }
}
