import ProbeProtocol
import Verdict

/// What a finding that decides rests on, in short: each thing once, in the order of the steps.
struct Sighting: Hashable {
  /// Whose words it is seen by.
  enum Witness: Hashable {
    /// What an actor or the host reported.
    case words(String)
    /// What the system logged.
    case record(Citation)
  }

  var step: StepID
  var witness: Witness

  /// Of the checks that count for the claim: those that were met, or where it fails, those that were not.
  static func list(_ finding: Finding) -> [Sighting] {
    let wanted: Check.Result = finding.verdict == .fail ? .unmet : .met
    return finding.trials.filter { $0.verdict == finding.verdict }.flatMap { trial in
      let checks = trial.checks.filter { $0.role == .assertion && $0.result == wanted }
      return checks.filter { !isToldByOthers($0, among: checks) }.map(sighting)
    }
    .distinct
  }

  /// That a step ended well is told by what else was seen of it.
  private static func isToldByOthers(_ check: Check, among checks: [Check]) -> Bool {
    check.observed.hasSuffix(" ended with ok")
      && checks.contains { $0.step == check.step && $0 != check && !$0.observed.hasSuffix(" ended with ok") }
  }

  private static func sighting(_ check: Check) -> Sighting {
    guard let record = check.evidence.first(where: { $0.kind == .record }) else {
      return Sighting(step: check.step, witness: .words(check.observed))
    }
    return Sighting(step: check.step, witness: .record(record))
  }
}
