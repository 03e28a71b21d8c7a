import ProbeProtocol
public import Verdict

/// A finding in plain text: claim, steps, observation, evaluation.
public enum FindingText {
  /// How many cited lines are shown.
  static let evidenceLimit = 20
  /// How many lines of one of them.
  static let lineLimit = 40
  /// Characters of a sentence.
  static let sentenceLimit = 1_200

  /// The finding, each line ended by a newline; nothing in it steers the terminal unless `color` is set.
  public static func render(_ finding: Finding, in findings: Findings, color: Bool) -> String {
    let ink = Ink(isOn: color)
    let style = VerdictStyle(finding.verdict)
    let head = ink.verdict(
      finding.verdict, "\(style.symbol) \(VisibleText.line(finding.claim.rawValue, limit: 80)) \(style.word)")
    let parts = [
      [head + (finding.isUnstable ? "  unstable: repetitions disagree" : "")],
      [
        ink.bold("Claim"), "  " + VisibleText.line(finding.text, limit: sentenceLimit),
        "  " + source(finding.source),
      ],
      [ink.bold("Steps")] + steps(finding, findings),
      [ink.bold("Observation")] + observation(finding, findings, ink),
      [ink.bold("Evaluation"), "  " + VisibleText.line(finding.sentence, limit: sentenceLimit)]
        + evaluation(finding),
    ]
    return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private static func source(_ source: Finding.Source) -> String {
    let device = source.device.map { ", \($0)" } ?? ""
    return VisibleText.line("\(source.title)\(device), iOS \(source.version)", limit: 300)
  }

  private static func steps(_ finding: Finding, _ findings: Findings) -> [String] {
    let lines = FindingFacts.readings(of: finding, in: findings).flatMap { reading in
      ["  \(VisibleText.line(reading.scenario.rawValue, limit: 160)), repetition \(reading.repetition)"]
        + reading.steps.map { "    " + VisibleText.line(StepWords.sentence($0), limit: sentenceLimit) }
    }
    return lines.isEmpty ? ["  no step was carried out"] : lines
  }

  private static func observation(_ finding: Finding, _ findings: Findings, _ ink: Ink) -> [String] {
    let citations = FindingFacts.citations(of: finding)
    var lines = citations.prefix(evidenceLimit).flatMap { citation in
      [
        ink.faint(
          "  \(VisibleText.line(citation.file, limit: 120)):\(citation.line)  "
            + VisibleText.line(citation.meaning, limit: 300))
      ]
        + citation.text.split(separator: "\n").prefix(lineLimit).map {
          "    " + VisibleText.line(String($0), limit: 400)
        }
    }
    if citations.count > evidenceLimit {
      lines.append("  \(counted(citations.count - evidenceLimit, "more citation")) in findings.json")
    }
    if finding.verdict == .recorded { lines += TraceText.lines(of: finding, in: findings, ink) }
    return lines.isEmpty ? ["  nothing was recorded"] : lines
  }

  private static func evaluation(_ finding: Finding) -> [String] {
    finding.trials.flatMap { trial in
      [
        "  \(trial.scenario) #\(trial.repetition): "
          + "\(VerdictStyle(trial.verdict).word): \(trial.reason) [\(trial.rule)]"
      ]
        + trial.checks.map {
          "    \($0.step): \($0.result.rawValue): expected \($0.expected); observed \($0.observed). \($0.why)"
        }
    }.map { VisibleText.line($0, limit: sentenceLimit) }
  }
}
