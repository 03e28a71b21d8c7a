import Foundation
import ProbeProtocol
import Testing
import Verdict

@testable import Analysis
@testable import Report

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Whatever a text of the documents holds, no form of a report takes it for more than text. The texts are found by
/// themselves, so that a new property is tested from its first day.
@Suite struct ContainmentTests {
  private struct Planted {
    var findings: Findings
    var comparison: Comparison
    var summary: LogSummary

    init(_ attack: PlantedAttack) throws {
      findings = try PlantedDocuments.findings.get().document(attack.text)
      comparison = try PlantedDocuments.comparison.get().document(attack.text)
      summary = try PlantedDocuments.summary.get().document(attack.text)
    }

    func pages() throws -> [Data] {
      [
        try HTMLReport.render(findings), try ComparisonHTML.render(comparison),
        try LogSummaryHTML.render(summary),
      ]
    }

    var markdown: [String] {
      [text(MarkdownReport.render(findings)), text(ComparisonMarkdown.render(comparison))]
    }

    func terminal(color: Bool) -> [String] {
      findings.findings.map { FindingText.render($0, in: findings, color: color) } + [
        SummaryText.render(findings, folder: "R", color: color),
        ComparisonText.render(comparison, width: 100, color: color),
        LogSummaryText.render(summary, width: 100, color: color),
      ]
    }
  }

  /// What steers or hides, newlines and tabs aside.
  private func hidden(in text: String) -> [String] {
    text.unicodeScalars.filter { $0 != "\n" && $0 != "\t" && VisibleText.isHidden($0) }.map {
      String($0.value, radix: 16)
    }
  }

