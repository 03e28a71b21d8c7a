public import Foundation
import ProbeProtocol
public import Verdict

/// A comparison as Markdown for an issue or a release note.
public enum ComparisonMarkdown {
  /// The text's bytes.
  public static func render(_ comparison: Comparison) -> Data {
    let changed = comparison.rows.filter { $0.needsReading }
    let unchanged = comparison.rows.filter { !$0.needsReading }
    var parts = ["## SandProbe comparison: \(MarkdownText.inline(ComparisonWords.heading(comparison)))"]
    if let notice = ComparisonWords.rehearsalNotice(comparison) {
      parts.append("> [!WARNING]\n> **\(MarkdownText.inline(notice))**")
    }
    parts.append("**\(MarkdownText.inline(ComparisonWords.counts(comparison))).**")
    parts.append(changed.isEmpty ? "Nothing changed." : table(changed, comparison.columns))
    if !changed.isEmpty { parts.append(changed.prefix(100).map { reason($0) }.joined(separator: "\n")) }
    if !unchanged.isEmpty {
      let table = table(unchanged, comparison.columns)
      parts.append(
        "<details><summary>\(ComparisonWords.withoutChange(unchanged.count))</summary>\n\n\(table)\n\n</details>"
      )
    }
    parts += comparison.traces.prefix(20).flatMap(TraceMarkdown.parts(of:))
    return Data((parts.joined(separator: "\n\n") + "\n").utf8)
  }

  private static func table(_ rows: [Comparison.Row], _ columns: [Comparison.Column]) -> String {
    let names = columns.map {
      MarkdownText.inline("\($0.label)\($0.isBaseline ? ", baseline" : "")", limit: 60)
    }
    let head = "| Claim | \(names.joined(separator: " | ")) | Change |"
    let rule = "| --- |" + String(repeating: " --- |", count: names.count + 1)
    let lines = rows.prefix(150).map { row in
      let cells = row.cells.map { cell -> String in
        guard let verdict = cell.verdict else { return "no data" }
        let style = VerdictStyle(verdict)
        let signature = cell.signature.summary
        let second = signature.isEmpty ? "" : "<br>\(MarkdownText.inline(signature, limit: 160))"
        return "\(style.symbol) \(style.word)\(second)"
      }
      let change = ChangeStyle(row.change)
      return "| \(MarkdownText.inline(row.claim.rawValue, limit: 40)) | \(cells.joined(separator: " | ")) "
        + "| \(change.symbol) \(change.word) |"
    }
    return ([head, rule] + lines).joined(separator: "\n")
  }

  private static func reason(_ row: Comparison.Row) -> String {
    let why = row.cells.filter { $0.change != nil && $0.change != .unchanged }.flatMap {
      ComparisonWords.why($0)
    }
    let notes = why.prefix(6).map { "\n  - \(MarkdownText.inline($0, limit: 300))" }.joined()
    return
      "- **\(MarkdownText.inline(row.claim.rawValue, limit: 40))**: "
      + "\(MarkdownText.inline(row.sentence))\(notes)"
  }
}
