import ProbeProtocol
import Scenario

/// Judges one performance for one claim.
struct TrialJudge {
  var index: EvidenceIndex
  var performance: Performance
  /// What the log showed during the steps of an exploring scenario; nil while the run goes on.
  var traces: [StepID: StepTrace]?

  /// What the performance says of the claim.
  func trial(of claim: ClaimID) -> Trial {
    if let altered { return made(.inconclusive, .rawFileAltered, altered, checks(for: claim)) }
    if let absent = absentPrecondition { return made(.skipped, .preconditionAbsent, absent, []) }
    let checks = checks(for: claim)
    if isUntouched { return made(.inconclusive, .notCarriedOut, Self.tooEarly, checks) }
    if let reason = notTried { return made(.skipped, .notModelled, reason, checks) }
    return decided(checks)
  }

  /// What became of a raw file that the trial rests on, where something did: such a file proves nothing.
  private var altered: String? {
    let alterations = index.evidence.alterations
    guard !alterations.isEmpty else { return nil }
    let entry = index.evidence.manifest.scenarios.first { $0.id == performance.scenario.id }
    let journals = performance.scenario.actors.map { casting in
      let name = JournalPath.fileName(
        scenario: performance.scenario.id, repetition: performance.repetition, actor: casting.actor)
      return "journals/" + Session.journal(name, session: performance.session.number)
    }
    let files = ["syslog.log", "host.jsonl", "claims.yaml"] + (entry.map { [$0.file] } ?? []) + journals
    return Self.sentence(on: files, alterations)
  }

  /// The first of the files that was altered, in a sentence.
  static func sentence(on files: [String], _ alterations: [String: Alteration]) -> String? {
    for file in files {
      guard let alteration = alterations[file], alteration != .added else { continue }
      return "\(file) \(alteration.words)"
    }
    return nil
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
    if isUnfinished {
      if let harness { return failed(harness, checks) }
      return made(.inconclusive, .unfinished, "the run ended before the scenario did", checks)
    }
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
    if performance.scenario.kind == .explore { return explored(checks) }
    if let unmet = assertions.first(where: { $0.result == .unmet }) {
      return made(.fail, .assertionUnmet, "\(unmet.observed), expected: \(unmet.expected)", checks)
    }
    if let unknown = assertions.first(where: { $0.result == .unknown }) {
      if let harness { return failed(harness, checks) }
      if !wasBegun {
        return made(.inconclusive, .notCarriedOut, Self.tooEarly, checks)
      }
      return made(.inconclusive, .assertionUnknown, reason(unknown), checks)
    }
    guard !assertions.isEmpty else {
      return made(.inconclusive, .nothingAsserted, "no expectation of the scenario serves this claim", checks)
    }
    if assertions.allSatisfy({ $0.rule == Rule.daemonRecordFound.rawValue }) {
      return made(
        .inconclusive, .onlyWords,
        "nothing but the log says so, and any app can log the words of a daemon: \(summary(of: assertions))",
        checks)
    }
    return made(.pass, .allMet, summary(of: assertions), checks)
  }

  /// Nothing is judged: what there is to see stands in the traces.
  private func explored(_ checks: [Check]) -> Trial {
    let windows = performance.scenario.steps.compactMap { step in
      performance.windows[step.id].map { (id: step.id, window: $0) }
    }
    guard windows.contains(where: { $0.window.core != nil }) else {
      return made(
        .inconclusive, .nothingRecorded, "the log shows of no step where it began and ended", checks)
    }
    let count = traces?.count ?? windows.count
    var reason = "nothing is judged; the log of \(count) step\(count == 1 ? "" : "s") is recorded"
    if let traces {
      let all = traces.values.flatMap(\.utterances)
      let extensions = Set(traces.values.flatMap { $0.extensions.map { "\($0.process) \($0.words)" } })
      reason +=
        ": \(Set(all.map(\.process)).count) processes, \(all.count) kinds of messages, "
        + "\(all.count { $0.novelty != .none }) of them not heard before, \(extensions.count) kinds of sandbox extensions"
    }
    let torn = windows.filter { !$0.window.isIntact }.map(\.id.rawValue)
    if !torn.isEmpty {
      reason += "; records may be missing in the windows of \(torn.joined(separator: ", "))"
    }
    return made(.recorded, .traceRecorded, reason, checks)
  }

  private func reason(_ check: Check) -> String { "\(check.expected): \(check.observed); \(check.why)" }

  private func summary(of checks: [Check]) -> String {
    let shown = checks.prefix(3).map(\.observed)
    let rest = checks.count - shown.count
    return shown.joined(separator: "; ") + (rest > 0 ? "; and \(rest) more as expected" : "")
  }

  /// Begun and not ended: whatever it shows so far, the rest of it is missing. A display that looks on while it is being
  /// carried out is told the same.
  private var isUnfinished: Bool {
    wasBegun && !performance.host.contains { $0.kind == .scenarioEnded }
  }

  private static let tooEarly = "the run ended before this scenario"

  /// Neither the host nor any actor shows anything of it.
  private var isUntouched: Bool {
    performance.host.isEmpty
      && performance.ledgers.values.allSatisfy { $0.journal == nil && $0.logged.isEmpty }
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