  @Test("every property of the documents has a value in those that are attacked")
  func everyProperty() throws {
    var occupation = Occupation()
    occupation.visit(PlantedDocuments.allFindings)
    occupation.visit(try PlantedDocuments.wholeComparison())
    occupation.visit(LogFixture.summary())
    #expect(occupation.vacant == [], "give them a value in PlantedDocuments")
    #expect(occupation.all.count > 150)
    let places = try PlantedDocuments.findings.get().places
    #expect(places.count > 80)
    #expect(
      places.isSuperset(of: ["findings.*.text", "scenarios.*.steps.*.arguments.*", "run.host.tools.*"]))
    #expect(!places.contains("findings.*.verdict"), "no enumeration takes it")
  }

  @Test("pages hold no element, attribute or control of a text", arguments: PlantedAttack.allCases)
  func html(attack: PlantedAttack) throws {
    let planted = try Planted(attack)
    for page in try planted.pages() {
      let page = text(page)
      #expect(hidden(in: page) == [])
      #expect(!page.contains("<x-owned"))
      #expect(page.ranges(of: "<script").count == 1)
      #expect(page.ranges(of: "</title>").count == 1 + page.ranges(of: "<g class=\"bar").count)
      #expect(page.matches(of: /⟦[0-9]+⟧/).count > 30, "the texts are there")
      if attack == .markup {
        let whole = page.ranges(of: "⟧&quot;&#39;&gt;").count
        #expect(whole * 10 > page.ranges(of: "⟧").count * 9, "and each that is not cut is escaped")
        #expect(!page.contains("⟧\""))
      }
      for match in page.matches(of: /\ id="([^"]*)"/) { #expect(match.output.1.utf8.count <= 140) }
      if attack == .length {
        #expect(page.contains("… (10,2"), "what is cut says how long it is")
        #expect(!page.contains(String(repeating: "n", count: HTMLLimits.text + 1)))
        #expect(!page.unicodeScalars.contains(String(repeating: "\u{301}", count: 7).unicodeScalars))
      }
    }
  }

  @Test("JSON keeps every text and steers no terminal", arguments: PlantedAttack.allCases)
  func json(attack: PlantedAttack) throws {
    let planted = try Planted(attack)
    let findings = try FindingsJSON.encode(planted.findings)
    #expect(try JSONDecoder().decode(Findings.self, from: findings) == planted.findings)
    let comparison = try ComparisonJSON.encode(planted.comparison)
    #expect(try JSONDecoder().decode(Comparison.self, from: comparison) == planted.comparison)
    let summary = try LogSummaryJSON.encode(planted.summary)
    #expect(try JSONDecoder().decode(LogSummary.self, from: summary) == planted.summary)
    for document in [findings, comparison, summary] { #expect(hidden(in: text(document)) == []) }
  }

  @Test("JUnit XML is well formed, with the elements that it should have", arguments: PlantedAttack.allCases)
  func junit(attack: PlantedAttack) throws {
    let known: Set<String> = [
      "testsuites", "testsuite", "testcase", "properties", "property", "failure", "error", "skipped",
      "flakyFailure",
      "system-out",
    ]
    let data = JUnitReport.render(try Planted(attack).findings)
    #expect(hidden(in: text(data)) == [])
    let names = try ElementNames.of(data)
    #expect(names.subtracting(known) == [])
  }

  @Test("terminals get text and the program's own colours", arguments: PlantedAttack.allCases)
  func terminal(attack: PlantedAttack) throws {
    let planted = try Planted(attack)
    for color in [false, true] {
      for text in planted.terminal(color: color) {
        let own = color ? text.replacing(/\u{1b}\[[0-9]+m/, with: "") : text
        #expect(hidden(in: own) == [])
        let longest = own.split(separator: "\n").max { $0.utf8.count < $1.utf8.count } ?? ""
        #expect(longest.utf8.count < 6_000, "\(longest.prefix(60))")
      }
    }
  }

  @Test("Markdown has no element, mention or heading of a text", arguments: PlantedAttack.allCases)
  func markdown(attack: PlantedAttack) throws {
    for report in try Planted(attack).markdown {
      #expect(hidden(in: report) == [])
      let outside = MarkdownOutside.code(of: report)
      for sign in ["<x-owned", "@you", "http://x", "#1", "**b**", "[l]("] {
        // In the line of a folded part there is HTML and no Markdown.
        let isMarkdown = sign.hasPrefix("*") || sign.hasPrefix("[")
        let isThere = outside.split(separator: "\n").contains { line in
          line.contains(sign) && !(isMarkdown && line.hasPrefix("<details>"))
        }
        #expect(!isThere, "\(sign)")
      }
      let headings = outside.split(separator: "\n").filter { $0.hasPrefix("#") }
      #expect(headings.count == 1 && headings[0].hasPrefix("## SandProbe"))
    }
  }
}

/// The names of a document's elements.
private final class ElementNames: NSObject, XMLParserDelegate {
  private var names: Set<String> = []

  static func of(_ data: Data) throws -> Set<String> {
    let (names, parser) = (ElementNames(), XMLParser(data: data))
    parser.delegate = names
    if !parser.parse() { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    return names.names
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    names.insert(elementName)
  }
}

/// Markdown without its code: in it nothing is markup.
enum MarkdownOutside {
  static func code(of text: String) -> String {
    var fence: String?
    let lines = text.components(separatedBy: "\n").filter { line in
      if let open = fence {
        if line == open { fence = nil }
        return false
      }
      if line.hasPrefix("```"), line.hasSuffix("text") { fence = String(line.dropLast(4)) }
      return fence == nil
    }
    return lines.map(withoutSpans).joined(separator: "\n")
  }

  /// A span ends with as many backticks as it began with; a backslash before one makes it no beginning.
  private static func withoutSpans(_ line: String) -> String {
    var result = ""
    var rest = line[...]
    while let tick = rest.firstIndex(of: "`") {
      let run = rest[tick...].prefix { $0 == "`" }
      let (before, after) = (rest[..<tick], rest[run.endIndex...])
      result += before
      if before.last == "\\" {
        rest = rest[rest.index(after: tick)...]
      } else if let end = after.ranges(of: run).first(where: { end in
        after[end.upperBound...].first != "`"
          && (end.lowerBound == after.startIndex || after[..<end.lowerBound].last != "`")
      }) {
        rest = after[end.upperBound...]
      } else {
        result += run
        rest = after
      }
    }
    return result + rest
  }
}
