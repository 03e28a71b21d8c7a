import ProbeProtocol
public import Verdict

/// The last lines of a run on a terminal: counts, each failure with its reason, where the report is, what to
/// type next.
public enum SummaryText {
  /// How many notes on the run's health are shown.
  private static let noteLimit = 20

  /// The summary, each line ended by a newline.
  /// - Parameters:
  ///   - folder: the run folder, as the user should type it.
  ///   - color: whether verdicts are coloured; their words and symbols are there either way.
  public static func render(_ findings: Findings, folder: String, color: Bool) -> String {
    let ink = Ink(isOn: color)
    let place = VisibleText.line(folder)
    var lines: [String] = []
    if let notice = FindingFacts.rehearsalNotice(findings.run) {
      lines.append(ink.bold(VisibleText.line(notice, limit: FindingText.sentenceLimit)))
    }
    lines.append(counts(findings))
    lines += health(RunHealth(findings))
    let attention = FindingFacts.attention(findings)
    lines += (attention + findings.findings.filter { $0.verdict == .recorded }).map { reason($0, ink) }
    lines.append("report  \(place)/report.html")
    lines.append("next    " + next(place, state: findings.run.state, needsRerun: !attention.isEmpty))
    return lines.joined(separator: "\n") + "\n"
  }

  /// `health  sound`, and below it what is to be known of the run, its files and its log.
  private static func health(_ health: RunHealth) -> [String] {
    let lines = health.notes.prefix(noteLimit).map { note in
      "  " + note.about.rawValue.padding(to: 6) + VisibleText.line(note.sentence, limit: 400)
    }
    let rest = health.notes.count - lines.count
    return ["health  \(health.word)"] + lines
      + (rest > 0 ? ["  \(counted(rest, "more note")) in report.html"] : [])
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
      finding.verdict, "\(style.symbol) \(label)\(VisibleText.line(finding.claim.rawValue, limit: 80))")
    return "\(head)  \(VisibleText.line(FindingFacts.reason(finding), limit: 400))"
  }

  /// The text as one word of a command to type.
  public static func shellWord(_ text: String) -> String { shellQuoted(VisibleText.line(text)) }

  private static func next(_ folder: String, state: RunManifest.State, needsRerun: Bool) -> String {
    let compare = "sandprobe compare \(shellQuoted(folder)) RUN"
    if state != .finished { return "sandprobe run --resume \(shellQuoted(folder))" }
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
