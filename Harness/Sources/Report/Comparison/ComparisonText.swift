import ProbeProtocol
public import Verdict

/// A comparison as a matrix for the terminal, changed rows first.
public enum ComparisonText {
  /// The matrix, each line ended by a newline.
  /// - Parameters:
  ///   - width: the terminal's columns; what does not fit is cut with an ellipsis.
  ///   - color: whether verdicts are coloured; words and symbols are there either way.
  public static func render(_ comparison: Comparison, width: Int, color: Bool) -> String {
    let ink = Ink(isOn: color)
    let width = max(width, 40)
    var lines: [String] = []
    if let notice = ComparisonWords.rehearsalNotice(comparison) {
      lines.append(ink.bold(VisibleText.line(notice, limit: FindingText.sentenceLimit)))
    }
    lines += wrapped("Comparison of \(ComparisonWords.heading(comparison))", width)
    lines += wrapped(ComparisonWords.counts(comparison), width)
    let changed = comparison.rows.filter { $0.needsReading }
    let unchanged = comparison.rows.filter { !$0.needsReading }
    let shape = Shape(comparison, width: width)
    for (index, group) in shape.groups.enumerated() {
      lines.append("")
      lines.append(ink.bold(shape.head(comparison, group)))
      for row in changed { lines += shape.lines(row, group, ink, withReasons: index == 0) }
    }
    if changed.isEmpty { lines += ["", "Nothing changed."] }
    if !unchanged.isEmpty {
      lines += ["", cut("no change: " + unchanged.map(\.claim.rawValue).joined(separator: " "), width * 4)]
    }
    lines += TraceText.lines(of: comparison.traces, width: width, ink)
    return lines.joined(separator: "\n") + "\n"
  }

  static func cut(_ text: String, _ width: Int) -> String {
    let clean = VisibleText.line(text)
    return clean.count <= width ? clean : String(clean.prefix(max(1, width - 1))) + "…"
  }

  /// The text broken at blanks into lines of at most the width; a longer word is cut.
  static func wrapped(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    for word in VisibleText.line(text).split(separator: " ").map({ cut(String($0), width) }) {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(word)
      }
    }
    return lines
  }

  /// Column widths, and which runs stand in which block where not all fit side by side.
  private struct Shape {
    var claim: Int
    var cell: Int
    var width: Int
    var groups: [Range<Int>]

    init(_ comparison: Comparison, width: Int) {
      claim = min(20, max(5, comparison.rows.map { VisibleText.line($0.claim.rawValue).count }.max() ?? 5))
      cell = min(24, max(16, comparison.columns.map { VisibleText.line($0.label).count }.max() ?? 0))
      self.width = width
      let fitting = max(1, (width - claim) / (cell + 2))
      let count = comparison.columns.count
      groups = stride(from: 0, to: count, by: fitting).map { $0..<min(count, $0 + fitting) }
    }

    func head(_ comparison: Comparison, _ group: Range<Int>) -> String {
      let names = comparison.columns[group].map {
        cut($0.label + ($0.isBaseline ? " *" : ""), cell)
      }
      return joined("claim", names.map { ($0, $0) })
    }

    /// The columns side by side, without blanks after the last.
    private func joined(_ first: String, _ cells: [(text: String, painted: String)]) -> String {
      cells.indices.reduce(cut(first, claim).padding(to: claim)) { line, index in
        let isLast = index == cells.indices.last
        let gap = isLast ? 0 : max(0, cell - cells[index].text.count)
        return line + "  " + cells[index].painted + String(repeating: " ", count: gap)
      }
    }

    func lines(_ row: Comparison.Row, _ group: Range<Int>, _ ink: Ink, withReasons: Bool) -> [String] {
      let cells = row.cells[group].map { item -> (text: String, painted: String) in
        guard let verdict = item.verdict else { return ("· no data", "· no data") }
        let style = VerdictStyle(verdict)
        let mark = item.isUnstable || item.disagrees ? " (unstable)" : ""
        let text = cut("\(style.symbol) \(style.word)\(mark)", cell)
        return (text, ink.verdict(verdict, text))
      }
      let first = joined(row.claim.rawValue, cells)
      guard withReasons else { return [first] }
      let style = ChangeStyle(row.change)
      let why = row.cells.filter { $0.change != nil && $0.change != .unchanged && $0.change != .noData }
        .flatMap { ComparisonWords.why($0) }
      let head = "  \(style.symbol) \(style.word)"
      let sentence = ComparisonText.wrapped(row.sentence, width - 4).map { "    " + $0 }
      return [first, ink.change(row.change, head)] + sentence
        + why.prefix(4).flatMap { ComparisonText.wrapped($0, width - 6).map { ink.faint("      " + $0) } }
    }
  }
}
