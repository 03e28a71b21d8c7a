import ProbeProtocol
import Verdict

/// Traces in plain text.
enum TraceText {
  /// Rows of one step, of a trace and of a comparison.
  private static let rowLimit = 40

  /// The traces behind a recorded claim, step by step.
  static func lines(of finding: Finding, in findings: Findings, _ ink: Ink) -> [String] {
    FindingFacts.readings(of: finding, in: findings).flatMap(\.steps).flatMap { step -> [String] in
      guard let trace = step.trace else { return [] }
      let fresh = trace.utterances.filter { $0.novelty != .none }
      let rows =
        trace.extensions.prefix(rowLimit).map {
          "extension  \($0.process): \($0.words)  ×\($0.count)  syslog.log:\($0.firstLine)"
        }
        + fresh.prefix(rowLimit).map {
          "\(TraceWords.word($0.novelty).padding(to: 11))  \($0.process): \($0.shape)  ×\($0.count)  "
            + "syslog.log:\($0.firstLine)"
        }
      let left = fresh.count - rowLimit
      let rest = (left > 0 ? ["\(left) more in findings.json"] : []) + trace.cuts
      return [ink.faint("  " + line("\(step.step): \(TraceWords.summary(trace))"))]
        + (rows + rest).map { "    " + line($0) }
    }
  }

  /// What differs between traces, for the terminal.
  static func lines(of comparisons: [TraceComparison], width: Int, _ ink: Ink) -> [String] {
    comparisons.flatMap { comparison -> [String] in
      let head = "\(comparison.scenario): \(comparison.reference) beside \(comparison.run)"
      return ["", ink.bold(ComparisonText.cut(head, width))]
        + comparison.obstacles.flatMap { ComparisonText.wrapped("not comparable: \($0)", width - 2) }.map {
          "  " + $0
        }
        + comparison.steps.flatMap { lines(of: $0, width: width, ink) }
    }
  }

  private static func lines(of step: TraceComparison.Step, width: Int, _ ink: Ink) -> [String] {
    let rows = step.differences.prefix(rowLimit).flatMap { difference -> [String] in
      let what = difference.isExtension ? "extension \(difference.text)" : difference.text
      let places = [("was", difference.before), ("is", difference.after)].compactMap { word, sighting in
        sighting.map { "\(word) \(TraceWords.words($0))" }
      }
      let text = "\(symbol(difference.kind)) \(TraceWords.word(difference))  \(difference.process): \(what)"
      return ComparisonText.wrapped(text, width - 4).map { "    " + $0 }
        + ComparisonText.wrapped(places.joined(separator: "; "), width - 6).map { ink.faint("      " + $0) }
    }
    let left = step.differences.count - rowLimit
    let rest =
      (left > 0 ? ["\(counted(left, "more difference")) in --format json"] : []) + TraceWords.notes(step)
    let head = "\(step.step): \(TraceWords.counts(step.differences)); \(step.same) the same in both"
    return ComparisonText.wrapped(head, width - 2).map { "  " + $0 } + rows
      + rest.flatMap { ComparisonText.wrapped($0, width - 4) }.map { "    " + $0 }
  }

  private static func symbol(_ kind: TraceComparison.Difference.Kind) -> String {
    switch kind {
    case .new: "+"
    case .gone: "-"
    case .moved: "↕"
    case .count: "#"
    }
  }

  private static func line(_ text: String) -> String { VisibleText.line(text, limit: 400) }
}
