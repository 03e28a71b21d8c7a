import Foundation
import ProbeProtocol
import Report
import Testing
import Verdict

@Suite struct MarkdownReportTests {
  @Test("report.md is what was recorded, byte for byte")
  func snapshot() throws {
    try expectSnapshot(MarkdownReport.render(Fixture.findings()), "report.md")
    try expectSnapshot(MarkdownReport.render(Fixture.rehearsal()), "rehearsal.md")
  }

  @Test("it fits one comment, however much evidence there is")
  func fits() {
    var findings = Fixture.findings()
    findings.findings = (0..<400).map { number in
      var finding = findings.findings[1]
      finding.claim = .init("FS-\(number)")
      return finding
    }
    let report = text(MarkdownReport.render(findings))
    #expect(report.utf16.count < 65_536)
    #expect(report.contains("it does not fit here"))
  }

  @Test("hostile text becomes neither markup nor mention nor table row")
  func hostile() throws {
    let report = text(MarkdownReport.render(HostileFixture.findings()))
    try expectSnapshot(Data(report.utf8), "hostile.md")
    let outside = withoutCode(report).replacing("\\`", with: "").replacing(/`+[^`\n]*`+/, with: "")
    for attack in [
      "<script", "<img", "<svg", "@somebody", " #1 ", "https://example.com", "\u{1b}", "\u{202e}", "\u{0}",
    ] {
      #expect(!outside.contains(attack), "\(attack)")
    }
    #expect(!report.unicodeScalars.contains("\u{1b}"))
    let rows = outside.components(separatedBy: "\n").filter { $0.hasPrefix("| ") }
    #expect(rows.count == HostileFixture.attacks.count + 2)
  }

  /// The text without fenced blocks: in them nothing is markup.
  private func withoutCode(_ text: String) -> String {
    var fence: String?
    return text.components(separatedBy: "\n").filter { line in
      if let open = fence {
        if line == open { fence = nil }
        return false
      }
      if line.hasPrefix("```"), line.hasSuffix("text") { fence = String(line.dropLast(4)) }
      return fence == nil
    }.joined(separator: "\n")
  }
}
