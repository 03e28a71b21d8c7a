import ProbeProtocol
public import Verdict

/// The last lines of a run on a terminal: counts, each failure with its reason, where the report is, what to
/// type next.
public enum SummaryText {
  /// The summary, each line ended by a newline.
  /// - Parameters:
  ///   - folder: the run folder, as the user should type it.
  ///   - color: whether verdicts are coloured; their words and symbols are there either way.
  public static func render(_ findings: Findings, folder: String, color: Bool) -> String {
    let ink = Ink(isOn: color)
    let place = VisibleText.line(folder)
    var lines: [String] = []
    if let notice = FindingFacts.rehearsalNotice(findings.run) {
      lines.append(ink.bold(VisibleText.line(notice)))
    }
    lines.append(counts(findings))
    if !findings.channel.isSound { lines.append("log     " + VisibleText.line(findings.channel.summary)) }
    lines += findings.problems.map { "note    " + VisibleText.line($0, limit: 400) }
    let attention = FindingFacts.attention(findings)
    lines += attention.map { reason($0, ink) }
    lines.append("report  \(place)/report.html")
    lines.append("next    " + next(place, needsRerun: !attention.isEmpty))
    return lines.joined(separator: "\n") + "\n"
  }

  private static func counts(_ findings: Findings) -> String {
    let distinct = Set(findings.scenarios.map(\.scenario)).count
    let performances = findings.scenarios.count
    let scenarios =
      counted(distinct, "scenario") + (performances > distinct ? " in \(performances) performances" : "")
    let claims = counted(findings.findings.count, "claim")
    let unstable = findings.findings.count { $0.isUnstable }
    return "\(scenarios), \(claims): \(VerdictStyle.sentence(of: findings.counts))"
      + (unstable > 0 ? " · \(unstable) unstable" : "")
  }

  private static func reason(_ finding: Finding, _ ink: Ink) -> String {
    let style = VerdictStyle(finding.verdict)
    let label = finding.verdict.rawValue.padding(to: 14)
    let head = ink.verdict(
      finding.verdict, "\(style.symbol) \(label)\(VisibleText.line(finding.claim.rawValue))")
    return "\(head)  \(VisibleText.line(FindingFacts.reason(finding), limit: 400))"
  }

  private static func next(_ folder: String, needsRerun: Bool) -> String {
    let compare = "sandprobe compare \(shellQuoted(folder)) RUN"
    return needsRerun ? "sandprobe run --rerun \(shellQuoted(folder))   ·   \(compare)" : compare
  }
}

extension String {
  /// The text with blanks after it up to a width in characters.
  func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

/// The text as one word of a POSIX shell.
func shellQuoted(_ text: String) -> String {
  let isPlain =
    !text.isEmpty
    && text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
      default: "-_./:,@%+=".utf8.contains(byte)
      }
    }
  return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
}
