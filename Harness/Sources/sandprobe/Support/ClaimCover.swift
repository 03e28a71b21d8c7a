import Foundation
import ProbeProtocol
import Scenario
import VirtualPhone

/// What tests a claim: scenarios with the steps that serve it, and the mutants that can make it fail.
struct ClaimCover: Encodable, Hashable {
  struct Test: Encodable, Hashable {
    var scenario: ScenarioID
    var steps: [StepID]
  }

  var claim: ClaimID
  var text: String
  var scenarios: [Test]
  /// Rules of the virtual phone that stand for it, as `--mutate` takes them.
  var mutants: [String]
  /// Whether it is a question: nothing is judged then, and no mutant can make it fail.
  var isQuestion: Bool

  /// Whether something tests it and something could show that the test is one.
  var isWhole: Bool {
    !scenarios.isEmpty && scenarios.allSatisfy { !$0.steps.isEmpty } && (isQuestion || !mutants.isEmpty)
  }

  init(_ claim: Claim, scenarios: [Scenario]) {
    self.claim = claim.id
    text = claim.text
    isQuestion = claim.isExploratory
    self.scenarios = scenarios.filter { $0.claims.contains(claim.id) }.map { scenario in
      Test(
        scenario: scenario.id,
        steps: scenario.steps.filter { step in
          !step.isControl
            && (scenario.kind == .explore || step.expectations.contains { $0.claims.contains(claim.id) })
        }.map(\.id))
    }
    mutants = PolicyRule.all.filter { $0.decidesClaims && $0.claims.contains(claim.id) }.map(\.id)
  }

  /// As a terminal shows it.
  var lines: String {
    let indent = String(repeating: " ", count: 11)
    let head = claim.rawValue.padding(toLength: 9, withPad: " ", startingAt: 0) + text + "\n"
    guard !scenarios.isEmpty else { return head + indent + "no scenario yet\n" }
    let tests = scenarios.map {
      "\(indent)\($0.scenario): \($0.steps.map(\.rawValue).joined(separator: ", "))\n"
    }
    let none = isQuestion ? "none, since nothing is judged" : "none"
    let words = mutants.isEmpty ? none : mutants.joined(separator: ", ")
    return head + tests.joined() + "\(indent)mutants: \(words)\n"
  }
}
