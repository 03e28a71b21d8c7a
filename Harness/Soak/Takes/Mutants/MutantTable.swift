package import ProbeProtocol
import Verdict
import VirtualPhone

/// The mutation score of the catalogue: which claims notice which broken rule.
package struct MutantTable: Hashable, Sendable {
  /// In the order of the rules, for each rule in the order of the profiles.
  package var scores: [MutantScore]
  /// Claims that have a scenario, in their order.
  package var tested: [ClaimID]

  package init(scores: [MutantScore], tested: [ClaimID]) {
    self.scores = scores
    self.tested = tested
  }

  /// The mutants that make a claim fail.
  package func mutants(of claim: ClaimID) -> [String] {
    var seen: Set<String> = []
    return scores.filter { $0.failing.contains(claim) && seen.insert($0.rule).inserted }.map(\.rule)
  }

  /// Whether a mutant takes away what the log alone says of a claim.
  private func isLeftOpen(_ claim: ClaimID) -> Bool { scores.contains { $0.left.contains(claim) } }

  /// What is wanting, in sentences; empty where every rule has a mutant, every mutant makes a claim fail, and every claim
  /// that has a scenario is failed by a mutant.
  package var complaints: [String] {
    let rules = PolicyRule.all.filter(\.decidesClaims).map(\.id)
    let idle = rules.filter { rule in
      let own = scores.filter { $0.rule == rule }
      return !own.isEmpty && own.allSatisfy { $0.failing.isEmpty && $0.left.isEmpty }
    }
    let known = Set(scores.map(\.rule))
    return rules.filter { !known.contains($0) }.map {
      "the rule '\($0)' has no mutant: it decides nothing in any profile"
    }
      + idle.map { "nothing notices the mutant '\($0)': no claim of the rule fails" }
      + tested.filter { mutants(of: $0).isEmpty && !isLeftOpen($0) }.map {
        "\($0) is failed by no mutant: its scenarios test nothing"
      }
      + scores.filter { !$0.astray.isEmpty }.map {
        "'\($0.rule)' (\($0.profile)) makes \($0.astray.map(\.rawValue).joined(separator: " ")) fail, whose rules are followed"
      }
  }

  /// The score by rule and by claim.
  package var text: String {
    let width = scores.map(\.rule.count).max() ?? 0
    let profile = scores.map(\.profile.count).max() ?? 0
    let rules = scores.map { score in
      let failing = score.failing.map(\.rawValue).joined(separator: " ")
      let rest = Self.rest(score).map { "\n" + String(repeating: " ", count: width + profile + 4) + $0 }
        .joined()
      return "\(padded(score.rule, width))  \(padded(score.profile, profile))  "
        + "\(padded(failing.isEmpty ? "none" : failing, 14))  not: \(score.summary)\(rest)"
    }
    let claims = tested.map { "\(padded($0.rawValue, 8))  \(mutants(of: $0).joined(separator: " "))" }
    let caught = Set(scores.filter { !$0.failing.isEmpty || !$0.left.isEmpty }.map(\.rule)).count
    return
      (["rule, profile, claims that fail with it turned over, what then does not hold"] + rules
      + ["", "claim, mutants that make it fail"] + claims
      + [
        "",
        "\(caught) of \(Set(scores.map(\.rule)).count) mutants make a claim of theirs fail, or leave open what a daemon would have said",
      ]
      + complaints.map { "error: \($0)" }).joined(separator: "\n") + "\n"
  }

  private static func rest(_ score: MutantScore) -> [String] {
    (score.left.isEmpty ? [] : ["left open: " + score.left.map(\.rawValue).joined(separator: " ")])
      + (score.unmoved.isEmpty
        ? [] : ["still holds: " + score.unmoved.map(\.rawValue).joined(separator: " ")])
      + score.others.map { "\($0.claim) \($0.published.rawValue) → \($0.mutated.rawValue)" }
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
