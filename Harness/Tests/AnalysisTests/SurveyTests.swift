import Foundation
import Syslog
import Testing

@testable import Analysis

@Suite("Summaries of whole logs")
struct SurveyTests {
  /// Every log of the corpus as one source each.
  private static func corpus() throws -> [(name: String, bytes: Data)] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../SyslogTests/Corpus").standardized
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".log") }.sorted()
      .map { ($0, try Data(contentsOf: folder.appending(path: $0))) }
  }

  private static func filters() throws -> [LogFilter] {
    [
      LogFilter(), LogFilter(processes: [NamePattern("kernel"), NamePattern("*sharing*")]),
      LogFilter(kinds: [.family(.sandbox), .family(.sharing), .notice]),
      LogFilter(since: try LogTime(parsing: "10:00"), until: try LogTime(parsing: "18:30:05")),
      LogFilter(since: try LogTime(parsing: "Nov 1"), text: try TextPattern("/deny|fail/i")),
    ]
  }

  @Test(
    "the survey says what the reference says, however the bytes are cut", arguments: [1 << 20, 4_096, 61])
  func reference(chunk: Int) throws {
    let logs = try Self.corpus()
    for filter in try Self.filters() {
      var reference = ReferenceSurvey(filter: filter)
      var passed: [LogRecord] = []
      var survey = LogSurvey(filter: filter) { passed.append($0) }
      var expected: [LogRecord] = []
      for log in logs {
        reference.begin(LogSummary.Source(name: log.name))
        reference.append(log.bytes)
        reference.end(problems: [])
        survey.begin(LogSummary.Source(name: log.name))
        for start in stride(from: 0, to: log.bytes.count, by: chunk) {
          survey.append(log.bytes[start..<min(start + chunk, log.bytes.count)])
        }
        survey.end(problems: [])
      }
      let summary = survey.summary(tool: "test")
      #expect(summary == reference.summary(tool: "test"))
      var again = ReferenceSurvey(filter: filter) { expected.append($0) }
      for log in logs {
        again.begin(LogSummary.Source(name: log.name))
        again.append(log.bytes)
        again.end(problems: [])
      }
      #expect(passed == expected)
    }
  }

  private static func summary(_ text: String, _ filter: LogFilter = LogFilter()) -> LogSummary {
    var survey = LogSurvey(filter: filter)
    survey.begin(LogSummary.Source(name: "test.log"))
    survey.append(Data(text.utf8))
    survey.end(problems: [])
    return survey.summary(tool: "test")
  }

  private static func kinds(_ summary: LogSummary) -> [String] {
    summary.gaps.map { "\($0.kind.rawValue) \($0.place.line)" }
  }

  @Test("silence and stamps that go back are gaps; the turn of the year is none")
  func clock() {
    let log = """
      Dec 31 23:59:50 kernel[0] <Notice>: a
      Jan  1 00:00:20 kernel[0] <Notice>: b
      Jan  1 00:02:00 kernel[0] <Notice>: c
      Dec 31 23:00:00 kernel[0] <Notice>: d

      """
    let summary = Self.summary(log)
    #expect(Self.kinds(summary) == ["silence 3", "backwards 4"])
    #expect(summary.gaps.map(\.words).first == "no record for 1 min 40 s")
    #expect(summary.extent.firstStamp == "Dec 31 23:59:50")
    #expect(summary.extent.lines == 4)
  }

  @Test("the tool's markers are gaps, the first one is not")
  func markers() {
    let log = """
      [connected]
      Jan  1 00:00:20 kernel[0] <Notice>: b
      [disconnected]
      [connected]
      Jan  1 00:00:21 kernel[0] <Notice>: c

      """
    #expect(Self.kinds(Self.summary(log)) == ["disconnected 3", "reconnected 4"])
  }

  @Test("two forms line by line are listed a few times and then counted")
  func interleaved() {
    let pair = "Jan  1 00:00:20 kernel[0] <Notice>: b\nJan  1 00:00:20.123456 kernel[0] <Notice>: b\n"
    let summary = Self.summary(String(repeating: pair, count: 50))
    #expect(summary.gaps.count == LogSummary.formChangeLimit + 1)
    #expect(summary.gapTotal == LogSummary.formChangeLimit + 1)
    #expect(summary.gaps.last?.words.contains("91 more times") == true)
  }

  @Test("what the log cannot tell is said with numbers")
  func limits() {
    let denial = "Sandbox: com.apple.Addres(7) deny(1) file-read-data <private>"
    let log = """
      Jan  1 00:00:20 kernel(Sandbox)[0] <Error>: \(denial)
      Jan  1 00:00:21 kernel(Sandbox)[0] <Error>: Sandbox: 3 duplicate reports for demo deny(2) file-read-data /x
      Jan  1 00:00:21 app[5] <Notice>: \(String(repeating: "x", count: 1_024))

      """
    let summary = Self.summary(log)
    #expect(summary.limits.map(\.kind) == [.redacted, .cut, .nameCut, .noPid, .noYear])
    #expect(summary.limits.map(\.count) == [1, 1, 1, 1, 3])
    #expect(summary.sandbox.records == 2)
    #expect(summary.sandbox.folded == 2)
    #expect(summary.sandbox.groups.map(\.places.count) == [1, 1])
    #expect(summary.sandbox.groups.first?.subject == "demo", "three decisions stand before one")
    let nothing = Self.summary("Jan  1 00:00:20 app[5] <Notice>: x\n")
    #expect(nothing.limits.map(\.kind) == [.noYear, .noKernel])
  }

  @Test("a log that nothing was read from says so in each number")
  func empty() {
    let summary = Self.summary("")
    #expect(summary.extent == LogSummary.Extent())
    #expect(summary.sources.map(\.records) == [0])
    #expect(Self.summary("just text\nand more").sources.map(\.records) == [0])
    #expect(LogSurvey(filter: LogFilter()).summary(tool: "t").sources.isEmpty)
  }
}
