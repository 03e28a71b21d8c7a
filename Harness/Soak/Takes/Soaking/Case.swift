import Foundation
package import ProbeProtocol
package import Scenario
import Verdict
package import VirtualPhone

/// One act, disturbed once, beside the truth.
package struct CaseResult: Sendable {
  package struct Claim: Sendable {
    package var claim: ClaimID
    package var mark: Mark
    package var opinion: Opinion
  }

  package var claims: [Claim]
  /// How many takes had to be judged.
  package var judged: Int
}

/// What was said of an act's showings so far. Verdicts are a pure function of what is shown, so that the same bytes at
/// the same places need to be judged once, whichever plan and seed they come from.
package struct JudgedShowings: Sendable {
  private struct Key: Hashable {
    var take: Int
    var showing: ContentDigest
  }

  private var known: [Key: [ClaimID: Opinion]] = [:]

  package init() {}

  /// What is known of a showing, or else what `judge` says.
  mutating func opinions(
    on showing: Showing, ofTake take: Int, _ judge: () -> [ClaimID: Opinion]
  ) -> (opinions: [ClaimID: Opinion], isNew: Bool) {
    let key = Key(take: take, showing: showing.digest)
    if let opinions = known[key] { return (opinions, false) }
    let opinions = judge()
    known[key] = opinions
    return (opinions, true)
  }
}

extension RecordedAct {
  /// Shows the act through the plan's faults of log and channel, and judges it.
  package func result(of plan: FaultPlan, seed: UInt64, claims: ClaimCatalogue) -> CaseResult {
    var judged = JudgedShowings()
    return result(of: plan, seed: seed, claims: claims, known: &judged)
  }

  /// The same.
  /// - Parameter known: what was said of other showings of this very act.
  package func result(
    of plan: FaultPlan, seed: UInt64, claims: ClaimCatalogue, known: inout JudgedShowings
  ) -> CaseResult {
    var opinions: [ClaimID: [Opinion]] = [:]
    var judged = 0
    for (index, recorded) in takes.enumerated() {
      var found = recorded.opinions
      let showing = recorded.take.shown(through: plan, seed: Self.seed(seed, ofTake: index))
      if showing.sizes != recorded.showing.sizes || showing.log != recorded.showing.log {
        let said = known.opinions(on: showing, ofTake: index) {
          recorded.take.opinions(showing, claims: claims)
        }
        found = said.opinions
        if said.isNew { judged += 1 }
      }
      for (claim, opinion) in found { opinions[claim, default: []].append(opinion) }
    }
    return CaseResult(
      claims: act.truth.keys.sorted().compactMap { claim in
        guard let truth = act.truth[claim], let opinion = Self.joined(opinions[claim] ?? []) else {
          return nil
        }
        return CaseResult.Claim(claim: claim, mark: truth.mark(of: opinion.verdict), opinion: opinion)
      }, judged: judged)
  }

  /// Takes of one act are disturbed independently of one another.
  static func seed(_ seed: UInt64, ofTake index: Int) -> UInt64 { seed &+ UInt64(index) &* 0x9E37_79B9 }

  /// A claim holds only where every scenario that was not skipped says so.
  private static func joined(_ opinions: [Opinion]) -> Opinion? {
    let order: [Verdict] = [.fail, .error, .inconclusive, .pass, .recorded, .skipped]
    return order.lazy.compactMap { verdict in opinions.first { $0.verdict == verdict } }.first
  }
}
