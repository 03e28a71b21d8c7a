import ProbeProtocol
import Verdict

/// All that the template `report` shows.
struct ReportView {
  var shell: Shell
  var heading: Markup
  var rehearsals: [SentenceView]
  var sentence: Markup
  var chips: [ChipView]
  var facts: [FactView]
  var channel: ChannelView
  var health: HealthView
  var digest: [DigestView]
  var hasDigest: Bool
  var nothingToRead: Bool
  var published: [PublishedView]
  var findings: [FindingView]
  var scenarios: [ScenarioView]
  var links: [LinkView]
  var tool: Markup
  var schema: Markup

  /// - Parameter pages: pages of result bundles, by path.
  init(_ findings: Findings, pages: [String] = []) {
    let (run, device) = (findings.run, findings.run.device)
    var anchors = AnchorRegistry()
    let heading = "\(device.productType), iOS \(device.productVersion) (\(device.buildVersion))"
    self.heading = Markup(heading, limit: 160)
    shell = Shell(title: (run.rehearsal == nil ? "" : "Rehearsal: ") + "SandProbe findings, \(heading)")
    rehearsals = FindingFacts.rehearsalNotice(run).map { [SentenceView($0)] } ?? []
    sentence = Markup(
      "\(counted(findings.findings.count, "claim")): \(VerdictStyle.sentence(of: findings.counts)).")
    chips = VerdictStyle.countOrder.map { verdict in
      ChipView(
        BadgeView(verdict), count: findings.counts[verdict.rawValue] ?? 0,
        query: "verdict:\(verdict.rawValue)")
    }
    facts = RunFacts.list(findings)
    channel = ChannelView(findings.channel, run.channel)
    health = HealthView(RunHealth(findings))
    // Scenarios take their ids before findings do, so that a claim's link to one is known.
    let places = findings.scenarios.map {
      anchors.unique("scenario/\($0.scenario)" + ($0.repetition > 1 ? "/\($0.repetition)" : ""))
    }
    let ids = findings.findings.map { anchors.unique($0.claim.rawValue) }
    digest = VerdictStyle.readingOrder.prefix(3).flatMap { verdict in
      zip(findings.findings, ids).filter { $0.0.verdict == verdict }.map { DigestView($0.0, id: $0.1) }
    }
    hasDigest = !digest.isEmpty
    nothingToRead = digest.isEmpty
    published = PublishedView.list(findings, ids: ids)
    self.findings = zip(findings.findings, ids).map {
      FindingView($0, id: $1, in: findings, places, &anchors)
    }
    scenarios = zip(findings.scenarios, places).map { ScenarioView($0, id: $1) }
    links = LinkView.runFolder + pages.prefix(HTMLLimits.sentences).map { LinkView($0) }
    tool = Markup(findings.tool, limit: 80)
    schema = Markup(findings.schema, limit: 20)
  }
}

/// One line of the digest.
struct DigestView {
  var badge: BadgeView
  var link: Markup
  var claim: Markup
  var reason: Markup

  init(_ finding: Finding, id: String) {
    badge = BadgeView(finding.verdict)
    link = .anchor(id)
    claim = Markup(finding.claim.rawValue, limit: 80)
    reason = Markup(FindingFacts.reason(finding), limit: 400)
  }
}

/// What must be known of the run before its findings are believed.
struct HealthView {
  var badge: BadgeView
  var notes: [NoteView]
  /// None or one.
  var rest: [SentenceView]

  init(_ health: RunHealth) {
    badge = BadgeView(health.isSound ? .pass : .inconclusive)
    badge.word = Markup(health.word)
    notes = health.notes.prefix(HTMLLimits.sentences).map { NoteView($0) }
    let left = health.notes.count - notes.count
    rest = left > 0 ? [SentenceView("\(counted(left, "more note")) in findings.json")] : []
  }
}

/// One of its notes.
struct NoteView {
  var about: Markup
  var sentence: Markup

  init(_ note: RunHealth.Note) {
    about = Markup(note.about.rawValue)
    sentence = Markup(note.sentence, limit: HTMLLimits.name)
  }
}

/// What is known of the log channel.
struct ChannelView {
  var facts: [FactView]

  init(_ health: ChannelHealth, _ channel: ChannelDescription) {
    let redaction = health.redactsPrivate.map { $0 ? "yes" : "no" } ?? "unknown: that canary did not arrive"
    facts = [
      FactView("Relay", channel.service), FactView("Captured by", channel.command),
      FactView("Levels that arrive", health.levels.isEmpty ? "none" : health.levels.joined(separator: ", ")),
      FactView("Longest line that arrived whole", "\(health.longestWhole) bytes"),
      FactView("Shortest line that was cut", health.shortestCut.map { "\($0) bytes" } ?? "none"),
      FactView("Private arguments redacted", redaction),
      FactView("Heartbeats seen", "\(health.heartbeatsSeen)"),
      FactView("Conductor events lost", "\(health.conductorEventsLost)"),
      FactView("Lines with a false signature", "\(health.forgedLines)"),
    ]
  }
}

/// The run's facts in the head.
enum RunFacts {
  /// Who drove the screen, in words: `auto` is no name of anybody.
  private static func driver(_ word: String) -> String {
    word == "auto" ? "the Conductor, or a person where it could not" : word
  }

  static func list(_ findings: Findings) -> [FactView] {
    let (run, device) = (findings.run, findings.run.device)
    let passcode = device.isPasscodeSet.map { $0 ? "set" : "not set" } ?? "unknown"
    let tools = run.host.tools.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(
      separator: ", ")
    let seed = run.settings.seed.map { ", seed \($0)" } ?? ""
    var facts = [
      FactView("Device", "\(device.name), \(device.productType), \(device.kind.rawValue)"),
      FactView("iOS", "\(device.productVersion) (\(device.buildVersion))"), FactView("Passcode", passcode),
      FactView("UDID", device.udid), FactView("Run", "\(run.id), \(run.state.rawValue)"),
      FactView("Started", run.started), FactView("Ended", run.ended ?? "unknown"),
      FactView("Host", run.host.system), FactView("Tools", tools.isEmpty ? "none recorded" : tools),
      FactView("SandProbe", findings.tool),
      FactView("Device log", "\(run.logBytes) bytes, \(counted(run.logRecords, "record"))"),
      FactView(
        "Carried out",
        "\(counted(run.settings.repetitions, "time")) by \(Self.driver(run.settings.driver))\(seed)"),
      FactView("Probes", run.probes.map { "\($0.probe) \($0.version)" }.joined(separator: ", ")),
      FactView("Scenario set", run.scenarioSet.rawValue),
    ]
    if !run.resumed.isEmpty { facts.append(FactView("Resumed", run.resumed.joined(separator: ", "))) }
    if let parent = run.parent { facts.append(FactView("Repeats part of", parent.rawValue)) }
    return facts
  }
}
