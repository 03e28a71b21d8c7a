public import ProbeProtocol
import Scenario
import Syslog

/// Makes the findings of a run from its evidence.
public enum Judge {
  /// Every finding of the run, with all that a report shows. A pure function: the same evidence gives the same
  /// findings on any machine.
  public static func findings(of evidence: Evidence, tool: String) -> Findings {
    let index = EvidenceIndex(evidence)
    let repetitions = 1...max(1, evidence.manifest.settings.repetitions)
    let performances = evidence.scenarios.flatMap { scenario in
      repetitions.map { index.performance(of: scenario, repetition: $0) }
    }
    var trials: [ClaimID: [Trial]] = [:]
    var readings: [ScenarioReading] = []
    let tracer = TraceMaker(index: index, performances: performances)
    for performance in performances {
      let traces = performance.scenario.kind == .explore ? tracer.traces(of: performance) : [:]
      let judge = TrialJudge(index: index, performance: performance, traces: traces)
      var own: [Trial] = []
      for claim in performance.scenario.claims {
        let trial = judge.trial(of: claim)
        trials[claim, default: []].append(trial)
        own.append(trial)
      }
      readings.append(ScenarioReading(performance, trials: own, traces: traces, index: index))
    }
    for (claim, own) in unreadable(evidence) { trials[claim, default: []] += own }
    let findings = evidence.claims.claims.compactMap { claim in
      trials[claim.id].map { FindingMaker.finding(of: claim, trials: $0) }
    }
    var counts = Dictionary(uniqueKeysWithValues: Verdict.allCases.map { ($0.rawValue, 0) })
    for finding in findings { counts[finding.verdict.rawValue, default: 0] += 1 }
    return Findings(
      tool: tool, run: RunSummary(evidence), channel: ChannelHealth(index), counts: counts,
      findings: findings,
      scenarios: readings, problems: evidence.problems + journalProblems(performances))
  }

  /// What one repetition of a scenario says of its claims so far, for a live display. Final findings come from
  /// ``findings(of:tool:)`` alone.
  public static func trials(of scenario: ScenarioID, repetition: Int, in evidence: Evidence) -> [ClaimID:
    Trial]
  {
    guard let scenario = evidence.scenarios.first(where: { $0.id == scenario }) else { return [:] }
    let index = EvidenceIndex(evidence)
    let judge = TrialJudge(
      index: index, performance: index.performance(of: scenario, repetition: repetition))
    return Dictionary(scenario.claims.map { ($0, judge.trial(of: $0)) }) { first, _ in first }
  }

  /// What can be said of claims whose scenario cannot be used: that they were to be tested.
  private static func unreadable(_ evidence: Evidence) -> [ClaimID: [Trial]] {
    let known = Set(evidence.scenarios.map(\.id))
    var trials: [ClaimID: [Trial]] = [:]
    for entry in evidence.manifest.scenarios where !known.contains(entry.id) {
      let sentence =
        TrialJudge.sentence(on: [entry.file], evidence.alterations) ?? "\(entry.file) cannot be used"
      for claim in entry.claims ?? [] {
        trials[claim, default: []].append(
          Trial(
            scenario: entry.id, repetition: 1, verdict: .inconclusive, reason: sentence,
            rule: Rule.rawFileAltered.rawValue, checks: []))
      }
    }
    return trials
  }

  private static func journalProblems(_ performances: [Performance]) -> [String] {
    performances.flatMap { performance in
      performance.ledgers.keys.sorted().flatMap { performance.ledgers[$0]?.journal?.damages ?? [] }
    }
  }
}

extension RunSummary {
  init(_ evidence: Evidence) {
    let manifest = evidence.manifest
    let set = manifest.scenarios.map { "\($0.id) \($0.digest)\n" }.joined()
    self.init(
      id: manifest.id, parent: manifest.parent, state: manifest.state, started: manifest.started,
      ended: manifest.ended,
      resumed: evidence.host.filter { $0.kind == .runResumed }.map { Moment(milliseconds: $0.time).text },
      device: manifest.device, host: manifest.host, channel: manifest.channel,
      probes: manifest.probes, settings: manifest.settings, rehearsal: manifest.rehearsal,
      logBytes: evidence.log.count, logRecords: evidence.recordCount,
      scenarioSet: ContentDigest(of: Array(set.utf8)))
  }
}

extension ScenarioReading {
  init(
    _ performance: Performance, trials: [Trial], traces: [StepID: StepTrace], index: EvidenceIndex
  ) {
    let scenario = performance.scenario
    let start = performance.ledgers.values
      .flatMap { ($0.journal?.events.map(\.event) ?? []) + $0.logged.map(\.event) }.map(\.uptime).min()
    self.init(
      scenario: scenario.id, repetition: performance.repetition, title: scenario.title,
      claims: scenario.claims,
      file: scenario.file, digest: scenario.digest, verdict: FindingMaker.worst(of: trials.map(\.verdict)),
      skipped: trials.first { $0.verdict == .skipped && $0.checks.isEmpty }?.reason,
      steps: scenario.steps.map { step in
        var reading = StepReading(step, in: performance, start: start ?? 0, index: index)
        reading.trace = traces[step.id]
        return reading
      })
  }
}

extension StepReading {
  init(_ step: Step, in performance: Performance, start: Int, index: EvidenceIndex) {
    let begin = performance.ledgers[step.actor]?.event(.begin, of: step.id).event
    let end = performance.end(of: step)?.event
    let sent = performance.hostRecord(.orderSent, of: step.id)?.data?.objectValue
    self.init(
      step: step.id, actor: step.actor, probe: performance.scenario.probe(of: step.actor),
      pid: performance.pid(of: step), action: step.action, isControl: step.isControl,
      uncontrolled: step.uncontrolled, moment: step.moment == .locked ? step.moment.rawValue : nil,
      arguments: begin?.data?.objectValue ?? sent ?? step.arguments, outcome: performance.outcome(of: step),
      data: performance.data(of: step), begin: begin.map { ($0.uptime - start) / 1_000_000 },
      duration: begin.flatMap { begin in end.map { ($0.uptime - begin.uptime) / 1_000_000 } },
      window: WindowReading(performance.windows[step.id], index: index))
  }
}

extension WindowReading {
  init(_ window: Window?, index: EvidenceIndex) {
    guard let window, let core = window.core else {
      self.init(state: .absent, firstLine: nil, lastLine: nil, tears: window?.tears ?? [])
      return
    }
    let records = index.evidence.records
    let last = records[core.upperBound]
    self.init(
      state: window.isIntact ? .intact : .torn, firstLine: records[core.lowerBound].line,
      lastLine: last.line + last.lineCount - 1, tears: window.tears)
  }
}
