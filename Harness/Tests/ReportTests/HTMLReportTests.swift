import Foundation
import ProbeProtocol
import Testing
import Verdict

@testable import Report

@Suite struct HTMLReportTests {
  @Test("report.html is what was recorded, byte for byte")
  func snapshot() throws {
    try expectSnapshot(HTMLReport.render(Fixture.findings()), "report.html")
    try expectSnapshot(HTMLReport.render(Fixture.rehearsal()), "rehearsal.html")
    try expectSnapshot(HTMLReport.render(Fixture.calm()), "calm.html")
  }

  @Test("every tag of every template is a key of a view model, and no tag escapes by itself")
  func templateKeys() throws {
    var keys: Set<String> = []
    try labels(of: ReportView(Fixture.findings()), into: &keys)
    try labels(of: ReportView(HostileFixture.findings()), into: &keys)
    try labels(of: ReportView(Fixture.rehearsal()), into: &keys)
    try labels(of: ComparisonView(ComparisonFixture.comparison()), into: &keys)
    try labels(of: LogView(LogFixture.summary()), into: &keys)
    let partials = Set(TemplateSet.templates.map(\.name))
    for template in TemplateSet.templates {
      let source = try #require(TemplateSet.source(template.name))
      for match in source.matches(of: /\{\{(\{?)([#^\/>]?)\s*([A-Za-z.]+)\}?\}\}/) {
        let (kind, name) = (String(match.output.2), String(match.output.3))
        let known = kind == ">" ? partials.contains(name) : keys.contains(name)
        #expect(known, "\(template.name): \(match.output.0)")
        if kind.isEmpty {
          #expect(match.output.1 == "{", "\(template.name): \(match.output.0) is escaped twice")
        }
      }
      let tags = source.ranges(of: "{{").count - source.ranges(of: "{{{").count
      #expect(source.matches(of: /\{\{(\{?)([#^\/>]?)\s*([A-Za-z.]+)\}?\}\}/).count >= tags)
    }
  }

  /// Collects the names of all properties; a `String` among them would reach the page unescaped, so there is
  /// none.
  private func labels(of value: Any, into keys: inout Set<String>) throws {
    #expect(!(value is String))
    if value is Markup { return }
    for child in Mirror(reflecting: value).children {
      if let label = child.label { keys.insert(label) }
      try labels(of: child.value, into: &keys)
    }
  }

  @Test("the page needs nothing from outside and its policy allows only its own style and script")
  func selfContained() throws {
    let page = text(try HTMLReport.render(Fixture.findings()))
    #expect(page.contains("default-src &#39;none&#39;; style-src &#39;sha256-"))
    #expect(page.matches(of: /(src|href)="(https?:)?\/\//).isEmpty)
    #expect(page.matches(of: /\ style="|\ on[a-z]+="/).isEmpty)
    #expect(TemplateSet.templates.allSatisfy { !$0.bytes.isEmpty })
    #expect(PackageResources.report_js.count < 15_000)
  }

  @Test("a finding holds 40 cited places, shared among its checks, and says where the rest is")
  func cap() throws {
    let page = text(try HTMLReport.render(Fixture.findings()))
    #expect(page.contains("id=\"L12034\""))
    #expect(!page.contains("id=\"L12078\""))
    #expect(page.contains("26 more lines, 12053 to 12078 of"))
    #expect(page.contains("outsider.jsonl:L6\""), "the control's record is not crowded out")
  }

  @Test("ids are unique and every link within the page has its target")
  func anchors() throws {
    for findings in [Fixture.findings(), Fixture.rehearsal(), HostileFixture.findings()] {
      let page = text(try HTMLReport.render(findings))
      let body = page.split(separator: "</style>").last.map(String.init) ?? ""
      let ids = body.matches(of: /\ id="([^"]*)"/).map { String($0.output.1) }
      #expect(Set(ids).count == ids.count)
      #expect(ids.allSatisfy { !$0.contains(" ") && !$0.isEmpty })
      guard findings.run.id != HostileFixture.findings().run.id else { continue }
      let targets = body.matches(of: /href="#([^"]*)"/).map {
        String($0.output.1).removingPercentEncoding ?? ""
      }
      #expect(targets.filter { !ids.contains($0) } == [])
    }
  }

  @Test("a rehearsal says so in words; a real run does not")
  func rehearsal() throws {
    let rehearsal = text(try HTMLReport.render(Fixture.rehearsal()))
    #expect(
      rehearsal.contains(
        "Rehearsal: a virtual phone (profile ios-15.2) answered, so this says nothing about iOS."))
    #expect(rehearsal.contains("Rules turned over: cross-container-read."))
    #expect(rehearsal.contains("Faults injected: drop:0.01."))
    #expect(!text(try HTMLReport.render(Fixture.findings())).contains("class=\"rehearsal\""))
  }

  @Test("every verdict has its chip, disabled where no finding has it")
  func chips() throws {
    let page = text(try HTMLReport.render(Fixture.calm()))
    #expect(page.ranges(of: "class=\"chip\"").count == Verdict.allCases.count)
    #expect(page.ranges(of: "aria-pressed=\"false\" disabled>").count == Verdict.allCases.count - 1)
    #expect(page.contains("no finding fails, is inconclusive or is an error"))
  }

  @Test("no percentage and no score stands in the text")
  func noScore() throws {
    let page = text(try HTMLReport.render(Fixture.findings()))
    let words = page.replacing(
      /<style>[^<]*<\/style>|<script>[\s\S]*<\/script>|<svg[\s\S]*?<\/svg>/, with: "")
    #expect(words.matches(of: /[0-9]\s*%/).isEmpty)
  }

  @Test("a hundred failing claims with all the evidence that a report holds stay below 5 MB")
  func size() throws {
    var findings = Fixture.findings()
    let failed = findings.findings[1]
    findings.findings = (0..<100).map { number in
      var finding = failed
      finding.claim = ClaimID("FS-\(number)")
      return finding
    }
    #expect(try HTMLReport.render(findings).count < 5_000_000)
  }
}
