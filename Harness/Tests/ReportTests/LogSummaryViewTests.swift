import Foundation
import ProbeProtocol
import Syslog
import Testing

@testable import Analysis
@testable import Report

@Suite struct LogSummaryViewTests {
  @Test("the views of a log summary are what was recorded, byte for byte")
  func snapshots() throws {
    let summary = LogFixture.summary()
    try expectSnapshot(
      Data(LogSummaryText.render(summary, width: 100, color: false).utf8), "log-summary.txt")
    try expectSnapshot(
      Data(LogSummaryText.render(summary, width: 60, top: 2, color: false).utf8), "log-summary-narrow.txt")
    try expectSnapshot(LogSummaryHTML.render(summary), "log-summary.html")
    try expectSnapshot(LogSummaryJSON.encode(summary), "log-summary.json")
  }

  @Test("a hostile log's views are what was recorded")
  func hostileSnapshots() throws {
    let summary = LogFixture.hostile()
    try expectSnapshot(
      Data(LogSummaryText.render(summary, width: 80, top: 4, color: false).utf8), "log-hostile.txt")
    try expectSnapshot(LogSummaryJSON.encode(summary), "log-hostile.json")
  }

  @Test("a log in which nothing was found says so")
  func nothing() throws {
    let summary = LogFixture.empty([LogSummary.Source(name: "-")])
    let page = text(try LogSummaryHTML.render(summary))
    #expect(page.contains("no decision of the sandbox"))
    #expect(
      LogSummaryText.render(summary, width: 80, color: false)
        == "log      standard input: 0 records in 0 lines\n\nSandbox  no decision of the sandbox\n")
  }

  @Test("nothing that a log says steers a terminal", arguments: [false, true])
  func terminal(color: Bool) {
    let rendered = LogSummaryText.render(LogFixture.hostile(), width: 72, color: color)
    let own = rendered.replacing(/\u{1B}\[[0-9]+m/, with: "")
    for scalar in own.unicodeScalars where scalar != "\n" { #expect(!VisibleText.isHidden(scalar)) }
    #expect(rendered.contains("\u{1B}") == color)
  }

  @Test("no line is wider than the terminal", arguments: [40, 60, 80, 132])
  func width(width: Int) {
    for line in LogSummaryText.render(LogFixture.summary(), width: width, color: false).split(separator: "\n")
    {
      #expect(line.count <= width, "\(line)")
    }
  }

  @Test("the JSON decodes to the summary, has every key, and steers no terminal either")
  func json() throws {
    for summary in [LogFixture.summary(), LogFixture.hostile(), LogFixture.empty([])] {
      let bytes = try LogSummaryJSON.encode(summary)
      #expect(try JSONDecoder().decode(LogSummary.self, from: bytes) == summary)
      for scalar in text(bytes).unicodeScalars where scalar != "\n" { #expect(!VisibleText.isHidden(scalar)) }
    }
    let json = try JSONDecoder().decode(
      JSONValue.self, from: LogSummaryJSON.encode(LogFixture.summary()))
    #expect(json.value(at: "sandbox.groups.1.subject") == .null)
    #expect(json.value(at: "sources.0.compression") == .null)
    #expect(json.value(at: "limits.8.first") == .null)
    #expect(json.value(at: "schema") == .string("sandprobe-log-summary/1"))
  }

  @Test("the page needs nothing from outside, and ids are unique")
  func page() throws {
    for summary in [LogFixture.summary(), LogFixture.hostile()] {
      let page = text(try LogSummaryHTML.render(summary))
      #expect(page.contains("default-src &#39;none&#39;; style-src &#39;sha256-"))
      let body = page.split(separator: "</style>").last.map(String.init) ?? ""
      #expect(body.matches(of: /(src|href)="(https?:)?\/\//).isEmpty)
      let ids = body.matches(of: /\ id="([^"]*)"/).map { String($0.output.1) }
      #expect(Set(ids).count == ids.count)
    }
  }

  @Test("a page lists so many groups and says how many more there are")
  func cap() throws {
    var summary = LogFixture.summary()
    let group = summary.sandbox.groups[0]
    summary.sandbox.groups = Array(repeating: group, count: HTMLLimits.groups + 3)
    let page = text(try LogSummaryHTML.render(summary))
    #expect(page.ranges(of: "data-verdict=\"deny\"").count == HTMLLimits.groups)
    #expect(page.contains("3 more kinds of decisions, which the same analysis with --json lists."))
  }
}

@Suite struct LogRecordLineTests {
  private static let log = """
    Feb 10 21:01:13 kernel(Sandbox)[0] <Error>: Sandbox: test5(1006) deny(1) file-read-data \(LogFixture.container)
    Feb 15 15:21:37 sharingd[66] <Notice>: Determining if conversion required for XXX.txt
        "file:///private/var/mobile"
    [disconnected]
    Feb 15 15:21:38 \u{202E}evil\u{9B}[5] <Notice>: \u{1B}]0;owned\u{7} "quoted" \\134

    """

  @Test("each record is a line of JSON with sorted keys")
  func json() throws {
    let records = LogReader.read(Data(Self.log.utf8))
    #expect(records.count == 4)
    for record in records {
      let line = LogRecordJSON.line(record, source: "a\u{2028}b.log")
      #expect(line.last == UInt8(ascii: "\n"))
      for scalar in text(line.dropLast()).unicodeScalars { #expect(!VisibleText.isHidden(scalar)) }
      let value = try JSONDecoder().decode(JSONValue.self, from: line)
      #expect(value["message"]?.stringValue == record.message)
      #expect(value["source"]?.stringValue == "a\u{2028}b.log")
      #expect(value["line"]?.intValue == record.line)
      #expect(value["byteEnd"]?.intValue == record.bytes.upperBound)
      #expect(value.objectValue?.count == 20)
    }
    let first = try JSONDecoder().decode(
      JSONValue.self, from: LogRecordJSON.line(try #require(records.first), source: "a"))
    #expect(first.value(at: "sandbox.subject")?.stringValue == "test5")
    #expect(first.value(at: "sandbox.pid")?.intValue == 1_006)
    #expect(first.value(at: "notice") == .null)
  }

  @Test("each record is a line of text that steers no terminal")
  func lines() {
    let lines = LogReader.read(Data(Self.log.utf8)).map { LogRecordText.line($0, color: false) }
    for line in lines {
      #expect(line.hasSuffix("\n"))
      for scalar in line.dropLast().unicodeScalars { #expect(!VisibleText.isHidden(scalar), "\(line)") }
    }
    #expect(lines[0].hasPrefix("Feb 10 21:01:13  ✘ test5[1006] was refused: "))
    #expect(lines[2] == "the capturing tool lost the phone\n")
  }
}
