import ProbeProtocol
import Scenario
import Verdict
import VirtualPhone

/// Carries the catalogue out with each rule turned over.
package struct MutantRun: Sendable {
  /// How much is carried out.
  package enum Scope: Sendable {
    /// The scenarios of the rule's own claims, in the first profile that follows it.
    case own
    /// Every scenario in every profile, and once with no rule turned over: what a mutant does to the claims of other
    /// rules is seen as well.
    case whole
  }

  let catalogue: Catalogue
  let scope: Scope

  package init(catalogue: Catalogue, scope: Scope) {
    self.catalogue = catalogue
    self.scope = scope
  }

  /// - Parameter tell: is told which profile's phones come next.
  package func table(tell: @Sendable (String) -> Void = { _ in }) async throws -> MutantTable {
    var scores: [(rule: Int, score: MutantScore)] = []
    for profile in PhoneProfile.all {
      tell(profile.name)
      let rules = Self.rules.enumerated().filter { decides($0.element, in: profile) }
      let acts = rules.map { act(profile, $0.element) } + (scope == .whole ? [act(profile, nil)] : [])
      // A pool of its own: a recorded act is known by its rule and not by its profile.
      let recorded = try await TakePool(catalogue: catalogue).acts(acts, under: FaultPlan(), variant: 0)
      let published = scope == .whole ? recorded.last?.verdicts ?? [:] : [:]
      for ((index, rule), recorded) in zip(rules, recorded) {
        let score = MutantScore(
          rule, profile: profile.name, published: published, mutated: recorded.verdicts)
        scores.append((index, score))
      }
    }
    // Equal rules stay in the order of the profiles.
    let order = scores.enumerated().sorted {
      ($0.element.rule, $0.offset) < ($1.element.rule, $1.offset)
    }
    return MutantTable(scores: order.map(\.element.score), tested: tested)
  }

  private static let rules = PolicyRule.all.filter(\.decidesClaims)

  private func decides(_ rule: PolicyRule, in profile: PhoneProfile) -> Bool {
    scope == .own ? rule.profiles.first == profile.name : rule.profiles.contains(profile.name)
  }

  private func act(_ profile: PhoneProfile, _ rule: PolicyRule?) -> Act {
    let scenarios = scope == .own ? catalogue.scenarios(testing: rule?.claims ?? []) : catalogue.scenarios
    return Act(
      profile: profile.name, mutants: rule.map { [$0.id] } ?? [], scenarios: scenarios.map(\.id), truth: [:])
  }

  private var tested: [ClaimID] {
    let claims = Set(catalogue.scenarios.flatMap(\.claims))
    // No mutant makes a question fail.
    return catalogue.claims.claims.filter { !$0.isExploratory }.map(\.id).filter { claims.contains($0) }
  }
}

extension RecordedAct {
  /// What each claim comes to: the worst that a scenario says.
  fileprivate var verdicts: [ClaimID: Verdict] {
    let order: [Verdict] = [.fail, .error, .inconclusive, .pass, .recorded, .skipped]
    return takes.reduce(into: [:]) { verdicts, take in
      for (claim, opinion) in take.opinions {
        let known = verdicts[claim] ?? .skipped
        verdicts[claim] = order.first { $0 == known || $0 == opinion.verdict } ?? known
      }
    }
  }
}
