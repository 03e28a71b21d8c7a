import Foundation
import ProbeProtocol
import Verdict

/// Findings in which every text that a phone, a log or a file could choose attacks its reader.
enum HostileFixture {
  static let attacks = [
    "<script>document.documentElement.dataset.owned = 1</script>",
    "\"><img src=x onerror=\"document.documentElement.dataset.owned = 1\">",
    // A combining mark after a quote or bracket makes one Character of the two.
    "\"\u{301} autofocus onfocus=\"document.documentElement.dataset.owned = 1\" x=\"<\u{338}b>",
    "</style></title></textarea></details></table><svg onload=document.documentElement.dataset.owned=1>",
    "\u{1b}[2J\u{1b}]0;owned\u{7}\r\u{9b}31m", "abc\u{202e}fdp.exe\u{2066}\u{200f}",
    "]]> --> {{text}} {{{text}}}",
    "nul\u{0}in\u{1}the\u{8}middle\u{7f}\u{fffe}",
    "``` | `code` @somebody #1 https://example.com\n# heading\n| a | b |",
    "javascript:document.documentElement.dataset.owned=1", "../../etc/passwd",
    String(repeating: "n", count: 10_000), "'; drop\ttable\u{2028}\u{2029}", "\u{600}<b>\u{200d}&amp;",
  ]

  static let everything = attacks.joined(separator: " ")

  static func findings() -> Findings {
    var findings = Fixture.findings(id: RunID(attacks[1]))
    findings.run.device.name = everything
    findings.run.device.productType = attacks[0]
    findings.run.device.buildVersion = attacks[1]
    findings.run.host.tools = [attacks[1]: attacks[4]]
    findings.channel.summary = everything
    findings.channel.disturbances = attacks
    findings.problems = attacks
    findings.run.rehearsal = Rehearsal(
      profile: attacks[1], mutants: [attacks[0]], faults: [attacks[4]], seed: 1)
    findings.findings = attacks.enumerated().map { finding($0.offset, $0.element) }
    findings.counts = Fixture.counts(findings.findings)
    findings.scenarios = attacks.map { reading($0) }
    return findings
  }

  private static func finding(_ index: Int, _ attack: String) -> Finding {
    var citation = Fixture.denial(line: index + 1, path: attack)
    citation.text = everything
    citation.file = index % 2 == 0 ? "syslog.log" : attack
    citation.meaning = attack
    citation.marks = ["<script>", "\u{1b}[2J", "n", attack]
    let check = Check(
      step: StepID(attack), role: .assertion, result: .unmet, rule: attack, expected: attack,
      observed: attack,
      why: everything, evidence: [citation])
    let verdict = Verdict.allCases[index % Verdict.allCases.count]
    var finding = Fixture.claim(
      ClaimID("\(attack)-\(index)"), attack, everything, verdict, everything,
      trials: [Fixture.trial(ScenarioID(attack), 1, verdict, everything, [check])], isUnstable: index % 3 == 0
    )
    finding.source.title = attack
    return finding
  }

  private static func reading(_ attack: String) -> ScenarioReading {
    var step = Fixture.step(
      StepID(attack), ActorName(attack), ProbeName(attack), ActionName(attack),
      .error(Outcome.Failure(domain: attack, code: 1, message: attack)), begin: 0, took: 10,
      WindowReading(state: .torn, firstLine: 1, lastLine: 2, tears: [attack]))
    step.arguments = [attack: .string(attack)]
    return ScenarioReading(
      scenario: ScenarioID(attack), repetition: 1, title: everything, claims: [ClaimID(attack)], file: attack,
      digest: ContentDigest(rawValue: attack), verdict: .fail, skipped: attack, steps: [step])
  }
}
