import ProbeProtocol
import Verdict

/// A finding in its four parts.
struct FindingView {
  var id: Markup
  var claim: Markup
  var badge: BadgeView
  var isOpen: Bool
  var isUnstable: Bool
  var tally: Markup
  var reason: Markup
  var text: Markup
  var source: Markup
  var topic: Markup
  var sentence: Markup
  var data: FindingData
  var readings: [StepsView]
  var evidence: [EvidenceView]
  var hasEvidence: Bool
  var folded: [EvidenceView]
  var hasFolded: Bool
  var foldedCount: Markup
  var noEvidence: Bool
  /// Where the traces of a recorded claim are.
  var recordings: [ClaimLinkView]
  var more: [MoreView]
  var trials: [TrialView]
  var commands: [CommandView]

  init(
    _ finding: Finding, id: String, in findings: Findings, _ places: [String], _ anchors: inout AnchorRegistry
  ) {
    self.id = Markup(id)
    claim = Markup(finding.claim.rawValue, limit: 80)
    badge = BadgeView(finding.verdict)
    isOpen = finding.verdict != .pass && finding.verdict != .skipped
    isUnstable = finding.isUnstable
    tally = Markup(VerdictStyle.sentence(of: finding.tally))
    reason = Markup(FindingFacts.reason(finding), limit: 300)
    text = Markup(finding.text, limit: 1_200)
    let device = finding.source.device.map { ", \($0)" } ?? ""
    source = Markup("\(finding.source.title)\(device), iOS \(finding.source.version)", limit: 300)
    topic = Markup(finding.topic, limit: 80)
    sentence = Markup(finding.sentence, limit: 1_200)
    data = FindingData(finding, in: findings)
    readings = StepsView.list(finding, id: id, in: findings, places, &anchors)
    let list = EvidenceList(of: finding, in: findings)
    let shown = list.shown.map { EvidenceView($0, &anchors) }
    let unfolded = shown.count > HTMLLimits.unfolded + 2 ? HTMLLimits.unfolded : shown.count
    evidence = Array(shown.prefix(unfolded))
    folded = Array(shown.dropFirst(unfolded))
    hasFolded = !folded.isEmpty
    foldedCount = Markup(counted(folded.count, "further record"))
    hasEvidence = !evidence.isEmpty
    recordings = zip(finding.trials.map(\.scenario), readings.map(\.link)).compactMap { scenario, link in
      finding.verdict == .recorded
        ? ClaimLinkView(link: link, claim: Markup(scenario.rawValue, limit: 160)) : nil
    }
    noEvidence = evidence.isEmpty && recordings.isEmpty
    more = MoreView.list(list.rest)
    trials = finding.trials.map { TrialView($0) }
    commands = CommandView.list(finding)
  }
}

/// What the filter looks at.
struct FindingData {
  var verdict: Markup
  var topic: Markup
  var claim: Markup
  var scenario: Markup
  var step: Markup
  var actor: Markup
  var action: Markup
  var op: Markup

  init(_ finding: Finding, in findings: Findings) {
    let readings = FindingFacts.readings(of: finding, in: findings)
    let steps = readings.flatMap(\.steps)
    verdict = .list(
      [finding.verdict.rawValue, VerdictStyle(finding.verdict).word]
        + (finding.isUnstable ? ["unstable"] : []))
    topic = .list([finding.topic])
    claim = .list([finding.claim.rawValue])
    scenario = .list(finding.trials.map(\.scenario.rawValue))
    step = .list(steps.map(\.step.rawValue))
    actor = .list(steps.flatMap { [$0.actor.rawValue] + ($0.probe.map { [$0.rawValue] } ?? []) })
    action = .list(steps.map(\.action.rawValue))
    let words = FindingFacts.citations(of: finding).flatMap {
      $0.meaning.split(separator: " ").map(String.init) + $0.marks
    }
    op = .list(words.filter { $0.wholeMatch(of: /[a-z]+(-[a-z0-9*]+)+/) != nil })
  }
}

/// Who did what: a scenario's steps beside a finding.
struct StepsView {
  var scenario: Markup
  var repetition: Int
  var link: Markup
  var steps: [StepView]
  var skipped: [SentenceView]

  /// The scenarios that the finding's trials speak of, in the order of the trials.
  static func list(
    _ finding: Finding, id: String, in findings: Findings, _ places: [String], _ anchors: inout AnchorRegistry
  ) -> [StepsView] {
    var list: [StepsView] = []
    for trial in finding.trials {
      let found = findings.scenarios.firstIndex {
        $0.scenario == trial.scenario && $0.repetition == trial.repetition
      }
      guard let index = found else { continue }
      list.append(StepsView(findings.scenarios[index], claimID: id, place: places[index], &anchors))
    }
    return list
  }

