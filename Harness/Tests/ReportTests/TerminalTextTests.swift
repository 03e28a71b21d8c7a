import Foundation
import Report
import Testing
import Verdict

@Suite struct TerminalTextTests {
  @Test("the summary counts with plurals, names each failure, and says what to type next")
  func summary() throws {
    let plain = SummaryText.render(Fixture.findings(), folder: "Reports/a b", color: false)
    try expectSnapshot(Data(plain.utf8), "summary.txt")
    #expect(
      plain.contains("7 claims: 1 holds, 2 fail, 1 inconclusive, 1 recorded, 1 skipped, 1 error · 1 unstable")
    )
    #expect(plain.contains("--rerun 'Reports/a b'"))
    let calm = SummaryText.render(Fixture.calm(), folder: "Reports/x", color: false)
    #expect(calm.contains("1 scenario, 1 claim: 1 holds\n"))
    #expect(!calm.contains("--rerun"))
  }

  @Test("a finding in plain text has its four parts")
  func finding() throws {
    let findings = Fixture.findings()
    let all = findings.findings.map { FindingText.render($0, in: findings, color: false) }.joined(
      separator: "\n")
    try expectSnapshot(Data(all.utf8), "findings.txt")
  }

  @Test("colour adds escape sequences and nothing else")
  func color() {
    let plain = SummaryText.render(Fixture.rehearsal(), folder: "R", color: false)
    let painted = SummaryText.render(Fixture.rehearsal(), folder: "R", color: true)
    #expect(painted != plain)
    #expect(painted.replacing(/\u{1b}\[[0-9]+m/, with: "") == plain)
  }

  @Test("nothing from a phone or a log steers the terminal")
  func hostile() throws {
    let findings = HostileFixture.findings()
    let summary = SummaryText.render(findings, folder: HostileFixture.attacks[4], color: false)
    let all = findings.findings.map { FindingText.render($0, in: findings, color: false) }.joined() + summary
    let bad = all.unicodeScalars.filter {
      ($0.value < 0x20 && $0 != "\n") || (0x7f...0x9f).contains($0.value)
        || (0x202a...0x202e).contains($0.value)
    }
    #expect(bad.isEmpty)
  }
}
