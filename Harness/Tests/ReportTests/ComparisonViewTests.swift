import Foundation
import ProbeProtocol
import Report
import Testing
import Verdict

/// Three versions: one claim newly fails, one holds differently, the others are as they were.
enum ComparisonFixture {
  static func comparison() throws -> Comparison {
    let first = Fixture.findings()
    var second = Fixture.findings(id: "20260401-a", version: "16.7.10", build: "20H350")
    var third = Fixture.findings(id: "20260501-a", version: "17.0", build: "21A329")
    second.findings.removeAll { $0.claim == "FS-15" }
    third.findings[0].verdict = .fail
    third.findings[0].sentence = "FS-10 fails: the members got different paths."
    third.findings[1].trials[0].checks[0].evidence[5].meaning = "sandboxd denies file-read-metadata"
    let explored = third.scenarios.count - 1
    var rows = third.scenarios[explored].steps[0].trace?.utterances ?? []
    let gone = rows.remove(at: 1)
    rows.swapAt(0, 1)
    rows[0].count = 2
    rows.append(
      Fixture.said("sharingd", "Copying \"<text>\"", .process, family: "sharing", count: 2, line: 9_070))
    third.scenarios[explored].steps[0].trace?.utterances = rows
    third.scenarios[explored].steps[1].trace?.utterances = [gone]
    return try Comparison.compare([third, first, second])
  }
}

@Suite struct ComparisonViewTests {
  @Test("the comparison's views are what was recorded, byte for byte")
  func snapshots() throws {
    let comparison = try ComparisonFixture.comparison()
    try expectSnapshot(ComparisonJSON.encode(comparison), "comparison.json")
    try expectSnapshot(ComparisonHTML.render(comparison), "comparison.html")
    try expectSnapshot(ComparisonMarkdown.render(comparison), "comparison.md")
    try expectSnapshot(
      Data(ComparisonText.render(comparison, width: 100, color: false).utf8), "comparison.txt")
    try expectSnapshot(
      Data(ComparisonText.render(comparison, width: 44, color: false).utf8), "comparison-narrow.txt")
  }

  @Test("comparison.json reads back as the same comparison")
  func roundTrip() throws {
    let comparison = try ComparisonFixture.comparison()
    let data = try ComparisonJSON.encode(comparison)
    #expect(try JSONDecoder().decode(Comparison.self, from: data) == comparison)
  }

  @Test("no line is wider than the terminal, and colour changes no text")
  func terminal() throws {
    let comparison = try ComparisonFixture.comparison()
    let plain = ComparisonText.render(comparison, width: 80, color: false)
    let table = plain.components(separatedBy: "\n").filter { !$0.hasPrefix("no change:") }
    #expect(table.allSatisfy { $0.count <= 80 })
    let painted = ComparisonText.render(comparison, width: 80, color: true)
    #expect(painted.replacing(/\u{1b}\[[0-9]+m/, with: "") == plain)
  }

  @Test("hostile runs compare, and their text stays text")
  func hostile() throws {
    var other = HostileFixture.findings()
    other.run.id = "other"
    other.findings[0].verdict = .fail
    let comparison = try Comparison.compare([HostileFixture.findings(), other])
    let page = text(try ComparisonHTML.render(comparison))
    #expect(!page.contains("<img"))
    #expect(page.ranges(of: "<script>").count == 1)
    let terminal = ComparisonText.render(comparison, width: 80, color: false)
    #expect(!terminal.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(!text(ComparisonMarkdown.render(comparison)).contains("<img"))
  }
}