  init(_ reading: ScenarioReading, claimID: String, place: String, _ anchors: inout AnchorRegistry) {
    scenario = Markup(reading.scenario.rawValue, limit: 160)
    repetition = reading.repetition
    link = .anchor(place)
    steps = []
    for (index, step) in reading.steps.enumerated() {
      let (id, isFirst) = anchors.first("\(claimID)/\(step.step)")
      steps.append(StepView(step, number: index + 1, id: isFirst ? id : nil))
    }
    skipped = reading.skipped.map { [SentenceView($0)] } ?? []
  }
}

/// A step as carried out.
struct StepView {
  var ids: [AnchorView]
  var number: Int
  var name: Markup
  var isControl: Bool
  var uncontrolled: [SentenceView]
  /// `locked`, where the screen was.
  var moments: [SentenceView]
  var actor: Markup
  var action: Markup
  var arguments: [FactView]
  var outcome: Markup
  var begin: Markup
  var duration: Markup
  var window: Markup
  var windowState: Markup
  var tears: [SentenceView]

  init(_ step: StepReading, number: Int, id: String?) {
    ids = id.map { [AnchorView(id: Markup($0))] } ?? []
    self.number = number
    name = Markup(step.step.rawValue, limit: 80)
    isControl = step.isControl
    uncontrolled = step.uncontrolled.map { [SentenceView($0)] } ?? []
    moments = step.moment.map { [SentenceView($0)] } ?? []
    actor = Markup(StepWords.who(step), limit: 120)
    action = Markup(step.action.rawValue, limit: 80)
    arguments = step.arguments.sorted { $0.key < $1.key }.map { FactView($0.key, $0.value.plainText) }
    outcome = Markup(StepWords.outcome(step), limit: 400)
    begin = Markup(step.begin.map { "+\($0) ms" } ?? "unknown")
    duration = Markup(step.duration.map { FindingFacts.duration($0) } ?? "unknown")
    window = Markup(StepWords.window(step.window))
    windowState = Markup(step.window.state.rawValue)
    tears = step.window.tears.prefix(20).map { SentenceView($0) }
  }
}

/// An id, where an element has one.
struct AnchorView { var id: Markup }

/// One repetition's verdict with its checks.
struct TrialView {
  var badge: BadgeView
  var scenario: Markup
  var repetition: Int
  var reason: Markup
  var rule: Markup
  var checks: [CheckView]
  var hasChecks: Bool

  init(_ trial: Trial) {
    badge = BadgeView(trial.verdict)
    scenario = Markup(trial.scenario.rawValue, limit: 160)
    repetition = trial.repetition
    reason = Markup(trial.reason, limit: HTMLLimits.name)
    rule = Markup(trial.rule, limit: 80)
    checks = trial.checks.map { CheckView($0) }
    hasChecks = !checks.isEmpty
  }
}

/// One thing that was expected, and what was found.
struct CheckView {
  var step: Markup
  var role: Markup
  var result: Markup
  var badge: BadgeView
  var expected: Markup
  var observed: Markup
  var why: Markup
  var rule: Markup

  init(_ check: Check) {
    step = Markup(check.step.rawValue, limit: 80)
    role = Markup(check.role.rawValue)
    result = Markup(check.result.rawValue)
    badge = BadgeView(check.result == .met ? .pass : check.result == .unmet ? .fail : .inconclusive)
    badge.word = result
    expected = Markup(check.expected, limit: 300)
    observed = Markup(check.observed, limit: 300)
    why = Markup(check.why, limit: HTMLLimits.name)
    rule = Markup(check.rule, limit: 80)
  }
}

/// A command to copy.
struct CommandView {
  var purpose: Markup
  var command: Markup

  static func list(_ finding: Finding) -> [CommandView] {
    var commands = [
      CommandView(
        purpose: Markup("Run it again"),
        command: Markup("sandprobe run \(shellQuoted(finding.claim.rawValue))"))
    ]
    let lines = FindingFacts.citations(of: finding).filter { $0.file == "syslog.log" }
    if let first = lines.map(\.line).min(), let last = lines.map({ $0.line + max(0, $0.lineCount - 1) }).max()
    {
      commands.append(
        CommandView(
          purpose: Markup("Show these lines"), command: Markup("sed -n '\(first),\(last)p' syslog.log")))
    }
    return commands
  }
}
