import ProbeProtocol
import Verdict

/// All that the template `comparison` shows.
struct ComparisonView {
  var shell: Shell
  var heading: Markup
  var rehearsals: [SentenceView]
  var sentence: Markup
  var chips: [ChipView]
  var columns: [ColumnView]
  var changed: [RowView]
  var hasChanged: Bool
  var nothingChanged: Bool
  var unchanged: [RowView]
  var hasUnchanged: Bool
  var unchangedCount: Markup
  var hasTraces: Bool
  var traces: [TraceComparisonView]
  var schema: Markup

  init(_ comparison: Comparison) {
    let heading = ComparisonWords.heading(comparison)
    self.heading = Markup(heading, limit: 300)
    shell = Shell(title: "SandProbe comparison, \(heading)")
    rehearsals = ComparisonWords.rehearsalNotice(comparison).map { [SentenceView($0)] } ?? []
    sentence = Markup(ComparisonWords.counts(comparison))
    chips = Change.allCases.map { change in
      ChipView(
        BadgeView(change), count: comparison.counts[change.rawValue] ?? 0, query: "change:\(change.rawValue)")
    }
    columns = comparison.columns.map { ColumnView($0) }
    let labels = comparison.columns.map(\.label)
    var anchors = AnchorRegistry()
    changed = comparison.rows.filter { $0.needsReading }.map { RowView($0, labels, &anchors) }
    unchanged = comparison.rows.filter { !$0.needsReading }.map { RowView($0, labels, &anchors) }
    hasChanged = !changed.isEmpty
    nothingChanged = changed.isEmpty
    hasUnchanged = !unchanged.isEmpty
    unchangedCount = Markup(ComparisonWords.withoutChange(unchanged.count))
    traces = comparison.traces.map { TraceComparisonView($0) }
    hasTraces = !traces.isEmpty
    schema = Markup(comparison.schema)
  }
}

/// A run in the table's head.
struct ColumnView {
  var version: Markup
  var build: Markup
  var run: Markup
  var notes: [SentenceView]

  init(_ column: Comparison.Column) {
    version = Markup("iOS \(column.version)", limit: 40)
    build = Markup("\(column.build), \(column.productType)", limit: 80)
    run = Markup(column.run.rawValue, limit: 80)
    notes =
      [
        column.isBaseline ? "baseline" : nil, column.kind == .simulator ? "simulator" : nil,
        column.rehearsal.map { "rehearsal (\($0))" },
        column.disagreements > 0
          ? "disagrees with another run on \(counted(column.disagreements, "claim"))" : nil,
      ].compactMap { $0.map { SentenceView($0) } }
  }
}

/// A claim in the table.
struct RowView {
  var id: Markup
  var claim: Markup
  var topic: Markup
  var text: Markup
  var change: Markup
  var badge: BadgeView
  var sentence: Markup
  var verdicts: Markup
  var cells: [CellView]

  init(_ row: Comparison.Row, _ labels: [String], _ anchors: inout AnchorRegistry) {
    id = Markup(anchors.unique(row.claim.rawValue))
    claim = Markup(row.claim.rawValue, limit: 80)
    topic = Markup(row.topic, limit: 80)
    text = Markup(row.text, limit: 400)
    change = Markup(row.change.rawValue)
    badge = BadgeView(row.change)
    sentence = Markup(row.sentence, limit: 1_200)
    verdicts = .list(row.cells.compactMap(\.verdict).flatMap { [$0.rawValue, VerdictStyle($0).word] })
    cells = zip(row.cells, labels).map { CellView($0, label: $1) }
  }
}

/// What one run says of one claim.
struct CellView {
  var badges: [BadgeView]
  var isEmpty: Bool
  var changes: [BadgeView]
  var label: Markup
  var signature: Markup
  var sentence: Markup
  var hasDetails: Bool
  var gained: [SentenceView]
  var lost: [SentenceView]
  var obstacles: [SentenceView]
  var notes: [SentenceView]

  init(_ cell: Comparison.Cell, label: String) {
    badges = cell.verdict.map { [BadgeView($0)] } ?? []
    isEmpty = cell.verdict == nil
    changes = cell.change.flatMap { $0 == .unchanged || $0 == .noData ? nil : [BadgeView($0)] } ?? []
    self.label = Markup(label, limit: 80)
    signature = Markup(cell.signature.summary, limit: 300)
    sentence = Markup(cell.sentence, limit: HTMLLimits.name)
    hasDetails = !cell.sentence.isEmpty
    gained = cell.gained.prefix(20).map { SentenceView($0) }
    lost = cell.lost.prefix(20).map { SentenceView($0) }
    obstacles = cell.obstacles.prefix(20).map { SentenceView($0) }
    notes =
      (cell.isUnstable ? [SentenceView("unstable: its repetitions disagree")] : [])
      + (cell.disagrees ? [SentenceView("another run of this version says otherwise")] : [])
  }
}
