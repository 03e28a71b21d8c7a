import ProbeProtocol
import Verdict

/// What every view of a finding needs to look up.
enum FindingFacts {
  /// The scenarios as carried out that the finding's trials speak of, in the order of the trials.
  static func readings(of finding: Finding, in findings: Findings) -> [ScenarioReading] {
    finding.trials.compactMap { trial in
      findings.scenarios.first { $0.scenario == trial.scenario && $0.repetition == trial.repetition }
    }
  }

  /// Every place that the finding cites, each once, in the order of the checks.
  static func citations(of finding: Finding) -> [Citation] {
    finding.trials.flatMap(\.checks).flatMap(\.evidence).distinct
  }

  /// The findings that somebody should read, worst first, otherwise in their order.
  static func attention(_ findings: Findings) -> [Finding] {
    [Verdict.error, .fail, .inconclusive].flatMap { verdict in
      findings.findings.filter { $0.verdict == verdict }
    }
  }

  /// The sentence without the claim's id and the verdict's word before it, where both stand beside it.
  static func reason(_ finding: Finding) -> String {
    var rest = finding.sentence[...]
    for prefix in ["\(finding.claim) ", "\(VerdictStyle(finding.verdict).word): "]
    where rest.hasPrefix(prefix) {
      rest = rest.dropFirst(prefix.count)
    }
    return String(rest)
  }

  /// What is to be known of how the run went, in sentences: that it did not get to its end, that it was resumed, that it
  /// repeats another one.
  static func history(_ findings: Findings) -> [String] {
    let run = findings.run
    var sentences: [String] = []
    switch run.state {
    case .finished: break
    case .running: sentences.append("It did not end in order, or still goes on.")
    case .interrupted: sentences.append("It was interrupted: what it did not get to is missing.")
    case .failed: sentences.append("It failed before its time: what it did not get to is missing.")
    }
    if let last = run.resumed.last {
      sentences.append(
        run.resumed.count == 1
          ? "It was resumed once, at \(last)." : "It was resumed \(run.resumed.count) times, last at \(last)."
      )
    }
    if let parent = run.parent { sentences.append("It repeats a part of the run \(parent).") }
    return sentences
  }

  /// `3 min 12 s`; milliseconds below ten seconds.
  static func duration(_ milliseconds: Int) -> String {
    let seconds = milliseconds / 1000
    if milliseconds < 10_000 { return "\(milliseconds) ms" }
    return seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
  }

  /// What a rehearsal must say of itself, wherever its findings are shown; nil for a real phone.
  static func rehearsalNotice(_ run: RunSummary) -> String? {
    guard let rehearsal = run.rehearsal else { return nil }
    var text =
      "Rehearsal: a virtual phone (profile \(rehearsal.profile)) answered, so this says nothing about iOS."
    if !rehearsal.mutants.isEmpty {
      text += " Rules turned over: \(rehearsal.mutants.joined(separator: ", "))."
    }
    if !rehearsal.faults.isEmpty {
      text += " Faults injected: \(rehearsal.faults.joined(separator: ", "))."
    }
    return text
  }
}

/// Steps in words.
enum StepWords {
  /// `intrude: outsider (Outsider[1006]) dir.open path=… → EPERM, window intact, lines 3 to 9`. Whoever shows it makes it
  /// visible and cuts it.
  static func sentence(_ step: StepReading) -> String {
    let marks = (step.isControl ? ["control"] : []) + (step.moment.map { ["while \($0)"] } ?? [])
    let mark = marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))"
    return "\(step.step)\(mark): \(who(step)) \(step.action)\(arguments(step)) → "
      + "\(outcome(step)), \(window(step.window))"
  }

  static func who(_ step: StepReading) -> String {
    guard let probe = step.probe else { return step.actor.rawValue }
    return "\(step.actor) (\(probe)\(step.pid.map { "[\($0)]" } ?? ""))"
  }

  static func arguments(_ step: StepReading) -> String {
    step.arguments.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value.plainText)" }.joined()
  }

  static func outcome(_ step: StepReading) -> String { step.outcome?.description ?? "no end event" }

  static func window(_ window: WindowReading) -> String {
    guard let first = window.firstLine, let last = window.lastLine else {
      return "window \(window.state.rawValue)"
    }
    return "window \(window.state.rawValue), lines \(first) to \(last)"
  }
}
