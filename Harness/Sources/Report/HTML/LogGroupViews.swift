import Analysis
import Syslog
import Verdict

/// Sandbox decisions of one kind.
struct DecisionView {
  var id: Markup
  /// `sandbox`, and a word for the button that shows one verdict only.
  var family: Markup
  var kind: Markup
  var process: Markup
  var operation: Markup
  var badge: BadgeView
  var times: Markup
  var subject: Markup
  var operationWords: Markup
  /// None or one.
  var targets: [SentenceView]
  var targetWords: Markup
  var facts: [FactView]

  init(_ group: LogSummary.SandboxGroup, in summary: LogSummary, _ anchors: inout AnchorRegistry) {
    let isDeny = group.verdict == "deny"
    let name = group.subject ?? "unnamed"
    id = Markup(anchors.unique("\(name)/\(group.operation)"))
    family = .list(["sandbox", "sandbox-\(group.verdict)"])
    kind = Markup(group.verdict)
    process = .list([name] + group.pids.map(String.init))
    operation = Markup(group.operation, limit: 200)
    badge = BadgeView(
      tone: isDeny ? .fail : .pass, icon: VerdictStyle(isDeny ? .fail : .pass).icon,
      word: isDeny ? "refused" : "allowed")
    times = Markup(LogWords.times(group))
    subject = Markup(LogWords.subject(group), limit: 200)
    operationWords = Markup(group.operationWords, limit: HTMLLimits.name)
    targets = group.example.isEmpty ? [] : [SentenceView(group.shape)]
    targetWords = Markup(group.targetWords, limit: HTMLLimits.name)
    facts = [
      FactView("As logged", LogWords.decision(group)), FactView("Target", group.targetWords),
      FactView("One target as logged", group.example.isEmpty ? "none" : group.example),
      FactView("Whose", group.ownerWords ?? "unknown"), FactView("Likely cause", group.cause ?? "unknown"),
      FactView("Where", LogWords.places(group.places, in: summary)),
      FactView("When", LogWords.span(group.places).isEmpty ? "unknown" : LogWords.span(group.places)),
      FactView("Decisions that folded records stand for", LogWords.grouped(group.folded)),
    ]
  }
}

/// The activity of one family.
struct ActivityFamilyView {
  var name: Markup
  var count: Markup
  var groups: [ActivityView]
  var more: [LogMoreView]

  init(
    _ family: LogFamily, _ groups: [LogSummary.ActivityGroup], in summary: LogSummary,
    _ anchors: inout AnchorRegistry
  ) {
    name = Markup(LogWords.family(family))
    count = Markup(LogWords.count(groups.reduce(0) { $0 + $1.places.count }, "record"))
    self.groups = groups.prefix(HTMLLimits.groups).map { ActivityView($0, in: summary, &anchors) }
    more = LogMoreView.list(groups.count, "kind of message", "kinds of messages")
  }
}

/// Messages of one kind.
struct ActivityView {
  var id: Markup
  var family: Markup
  var kind: Markup
  var process: Markup
  var name: Markup
  var times: Markup
  var words: Markup
  var example: Markup
  var facts: [FactView]

  init(_ group: LogSummary.ActivityGroup, in summary: LogSummary, _ anchors: inout AnchorRegistry) {
    id = Markup(anchors.unique("\(group.family.rawValue)/\(group.kind)"))
    family = Markup(group.family.rawValue)
    kind = Markup(group.kind, limit: 100)
    process = Markup(group.process, limit: 200)
    name = Markup(group.process.isEmpty ? "an unnamed process" : group.process, limit: 200)
    times = Markup(LogWords.grouped(group.places.count) + " ×")
    let isAlone = group.places.count == 1
    words = Markup(
      group.kind == "other"
        ? (isAlone ? "" : "of no known wording, the first: ") + group.example : group.words,
      limit: 300)
    example = .block(group.example)
    facts = [
      FactView("Kind", group.kind), FactView("Where", LogWords.places(group.places, in: summary)),
      FactView("When", LogWords.span(group.places).isEmpty ? "unknown" : LogWords.span(group.places)),
    ]
  }
}

/// Names with counts.
struct LogTableView {
  var title: Markup
  var column: Markup
  var rows: [LogCountView]
}

/// A name with its count.
struct LogCountView {
  var name: Markup
  var count: Markup
}

/// The tables at the page's end.
enum LogTables {
  static func list(_ summary: LogSummary) -> [LogTableView] {
    let families = summary.families.map { row(LogWords.family($0.name), $0.count) }
    let processes = summary.processes.map { row($0.name, $0.count) }
    let shown = summary.processTotal > processes.count ? ", the first \(processes.count)" : ""
    return [
      LogTableView(title: Markup("Records by family"), column: Markup("Family"), rows: families),
      LogTableView(
        title: Markup("Who logged: \(LogWords.processes(summary))\(shown)"), column: Markup("Process"),
        rows: processes),
    ].filter { !$0.rows.isEmpty }
  }

  private static func row(_ name: String, _ count: Int) -> LogCountView {
    LogCountView(name: Markup(name, limit: 200), count: Markup(LogWords.grouped(count)))
  }
}
