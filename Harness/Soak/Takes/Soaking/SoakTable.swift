package import ProbeProtocol
import Verdict
import VirtualPhone

/// What a soak came to, as text and as JSON.
package struct SoakTable: Sendable {
  package var tallies: [SoakTally]
  package var seeds: Int
  package var workers: Int
  package var seconds: Double

  package init(tallies: [SoakTally], seeds: Int, workers: Int, seconds: Double) {
    self.tallies = tallies
    self.seeds = seeds
    self.workers = workers
    self.seconds = seconds
  }

  /// How many of the pairs are shown where not all are asked for.
  private static let worst = 12

  private var none: [SoakTally] { tallies.filter { $0.plan.isEmpty } }
  private var single: [SoakTally] { tallies.filter { $0.plan.specs.count == 1 } }
  private var pairs: [SoakTally] { tallies.filter { $0.plan.specs.count > 1 } }
  package var wrong: [WrongVerdict] { tallies.flatMap(\.wrong) }

  /// Verdicts left open although nothing was disturbed and every rule is as published: there must be none.
  package var openWithoutFaults: Int { none.reduce(0) { $0 + ($1.unmutated[.inconclusive] ?? 0) } }

  /// The table for people.
  /// - Parameter allPairs: every pair, or else those that leave most open.
  package func text(allPairs: Bool) -> String {
    var lines = [Self.head]
    for tally in none { lines += row("no fault", tally) }
    lines += single.flatMap { row($0.plan.text, $0) }
    if !pairs.isEmpty {
      let ranked = pairs.sorted {
        ($0.wrong.count, $0.share(.inconclusive)) > ($1.wrong.count, $1.share(.inconclusive))
      }
      let shown = allPairs ? pairs : Array(ranked.prefix(Self.worst))
      lines += ["", allPairs ? "Pairs of faults" : "The pairs that leave most open, of \(pairs.count)"]
      lines += shown.flatMap { row($0.plan.text, $0) }
      lines += [""] + row("all pairs", sum(pairs))
    }
    lines += ["", summary]
    for wrong in wrong.prefix(40) {
      lines.append("wrong: \(wrong.claim) \(wrong.opinion.verdict.rawValue): \(wrong.opinion.reason)")
      lines.append("  soak --reproduce '\(wrong.name)'")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private var summary: String {
    let all = sum(tallies)
    return
      "\(all.total) verdicts from \(tallies.count) plans with \(seeds) seeds, \(all.judged) logs judged, "
      + "\(workers) at once, \(Int(seconds.rounded())) s: \(wrong.count) wrong, "
      + "\(openWithoutFaults) inconclusive without a fault"
  }

  private static let head =
    padded("fault", 34) + left("right", 9) + left("inconclusive", 22) + left("wrong", 8)
    + "  why most are left open"

  private func row(_ name: String, _ tally: SoakTally) -> [String] {
    let open = tally.marks[.inconclusive] ?? 0
    let share = Int((tally.share(.inconclusive) * 1_000).rounded())
    let cells =
      Self.padded(name, 34) + Self.left("\(tally.marks[.right] ?? 0)", 9)
      + Self.left("\(open)", 12) + Self.left("\(share / 10).\(share % 10) %", 10)
      + Self.left("\(tally.wrong.count)", 8)
    return [cells + (tally.commonestReason.map { "  \($0)" } ?? "")]
  }

  private func sum(_ tallies: [SoakTally]) -> SoakTally {
    tallies.reduce(into: SoakTally(plan: FaultPlan())) { $0.add($1) }
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private static func left(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }

  /// The same for programs. `wrong` has what reproduces each.
  package var json: JSONValue {
    let rows = tallies.map { tally -> JSONValue in
      [
        "plan": .string(tally.plan.text), "right": .int(tally.marks[.right] ?? 0),
        "inconclusive": .int(tally.marks[.inconclusive] ?? 0), "wrong": .int(tally.wrong.count),
        "judged": .int(tally.judged),
        "unmutated": .object(
          Dictionary(
            uniqueKeysWithValues: Mark.allCases.map { ($0.rawValue, .int(tally.unmutated[$0] ?? 0)) })),
        "reasons": .object(tally.reasons.mapValues { .int($0) }),
      ]
    }
    let failures = wrong.map { wrong -> JSONValue in
      [
        "case": .string(wrong.name), "claim": .string(wrong.claim.rawValue),
        "verdict": .string(wrong.opinion.verdict.rawValue), "reason": .string(wrong.opinion.reason),
      ]
    }
    return [
      "seeds": .int(seeds), "workers": .int(workers), "seconds": .double((seconds * 10).rounded() / 10),
      "openWithoutFaults": .int(openWithoutFaults), "plans": .array(rows), "wrong": .array(failures),
    ]
  }
}
