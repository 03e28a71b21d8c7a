import ProbeProtocol
import Scenario

/// Judges one performance for one claim.
struct TrialJudge {
  var index: EvidenceIndex
  var performance: Performance

  /// What the performance says of the claim.
  func trial(of claim: ClaimID) -> Trial {
    if let absent = absentPrecondition { return made(.skipped, .preconditionAbsent, absent, []) }
    let checks = checks(for: claim)
    if let reason = notTried { return made(.skipped, .notModelled, reason, checks) }
    return decided(checks)
  }

  private var absentPrecondition: String? {
    performance.host.first { $0.kind == .scenarioSkipped }?.message
      ?? Preconditions.absent(for: performance.scenario, in: index.evidence.manifest)
  }

  /// The checks that serve the claim and those of the controls, in the order of the steps.
  private func checks(for claim: ClaimID) -> [Check] {
    performance.scenario.steps.flatMap { step in
      let maker = CheckMaker(index: index, performance: performance, step: step)
      return step.expectations.filter { step.isControl || $0.claims.contains(claim) }.flatMap(
        maker.checks(of:))
    }
  }

  /// Why a step could not be tried at all, where one could not.
  private var notTried: String? {
    for step in performance.scenario.steps {
      guard case .unsupported(let reason) = performance.outcome(of: step) else { continue }
      return "\(step.id): \(step.action) was not tried: \(reason)"
    }
    return nil
  }

  private func decided(_ checks: [Check]) -> Trial {
    let controls = checks.filter { $0.role == .control }
    let assertions = checks.filter { $0.role == .assertion }
    let harness = performance.host.first { $0.kind == .failed }
    if let control = controls.first(where: { $0.result == .unmet }) {
      return made(
        .inconclusive, .controlUnmet, "the control step \(control.step) did not work: \(control.why)", checks)
    }
    if let control = controls.first(where: { $0.result == .unknown }) {
      if let harness { return failed(harness, checks) }
      return made(
        .inconclusive, .controlUnknown, "the control step \(control.step) is open: \(reason(control))", checks
      )
    }
    if let unmet = assertions.first(where: { $0.result == .unmet }) {
      return made(.fail, .assertionUnmet, "\(unmet.observed), expected: \(unmet.expected)", checks)
    }
    if let unknown = assertions.first(where: { $0.result == .unknown }) {
      if let harness { return failed(harness, checks) }
      if !wasBegun {
        return made(.inconclusive, .notCarriedOut, "the run ended before this scenario", checks)
      }
      return made(.inconclusive, .assertionUnknown, reason(unknown), checks)
    }
    guard !assertions.isEmpty else {
      return made(.inconclusive, .nothingAsserted, "no expectation of the scenario serves this claim", checks)
    }
    return made(.pass, .allMet, summary(of: assertions), checks)
  }

  private func reason(_ check: Check) -> String { "\(check.expected): \(check.observed); \(check.why)" }

  private func summary(of checks: [Check]) -> String {
    let shown = checks.prefix(3).map(\.observed)
    let rest = checks.count - shown.count
    return shown.joined(separator: "; ") + (rest > 0 ? "; and \(rest) more as expected" : "")
  }

  private var wasBegun: Bool { performance.host.contains { $0.kind == .scenarioBegan } }

  private func failed(_ record: HostRecord, _ checks: [Check]) -> Trial {
    made(.error, .harnessFailed, "the harness failed: \(record.message ?? "without a word")", checks)
  }

  private func made(_ verdict: Verdict, _ rule: Rule, _ reason: String, _ checks: [Check]) -> Trial {
    Trial(
      scenario: performance.scenario.id, repetition: performance.repetition, verdict: verdict, reason: reason,
      rule: rule.rawValue, checks: checks)
  }
}
