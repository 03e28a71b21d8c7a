import Foundation
import ProbeProtocol
import Verdict

@testable import Analysis
@testable import Report

/// Attacks that are planted everywhere, each with the number of its place.
enum PlantedAttack: CaseIterable {
  case markup, terminal, direction, markdown, length

  func text(_ number: Int) -> String {
    let mark = "⟦\(number)⟧"
    return switch self {
    case .markup: "\(mark)\"'></title></style></script>]]><x-owned a=1>{{{id}}}\"\u{338}<\u{338}b>"
    case .terminal: "\(mark)\u{1b}[31m\u{1b}]0;o\u{7}\u{1b}P1q\u{9b}31m\u{90}\r\u{8}\u{7f}\u{0}\n%s%n"
    case .direction: "\(mark)\u{202e}\u{2066}\u{200f}\u{200b}\u{feff}\u{2028}\u{e0041}שלום"
    case .markdown: "\(mark)` | **b** [l](http://x) @you #1\n# h\n- i\n<x-owned>\n```\n"
    case .length:
      mark + "a" + String(repeating: "\u{301}", count: 200) + String(repeating: "n", count: 10_000)
    }
  }
}

/// The documents in which attacks are planted; together they use every property.
enum PlantedDocuments {
  static let findings = Result { try Planting(allFindings) }
  static let comparison = Result { try Planting(wholeComparison()) }
  static let summary = Result { try Planting(LogFixture.summary()) }

  /// Evidence that says nothing new left out.
  static var allFindings: Findings {
    var rehearsal = Fixture.rehearsal()
    rehearsal.run.resumed = ["2026-03-01T12:05:00Z"]
    rehearsal.run.parent = "20260228-080000-a0a0"
    rehearsal.run.settings.seed = 7
    // A number that every reader of JSON takes.
    rehearsal.run.rehearsal?.seed = 7
    rehearsal.run.probes[0].groups = ["shared": "group.sandprobe.shared"]
    rehearsal.findings = Array(rehearsal.findings.prefix(2)).map { finding in
      var finding = finding
      for trial in finding.trials.indices {
        for check in finding.trials[trial].checks.indices {
          let evidence = finding.trials[trial].checks[check].evidence
          finding.trials[trial].checks[check].evidence = Array(evidence.prefix(2))
        }
      }
      return finding
    }
    rehearsal.scenarios = rehearsal.scenarios.map { scenario in
      var scenario = scenario
      for index in scenario.steps.indices {
        scenario.steps[index].data = ["entries": ["a", ["name": "b"]]]
      }
      return scenario
    }
    rehearsal.scenarios[0].steps[0].outcome = .error(Outcome.Failure(domain: "d", code: 1, message: "m"))
    rehearsal.scenarios[0].steps[1].outcome = .unsupported("no such call")
    return rehearsal
  }

  static func wholeComparison() throws -> Comparison {
    var comparison = try ComparisonFixture.comparison()
    comparison.baseline = comparison.columns[0].run
    comparison.columns[0].rehearsal = "ios-15.2"
    comparison.traces[0].obstacles = ["scenario a/b differs"]
    for row in comparison.rows.indices {
      comparison.rows[row].cells[1].obstacles = ["scenario a/b differs"]
      comparison.rows[row].cells[2].lost = ["errno EPERM"]
      comparison.rows[row].cells[2].reference = comparison.columns[0].run
    }
    return comparison
  }
}
