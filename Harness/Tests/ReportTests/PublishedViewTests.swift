import Foundation
import ProbeProtocol
import Testing
import Verdict

@testable import Report

@Suite("What was published, beside what was seen")
struct PublishedViewTests {
  private func views(_ findings: Findings) -> [PublishedView] {
    PublishedView.list(findings, ids: findings.findings.map(\.claim.rawValue))
  }

  @Test("every finding has one row, under its document and its topic, with its words and its verdict")
  func rows() throws {
    let findings = Fixture.findings()
    let rows = views(findings).flatMap(\.groups).flatMap(\.rows)
    #expect(rows.map(\.claim.renderText).sorted() == findings.findings.map(\.claim.rawValue).sorted())
    for finding in findings.findings {
      let row = try #require(rows.first { $0.claim.renderText == finding.claim.rawValue })
      #expect(row.badge.tone.renderText == finding.verdict.rawValue)
      #expect(row.link.renderText == "#\(finding.claim)")
      #expect(row.seen.isEmpty == !row.reasons.isEmpty)
    }
    #expect(Set(views(findings).map(\.title.renderText)).count == views(findings).count)
  }

  @Test("a row shows what decides: of a failure what was not as published, of what holds nothing else")
  func sightings() {
    for finding in Fixture.findings().findings where [.pass, .fail].contains(finding.verdict) {
      let wanted: Check.Result = finding.verdict == .fail ? .unmet : .met
      let checks = finding.trials.flatMap(\.checks).filter { $0.role == .assertion && $0.result == wanted }
      let list = Sighting.list(finding)
      #expect(!list.isEmpty, "\(finding.claim)")
      #expect(list.count == Set(list).count)
      for sighting in list {
        let own = checks.filter { $0.step == sighting.step }
        switch sighting.witness {
        case .words(let words): #expect(own.contains { $0.observed == words })
        case .record(let citation): #expect(own.contains { $0.evidence.contains(citation) })
        }
      }
    }
  }

  @Test("a line leads to the place of the page where it stands as evidence")
  func links() throws {
    let page = String(decoding: try HTMLReport.render(Fixture.findings()), as: UTF8.self)
    let section = try #require(page.firstMatch(of: /(?s)<section class="claims".*?<\/section>/)).output
    let links = section.matches(of: #/href="#([^"]+)">line /#).map { String($0.output.1) }
    #expect(!links.isEmpty)
    for link in links {
      let id = try #require(link.removingPercentEncoding)
      #expect(page.ranges(of: "id=\"\(id)\"").count == 1, "\(id)")
    }
  }
}
