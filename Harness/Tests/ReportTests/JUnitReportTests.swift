import Foundation
import Report
import Testing
import Verdict

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct JUnitReportTests {
  @Test("junit.xml is what was recorded, byte for byte")
  func snapshot() throws {
    try expectSnapshot(JUnitReport.render(Fixture.findings()), "junit.xml")
  }

  @Test("each topic is a suite, each claim a case, and the counts add up")
  func structure() throws {
    let tree = try Tree(JUnitReport.render(Fixture.findings()))
    #expect(tree.elements("testsuite").map { $0["name"] } == ["app-group", "isolation", "explore"])
    #expect(tree.elements("testcase").count == 7)
    #expect(tree.elements("testsuites").first?["tests"] == "7")
    #expect(tree.elements("testsuites").first?["failures"] == "2")
    #expect(tree.elements("testsuites").first?["errors"] == "2")
    #expect(tree.elements("testsuites").first?["skipped"] == "1")
    #expect(tree.elements("failure").map { $0["type"] } == ["claim-fails", "claim-fails"])
    #expect(tree.elements("error").map { $0["type"] } == ["inconclusive", "harness"])
    #expect(tree.elements("flakyFailure").map { $0["message"] } == ["repetition 1: updates were lost"])
  }

  @Test("hostile text leaves well-formed XML without forbidden characters")
  func hostile() throws {
    let data = JUnitReport.render(HostileFixture.findings())
    let tree = try Tree(data)
    #expect(tree.elements("testcase").count == HostileFixture.attacks.count)
    #expect(tree.elements("script").isEmpty)
    let forbidden = text(data).unicodeScalars.filter {
      $0.value < 0x20 && $0 != "\n" && $0 != "\t" || $0.value == 0xfffe
    }
    #expect(forbidden.isEmpty)
  }
}

/// The elements of an XML document with their attributes, in order.
private final class Tree: NSObject, XMLParserDelegate {
  private var found: [(name: String, attributes: [String: String])] = []

  init(_ data: Data) throws {
    super.init()
    let parser = XMLParser(data: data)
    parser.delegate = self
    if !parser.parse() { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
  }

  func elements(_ name: String) -> [[String: String]] { found.filter { $0.name == name }.map(\.attributes) }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    found.append((elementName, attributes))
  }
}
