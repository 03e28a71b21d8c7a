import ProbeProtocol
import Verdict

/// What one document published, claim by claim, beside what this run saw.
struct PublishedView {
  var title: Markup
  /// On what the document's authors looked.
  var looked: Markup
  /// On what this run looked.
  var sighted: Markup
  var sentence: Markup
  var groups: [PublishedGroup]

  /// One for each document that a finding's claim comes from, in the order of the findings.
  /// - Parameter ids: the findings' anchors.
  static func list(_ findings: Findings, ids: [String]) -> [PublishedView] {
    let device = findings.run.device
    let sighted = "\(device.productType), iOS \(device.productVersion)"
    let rows = Array(zip(findings.findings, ids))
    return rows.map(\.0.source).distinct.map { source in
      PublishedView(source, rows.filter { $0.0.source == source }, sighted: sighted)
    }
  }

  private init(_ source: Finding.Source, _ rows: [(Finding, String)], sighted: String) {
    title = Markup(source.title, limit: 300)
    looked = Markup((source.device.map { "\($0), " } ?? "") + "iOS \(source.version)", limit: 160)
    self.sighted = Markup(sighted, limit: 160)
    let counts = Dictionary(grouping: rows, by: \.0.verdict.rawValue).mapValues(\.count)
    sentence = Markup("\(counted(rows.count, "claim")): \(VerdictStyle.sentence(of: counts))")
    groups = rows.map(\.0.topic).distinct.map { topic in
      PublishedGroup(topic: topic, rows.filter { $0.0.topic == topic })
    }
  }
}

/// The claims about one mechanism.
struct PublishedGroup {
  var topic: Markup
  var rows: [PublishedRow]

  init(topic: String, _ rows: [(Finding, String)]) {
    self.topic = Markup(topic, limit: 80)
    self.rows = rows.map { PublishedRow($0.0, id: $0.1) }
  }
}

/// A claim in its words, what was seen, and whether it holds.
struct PublishedRow {
  var badge: BadgeView
  var link: Markup
  var claim: Markup
  var text: Markup
  var seen: [SeenView]
  /// Why nothing was seen that decides.
  var reasons: [SentenceView]
  var more: [SentenceView]

  init(_ finding: Finding, id: String) {
    badge = BadgeView(finding.verdict)
    link = .anchor(id)
    claim = Markup(finding.claim.rawValue, limit: 80)
    text = Markup(finding.text, limit: 1_200)
    let decides = finding.verdict == .pass || finding.verdict == .fail
    let all = decides ? Sighting.list(finding) : []
    seen = all.prefix(HTMLLimits.sightings).map { SeenView($0) }
    let left = all.count - seen.count
    more = left > 0 ? [SentenceView("and \(left) more")] : []
    reasons = all.isEmpty ? [SentenceView(FindingFacts.reason(finding))] : []
  }
}

/// One thing that was seen: the actor's words in short, or a line of the log as it stands there.
struct SeenView {
  var step: Markup
  /// None or one.
  var words: [SentenceView]
  var lines: [SeenLineView]

  init(_ sighting: Sighting) {
    step = Markup(sighting.step.rawValue, limit: 80)
    switch sighting.witness {
    case .words(let text): (words, lines) = ([SentenceView(text)], [])
    case .record(let citation): (words, lines) = ([], [SeenLineView(citation)])
    }
  }
}

/// A line of the log, with the place of the page where it stands as evidence.
struct SeenLineView {
  var link: Markup
  var line: Int
  var text: Markup

  init(_ citation: Citation) {
    link = .anchor(AnchorRegistry.slug(EvidenceView.anchorName(citation)))
    line = citation.line
    text = .marked(citation.text, citation.marks, limit: HTMLLimits.name)
  }
}
