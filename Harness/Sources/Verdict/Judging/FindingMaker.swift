import ProbeProtocol
import Scenario

/// Joins the trials of a claim into its finding.
struct FindingMaker {
  /// The finding of a claim from all its trials.
  static func finding(of claim: Claim, trials: [Trial]) -> Finding {
    let told = trials.filter { $0.verdict != .skipped }
    let verdict: Verdict
    var isUnstable = false
    if told.isEmpty {
      verdict = .skipped
    } else {
      let byScenario = Dictionary(grouping: told, by: \.scenario)
      let parts = byScenario.keys.sorted().map { joined(repetitions: (byScenario[$0] ?? []).map(\.verdict)) }
      isUnstable = parts.contains(where: \.isUnstable)
      verdict = worst(of: parts.map(\.verdict))
    }
    var tally = Dictionary(uniqueKeysWithValues: Verdict.allCases.map { ($0.rawValue, 0) })
    for trial in trials { tally[trial.verdict.rawValue, default: 0] += 1 }
    return Finding(
      claim: claim.id, topic: claim.topic, text: claim.text,
      source: Finding.Source(
        id: claim.source.id, title: claim.source.title, device: claim.source.device,
        version: claim.source.version),
      verdict: verdict,
      sentence: sentence(claim.id, verdict, isUnstable: isUnstable, trials: trials, told: told),
      isUnstable: isUnstable, tally: tally, trials: trials)
  }

  /// Repetitions that disagree are never averaged: they leave the scenario inconclusive and marked unstable.
  private static func joined(repetitions verdicts: [Verdict]) -> (verdict: Verdict, isUnstable: Bool) {
    guard let first = verdicts.first else { return (.skipped, false) }
    if verdicts.allSatisfy({ $0 == first }) { return (first, false) }
    let opinions = Set(verdicts)
    if opinions.contains(.pass), opinions.contains(.fail) { return (.inconclusive, true) }
    return (worst(of: verdicts.filter { $0 != .pass }), true)
  }

  /// The verdict of several scenarios that test one claim: the claim holds only where all of them say so.
  static func worst(of verdicts: [Verdict]) -> Verdict {
    let order: [Verdict] = [.fail, .error, .inconclusive, .pass, .recorded, .skipped]
    return order.first { verdicts.contains($0) } ?? .skipped
  }

  private static func sentence(
    _ claim: ClaimID, _ verdict: Verdict, isUnstable: Bool, trials: [Trial], told: [Trial]
  ) -> String {
    let decisive = trials.first { $0.verdict == verdict } ?? told.first ?? trials.first
    let reason = decisive?.reason ?? "no scenario tests it"
    if isUnstable {
      let counts = Verdict.allCases.compactMap { kind in
        let count = told.count { $0.verdict == kind }
        return count == 0 ? nil : "\(count) \(kind.rawValue)"
      }
      return
        "\(claim) \(verdict.verb): unstable, its repetitions disagree (\(counts.joined(separator: ", "))); \(reason)"
    }
    return "\(claim) \(verdict.verb): \(reason)"
  }
}
