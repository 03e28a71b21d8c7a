import Foundation
import ProbeProtocol
import Testing
import Verdict

@testable import Report

@Suite struct RunHealthTests {
  private var unsound: Findings {
    var findings = Fixture.findings()
    findings.run.state = .interrupted
    findings.run.parent = "20260228-080000-a0a0"
    findings.problems = ["syslog.log was changed after the run", "host.jsonl is missing"]
    findings.channel.disturbances = ["the tool stopped at byte 40", "the stream was silent"]
    return findings
  }

  @Test("every form of a report shows the same notes")
  func everyForm() throws {
    let notes = RunHealth(unsound).notes
    #expect(notes.map(\.about) == [.run, .run, .files, .files, .log, .log, .log])
    let page = text(try HTMLReport.render(unsound))
    let summary = SummaryText.render(unsound, folder: "R", color: false)
    let markdown = text(MarkdownReport.render(unsound))
    let junit = text(JUnitReport.render(unsound))
    for note in notes {
      let (about, sentence) = (note.about.rawValue, note.sentence)
      #expect(page.contains("<dt>\(about)</dt><dd>\(sentence)</dd>"))
      #expect(summary.contains("  \(about.padding(to: 6))\(sentence)\n"))
      #expect(markdown.contains("- \(about): \(MarkdownText.inline(sentence))\n"))
      #expect(junit.contains("<property name=\"health.\(about)\" value=\"\(sentence)\"/>"))
    }
    for form in [page, summary, markdown, junit] { #expect(form.contains("not sound")) }
    let json = try JSONDecoder().decode(JSONValue.self, from: FindingsJSON.encode(unsound))
    #expect(json.value(at: "health.isSound") == .bool(false))
    #expect(json.value(at: "health.notes")?.arrayValue?.count == notes.count)
    #expect(json.value(at: "health.notes.2.sentence") == .string(notes[2].sentence))
  }

  @Test("a run without fault is sound, and says what its log channel showed")
  func sound() {
    #expect(RunHealth(Fixture.calm()).isSound)
    #expect(RunHealth(Fixture.calm()).notes.map(\.sentence) == [Fixture.calm().channel.summary])
    let faults: [(inout Findings) -> Void] = [
      { $0.run.state = .running }, { $0.problems = ["a"] }, { $0.channel.isSound = false },
    ]
    for fault in faults {
      var findings = Fixture.calm()
      fault(&findings)
      #expect(!RunHealth(findings).isSound)
    }
  }
}
