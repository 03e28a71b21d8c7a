import ProbeProtocol
import Verdict

/// Traces as Markdown.
enum TraceMarkdown {
  /// Rows of one step.
  private static let rowLimit = 30
  private static let stepLimit = 20

  /// The traces behind a recorded claim, as paragraphs.
  static func parts(of finding: Finding, in findings: Findings) -> [String] {
    let steps = FindingFacts.readings(of: finding, in: findings).flatMap(\.steps).filter { $0.trace != nil }
    return steps.prefix(stepLimit).flatMap { step in step.trace.map { parts(of: $0, in: step.step) } ?? [] }
      + (steps.count > stepLimit ? ["\(counted(steps.count - stepLimit, "more step")) in report.html."] : [])
  }

  private static func parts(of trace: StepTrace, in step: StepID) -> [String] {
    let head = "\(MarkdownText.code(step.rawValue)): \(MarkdownText.inline(TraceWords.summary(trace)))"
    let extensions = trace.extensions.prefix(rowLimit).map {
      "| \(MarkdownText.inline($0.process, limit: 60)) | extension: \(MarkdownText.code($0.words, limit: 200)) "
        + "| \($0.count) | \($0.firstLine) |"
    }
    let fresh = trace.utterances.filter { $0.novelty != .none }
    let rows = fresh.prefix(rowLimit).map {
      "| \(MarkdownText.inline($0.process, limit: 60)) | \(MarkdownText.code($0.shape, limit: 200)) "
        + "| \($0.count) | \($0.firstLine) |"
    }
    let table = ["| Process | Says | Count | First line |", "| --- | --- | --- | --- |"] + extensions + rows
    let left = fresh.count - rows.count + trace.extensions.count - extensions.count
    let rest = (left > 0 ? ["\(left) more in report.html"] : []) + trace.cuts
    return [head] + (table.count > 2 ? [table.joined(separator: "\n")] : [])
      + rest.map { MarkdownText.inline($0, limit: 300) }
  }

  /// What differs between traces, as paragraphs.
  static func parts(of comparison: TraceComparison) -> [String] {
    let head =
      "**\(MarkdownText.inline(comparison.scenario.rawValue, limit: 120)).** "
      + "\(MarkdownText.code(comparison.reference.rawValue)) beside \(MarkdownText.code(comparison.run.rawValue))"
    return [head]
      + comparison.obstacles.map { "Not comparable: \(MarkdownText.inline($0, limit: 300))" }
      + comparison.steps.prefix(stepLimit).flatMap(parts(of:))
  }

  private static func parts(of step: TraceComparison.Step) -> [String] {
    let head =
      "\(MarkdownText.code(step.step.rawValue)): \(TraceWords.counts(step.differences)); \(step.same) the same in both."
    let rows = step.differences.prefix(rowLimit).map { difference in
      "| \(MarkdownText.inline(TraceWords.word(difference), limit: 80)) "
        + "| \(MarkdownText.inline(difference.process, limit: 60)) "
        + "| \(difference.isExtension ? "extension: " : "")\(MarkdownText.code(difference.text, limit: 200)) "
        + "| \(TraceWords.words(difference.before)) | \(TraceWords.words(difference.after)) |"
    }
    let left = step.differences.count - rows.count
    let rest =
      (left > 0 ? ["\(counted(left, "more difference")) in the JSON of this comparison"] : [])
      + TraceWords.notes(step)
    let table = ["| Change | Process | Says | Before | After |", "| --- | --- | --- | --- | --- |"] + rows
    return [head] + (rows.isEmpty ? [] : [table.joined(separator: "\n")])
      + rest.map { MarkdownText.inline($0, limit: 300) }
  }
}
