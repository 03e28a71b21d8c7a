package import ProbeProtocol
package import Scenario
package import Verdict
import VirtualPhone

/// A phone, what is carried out on it, and what is true there.
///
/// Unmutated, an act is one scenario. With a rule turned over it is the scenarios that test the rule's claims, together:
/// which of several scenarios of a claim a rule matters to, the table of rules does not say.
package struct Act: Hashable, Sendable, CustomStringConvertible {
  package var profile: String
  package var mutants: [String]
  package var scenarios: [ScenarioID]
  /// What is true of the claims that are looked at.
  package var truth: [ClaimID: Truth]

  /// The act's name: a scenario, or `mutate RULE`.
  package var description: String {
    mutants.isEmpty
      ? scenarios.map(\.rawValue).joined(separator: "+") + (isUsual ? "" : "@\(profile)")
      : mutants.map { "mutate \($0)" }.joined(separator: "+")
  }

  private var isUsual: Bool { profile == PhoneProfile.all.first?.name || scenarios.count == 1 }
}

extension Act {
  /// Every act of the catalogue: each scenario on the phones that it is for, and every rule of policy turned over.
  package static func all(of catalogue: Catalogue) -> [Act] { clean(catalogue) + mutated(catalogue) }

  private static func clean(_ catalogue: Catalogue) -> [Act] {
    catalogue.scenarios.compactMap { scenario in
      let phones = PhoneProfile.all.filter { fits(scenario, $0) }
      // What the first phone does there may be documented of another one alone.
      let documented = phones.first { phone in
        scenario.claims.allSatisfy { Truth(of: $0, profile: phone.name, mutants: []) == .holds }
      }
      return (documented ?? phones.first).map { act([scenario], scenario.claims, $0.name, []) }
    }
  }

  private static func mutated(_ catalogue: Catalogue) -> [Act] {
    PolicyRule.all.filter(\.decidesClaims).compactMap { rule in
      guard let profile = PhoneProfile.all.first(where: { rule.profiles.contains($0.name) }) else {
        return nil
      }
      let scenarios = catalogue.scenarios(testing: rule.claims).filter { fits($0, profile) }
      return scenarios.isEmpty ? nil : act(scenarios, rule.claims, profile.name, [rule.id])
    }
  }

  private static func act(
    _ scenarios: [Scenario], _ claims: [ClaimID], _ profile: String, _ mutants: [String]
  ) -> Act {
    let tested = Set(scenarios.flatMap(\.claims)).intersection(claims)
    return Act(
      profile: profile, mutants: mutants, scenarios: scenarios.map(\.id),
      truth: Dictionary(
        uniqueKeysWithValues: tested.map { ($0, Truth(of: $0, profile: profile, mutants: mutants)) }))
  }

  private static func fits(_ scenario: Scenario, _ profile: PhoneProfile) -> Bool {
    switch scenario.requirements.device {
    case .physical: profile.kind == .physical
    case .simulator: profile.kind == .simulator
    case .any: true
    }
  }
}

/// An act as it was performed.
package struct RecordedAct: Sendable {
  package var act: Act
  package var takes: [RecordedTake]

  /// A take with its verdicts when nothing disturbs it.
  package struct RecordedTake: Sendable {
    package var take: Take
    package var showing: Showing
    package var opinions: [ClaimID: Opinion]
  }
}

/// What a trial says of a claim, and why.
package struct Opinion: Hashable, Sendable {
  package var verdict: Verdict
  /// The rule of the check that left it open, or else of the trial.
  package var rule: String
  package var reason: String
}

extension Take {
  /// What the engine says when it is shown this.
  package func opinions(_ showing: Showing, claims: ClaimCatalogue) -> [ClaimID: Opinion] {
    let evidence = showing.evidence(of: self, claims: claims)
    return Judge.trials(of: scenario.id, repetition: 1, in: evidence).mapValues { trial in
      let open = trial.checks.first { $0.result == .unknown }
      return Opinion(
        verdict: trial.verdict, rule: trial.verdict == .inconclusive ? open?.rule ?? trial.rule : trial.rule,
        reason: trial.reason)
    }
  }
}
