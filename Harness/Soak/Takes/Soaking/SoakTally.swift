package import ProbeProtocol
package import VirtualPhone

/// What a plan of faults came to.
package struct SoakTally: Sendable {
  package var plan: FaultPlan
  /// Verdicts on claims, by what they are beside the truth.
  package var marks: [Mark: Int] = [:]
  /// The same for phones whose rules are all as published.
  package var unmutated: [Mark: Int] = [:]
  /// Rules of the checks that left a claim open, with how often they did.
  package var reasons: [String: Int] = [:]
  /// Takes that had to be judged, since the disturbance changed something.
  package var judged = 0
  package var wrong: [WrongVerdict] = []

  package init(plan: FaultPlan) { self.plan = plan }

  package var total: Int { marks.values.reduce(0, +) }

  /// The share of verdicts that are so, from 0 to 1.
  package func share(_ mark: Mark) -> Double { total == 0 ? 0 : Double(marks[mark] ?? 0) / Double(total) }

  /// The rule that left most claims open.
  package var commonestReason: String? {
    reasons.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  mutating func add(_ result: CaseResult, of act: Act, seed: UInt64) {
    judged += result.judged
    for claim in result.claims {
      marks[claim.mark, default: 0] += 1
      if act.mutants.isEmpty { unmutated[claim.mark, default: 0] += 1 }
      switch claim.mark {
      case .right: continue
      case .inconclusive: reasons[claim.opinion.rule, default: 0] += 1
      case .wrong:
        wrong.append(
          WrongVerdict(
            act: act.description, plan: plan.text, seed: seed, claim: claim.claim, opinion: claim.opinion))
      }
    }
  }

  mutating func add(_ other: SoakTally) {
    marks.merge(other.marks, uniquingKeysWith: +)
    unmutated.merge(other.unmutated, uniquingKeysWith: +)
    reasons.merge(other.reasons, uniquingKeysWith: +)
    judged += other.judged
    wrong += other.wrong
  }
}

/// A verdict that is not the truth, with what makes it again.
package struct WrongVerdict: Hashable, Sendable {
  package var act: String
  package var plan: String
  package var seed: UInt64
  package var claim: ClaimID
  package var opinion: Opinion

  /// What `soak --reproduce` takes.
  package var name: String { "\(act);\(plan);\(seed)" }
}
