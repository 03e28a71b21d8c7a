public import Foundation
import ProbeProtocol
public import Verdict

/// Findings as Markdown that fits one comment on an issue: what needs reading first, the evidence folded.
public enum MarkdownReport {
  /// GitHub takes 65,536 characters; what goes beyond this limit is left out, and the text says so.
  static let characterLimit = 60_000

  /// The bytes of `report.md`.
  public static func render(_ findings: Findings) -> Data {
    var text = head(findings).joined(separator: "\n\n") + "\n"
    var leftOut: [String] = []
    let recorded = findings.findings.filter { $0.verdict == .recorded }
    for finding in FindingFacts.attention(findings) + recorded {
      let part = "\n" + details(finding, findings) + "\n"
      if text.utf16.count + part.utf16.count > characterLimit {
        leftOut.append(MarkdownText.inline(finding.claim.rawValue, limit: 40))
      } else {
        text += part
      }
    }
    if !leftOut.isEmpty {
      let names = leftOut.prefix(50).joined(separator: ", ") + (leftOut.count > 50 ? ", …" : "")
      text += "\nEvidence of \(names) is in report.html: it does not fit here.\n"
    }
    return Data(text.utf8)
  }

  private static func head(_ findings: Findings) -> [String] {
    let (run, device) = (findings.run, findings.run.device)
    var parts = [
      "## SandProbe: \(MarkdownText.inline(device.productType, limit: 60)), "
        + "iOS \(MarkdownText.inline("\(device.productVersion) (\(device.buildVersion))", limit: 60))"
    ]
    if let notice = FindingFacts.rehearsalNotice(run) {
      parts.append("> [!WARNING]\n> **\(MarkdownText.inline(notice))**")
    }
    parts.append(
      "**\(counted(findings.findings.count, "claim")): \(VerdictStyle.sentence(of: findings.counts)).**")
    parts.append(
      "Log by \(MarkdownText.code(run.channel.service)). "
        + "Run \(MarkdownText.code(run.id.rawValue)), SandProbe \(MarkdownText.code(findings.tool)), "
        + "scenarios \(MarkdownText.code(String(run.scenarioSet.rawValue.prefix(12)))).")
    parts.append(health(RunHealth(findings)))
    parts.append(table(findings))
    return parts
  }

  private static func health(_ health: RunHealth) -> String {
    let notes = health.notes.prefix(20).map { "- \($0.about.rawValue): \(MarkdownText.inline($0.sentence))" }
    let rest = health.notes.count - notes.count
    let more = rest > 0 ? ["- \(counted(rest, "more note")) in report.html"] : []
    return (["**Run health: \(health.word).**", ""] + notes + more).joined(separator: "\n")
  }

  private static func table(_ findings: Findings) -> String {
    let ordered = VerdictStyle.readingOrder.flatMap { verdict in
      findings.findings.filter { $0.verdict == verdict }
    }
    let rows = ordered.prefix(120).map { finding in
      let style = VerdictStyle(finding.verdict)
      let unstable = finding.isUnstable ? ", unstable" : ""
      return
        "| \(MarkdownText.inline(finding.claim.rawValue, limit: 40)) | "
        + "\(style.symbol) \(style.word)\(unstable) | "
        + "\(MarkdownText.inline(FindingFacts.reason(finding), limit: 200)) |"
    }
    let rest = ordered.count > 120 ? "\n\n\(ordered.count - 120) more claims are in report.html." : ""
    return (["| Claim | Verdict | Why |", "| --- | --- | --- |"] + rows).joined(separator: "\n") + rest
  }

  private static func details(_ finding: Finding, _ findings: Findings) -> String {
    let style = VerdictStyle(finding.verdict)
    let claim = MarkdownText.element(finding.claim.rawValue, limit: 40)
    let citations = FindingFacts.citations(of: finding)
    let shown = citations.prefix(12).map { citation in
      "\(MarkdownText.code(citation.file)) line \(citation.line): \(MarkdownText.inline(citation.meaning))\n\n"
        + MarkdownText.block(citation.text, limit: 1_000)
    }
    let rest =
      citations.count > 12 ? ["\(counted(citations.count - 12, "more citation")) in report.html."] : []
    let steps = FindingFacts.readings(of: finding, in: findings).prefix(4).flatMap(\.steps).prefix(30)
      .map { "1. \(MarkdownText.inline(StepWords.sentence($0), limit: 300))" }.joined(separator: "\n")
    let done = steps.isEmpty ? "No step was carried out." : steps
    let traces = finding.verdict == .recorded ? TraceMarkdown.parts(of: finding, in: findings) : []
    let nothing = traces.isEmpty ? ["Nothing was recorded that this verdict could cite."] : []
    let parts =
      [
        "<details><summary>\(style.symbol) \(claim) \(style.word)</summary>",
        "**Claim.** \(MarkdownText.inline(finding.text))", "**Steps.**", done, "**Observation.**",
      ] + (shown.isEmpty ? nothing : shown) + rest + traces + [
        "**Evaluation.** \(MarkdownText.inline(finding.sentence))", "</details>",
      ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

}
