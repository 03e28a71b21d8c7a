package import ProbeProtocol
package import Verdict
import VirtualPhone

/// What is true of a claim on a virtual phone, by the table of its rules alone. Neither scenarios nor the engine are
/// asked.
package enum Truth: String, Sendable {
  /// The profile follows the rules that publish the claim.
  case holds
  /// A rule that publishes it is turned over.
  case fails
  /// No rule of the profile has anything to do with it, or it is a question.
  case untested

  package init(of claim: ClaimID, profile: String, mutants: [String]) {
    let rules = PolicyRule.all.filter {
      $0.decidesClaims && $0.claims.contains(claim) && $0.profiles.contains(profile)
    }
    if rules.isEmpty {
      self = .untested
    } else {
      self = rules.contains { mutants.contains($0.id) } ? .fails : .holds
    }
  }

  /// What a verdict is beside the truth.
  package func mark(of verdict: Verdict) -> Mark {
    switch (self, verdict) {
    case (.holds, .pass), (.fails, .fail), (.untested, .skipped), (.untested, .recorded): .right
    case (_, .inconclusive), (_, .error), (.holds, .skipped), (.fails, .skipped): .inconclusive
    default: .wrong
    }
  }
}

/// A verdict beside the truth.
package enum Mark: String, Sendable, CaseIterable {
  case right, inconclusive, wrong
}
