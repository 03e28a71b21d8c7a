import Analysis
import Syslog
import Verdict

/// All that the template `log` shows.
struct LogView {
  /// The filter's help speaks of a log's words.
  var isLog = true
  var shell: Shell
  var heading: Markup
  var lead: Markup
  var chips: [ChipView]
  var problems: [SentenceView]
  var hasProblems: Bool
  var limits: [SentenceView]
  var hasLimits: Bool
  var facts: [FactView]
  var sources: [LogSourceView]
  var decisions: Markup
  var sandbox: [DecisionView]
  var activity: [ActivityFamilyView]
  var hasActivity: Bool
  var probes: [LogRowView]
  var hasProbes: Bool
  var tables: [LogTableView]
  var gaps: [LogRowView]
  var hasGaps: Bool
  var folded: [LogRowView]
  var hasFolded: Bool
  var foldedCount: Markup
  var gapTitle: Markup
  var more: [LogMoreView]
  var tool: Markup
  var schema: Markup

  init(_ summary: LogSummary) {
    let heading = LogWords.heading(summary)
    var anchors = AnchorRegistry()
    self.heading = Markup(heading, limit: 300)
    shell = Shell(title: "SandProbe log analysis, \(heading)")
    lead = Markup(LogWords.extent(summary.extent))
    chips = LogChips.list(summary)
    problems = summary.sources.flatMap { source in
      source.problems.map { SentenceView("\(LogWords.name(source)): \($0)") }
    }
    hasProblems = !problems.isEmpty
    limits = summary.limits.map { limit in
      let first = limit.first.map { ", first in \(LogWords.place($0, in: summary))" } ?? ""
      return SentenceView(limit.words + first)
    }
    hasLimits = !limits.isEmpty
    facts = LogFacts.list(summary)
    sources = summary.sources.map { LogSourceView($0) }
    decisions = Markup(LogWords.decisions(summary.sandbox))
    sandbox = summary.sandbox.groups.prefix(HTMLLimits.groups).map { DecisionView($0, in: summary, &anchors) }
    activity = LogWords.activity(summary).map {
      ActivityFamilyView($0.family, $0.groups, in: summary, &anchors)
    }
    hasActivity = !activity.isEmpty
    probes = summary.probes.prefix(HTMLLimits.groups).map { probe in
      LogRowView(
        LogWords.grouped(probe.places.count), probe.actor + (probe.pid.map { "[\($0)]" } ?? ""),
        LogWords.places(probe.places, in: summary))
    }
    hasProbes = !probes.isEmpty
    tables = LogTables.list(summary)
    let all = summary.gaps.map { gap in
      let place = LogWords.place(gap.place, in: summary) + (gap.stamp.map { ", \($0)" } ?? "")
      return LogRowView(LogWords.gap(gap.kind), place, gap.words)
    }
    gaps = Array(all.prefix(HTMLLimits.rows))
    hasGaps = !gaps.isEmpty
    folded = Array(all.dropFirst(HTMLLimits.rows))
    hasFolded = !folded.isEmpty
    foldedCount = Markup(LogWords.count(folded.count, "more gap"))
    let first = summary.gapTotal > all.count ? ", the first \(all.count)" : ""
    gapTitle = Markup(LogWords.count(summary.gapTotal, "gap") + first)
    more = LogMoreView.list(summary.sandbox.groups.count, "kind of decision", "kinds of decisions")
    tool = Markup(summary.tool, limit: 80)
    schema = Markup(summary.schema, limit: 60)
  }
}

/// The buttons at the head: what the sandbox did, and each family that is there.
enum LogChips {
  static func list(_ summary: LogSummary) -> [ChipView] {
    let deny = BadgeView(tone: .fail, icon: VerdictStyle(.fail).icon, word: "refused")
    let allow = BadgeView(tone: .pass, icon: VerdictStyle(.pass).icon, word: "allowed")
    let families = LogWords.activity(summary).map { family, groups in
      ChipView(
        BadgeView(tone: .skipped, icon: dot, word: LogWords.family(family)),
        count: groups.reduce(0) { $0 + $1.places.count }, query: "family:\(family.rawValue)")
    }
    return [
      ChipView(deny, count: summary.sandbox.denies, query: "family:sandbox-deny"),
      ChipView(allow, count: summary.sandbox.allows, query: "family:sandbox-allow"),
    ] + families
  }

  /// Neither tick nor cross: activity is no verdict.
  static let dot = "M8 5.5a2.5 2.5 0 1 0 .01 0z"
}

/// Facts about what was read.
enum LogFacts {
  static func list(_ summary: LogSummary) -> [FactView] {
    let extent = summary.extent
    let counts = { (counts: [(String, Int)]) in
      counts.isEmpty ? "none" : counts.map { "\($0.0) \(LogWords.grouped($0.1))" }.joined(separator: ", ")
    }
    return [
      FactView("Read", "\(LogWords.bytes(extent.bytes)), \(LogWords.count(extent.lines, "line"))"),
      FactView("Records", LogWords.grouped(extent.records)),
      FactView("Kept out by the filters", LogWords.grouped(extent.filteredOut)),
      FactView("Records of several lines", LogWords.grouped(extent.continued)),
      FactView(
        "Text that belongs to no record",
        "\(LogWords.count(extent.unplaced, "piece")), \(LogWords.bytes(extent.unplacedBytes))"),
      FactView("From", extent.firstStamp ?? "unknown"), FactView("To", extent.lastStamp ?? "unknown"),
      FactView("Filters", summary.filters.isEmpty ? "none" : summary.filters.joined(separator: "; ")),
      FactView("Header forms", counts(summary.forms.map { ($0.name.rawValue, $0.count) })),
      FactView("Levels", counts(summary.levels.prefix(20).map { ($0.name, $0.count) })),
    ]
  }
}

/// A log in the table of what was read.
struct LogSourceView {
  var name: Markup
  var bytes: Markup
  var compression: Markup
  var records: Markup

  init(_ source: LogSummary.Source) {
    name = Markup(LogWords.name(source), limit: HTMLLimits.name)
    bytes = Markup(LogWords.bytes(source.bytes))
    compression = Markup(source.compression ?? "none", limit: 40)
    records = Markup(LogWords.grouped(source.records))
  }
}

/// Three cells of a row.
struct LogRowView {
  var first: Markup
  var second: Markup
  var third: Markup

  init(_ first: String, _ second: String, _ third: String) {
    self.first = Markup(first, limit: 120)
    self.second = Markup(second, limit: 300)
    self.third = Markup(third, limit: HTMLLimits.name)
  }
}

/// How much the page leaves out.
struct LogMoreView {
  var sentence: Markup

  static func list(_ total: Int, _ one: String, _ many: String) -> [LogMoreView] {
    guard total > HTMLLimits.groups else { return [] }
    let rest = LogWords.count(total - HTMLLimits.groups, "more \(one)", "more \(many)")
    return [LogMoreView(sentence: Markup("\(rest), which the same analysis with --json lists."))]
  }
}
