import Foundation
import ProbeProtocol
import Scenario
import Syslog
import Testing

@testable import Verdict

/// The log lines that the article on sharing between apps publishes, read off an iPhone with iOS 15.2, within a run
/// whose outsider bears the name and the pid of the article's app.
@Suite("The source article's own log")
struct ArticleTests {
  /// The file as the article gives it; it begins with the kernel's line about the app `test5`.
  private static func article() throws -> Data {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try Data(
      contentsOf: tests.appendingPathComponent("SyslogTests/Corpus/00-sharing-article-ios15.2.log"))
  }

  private static let denial =
    "Feb 10 21:01:13 kernel(Sandbox)[0] <Error>: Sandbox: test5(1006) deny(1) file-read-data \(Plays.container)"

  /// The outsider is denied, and in the place of the kernel's line stands the article's whole log.
  /// - Parameter lastPID: the pid before the first actor's; the outsider is the second.
  private func evidence(probe: ProbeName = "test5", lastPID: Int32 = 1_004) throws -> Evidence {
    var scenario = Plays.intrusion
    scenario.actors = [
      .init(actor: "member", probe: "GroupMemberA"), .init(actor: "outsider", probe: probe),
    ]
    var stage = Plays.stage([scenario], script: Plays.intrusionHolds)
    stage.lastPID = lastPID
    let traces = stage.perform()
    var log = Data()
    for sketch in traces.log.sketches {
      if case .sandbox = sketch.content {
        log += try Self.article()
      } else {
        log += Data(sketch.line.utf8)
      }
    }
    var evidence = stage.evidence(of: traces)
    evidence.log = log
    evidence.records = LogReader.read(log)
    return evidence
  }

  @Test("the corpus holds the line as the article prints it, first")
  func line() throws {
    let text = String(decoding: try Self.article(), as: UTF8.self)
    #expect(text.hasPrefix(Self.denial + "\n"))
  }

  @Test("the article's kernel line lets FS-15 hold and is cited with its line and bytes")
  func cited() throws {
    let evidence = try evidence()
    let finding = try #require(
      Judge.findings(of: evidence, tool: "test").findings.first { $0.claim == "FS-15" })
    #expect(finding.verdict == .pass, "\(finding.sentence)")
    let check = try #require(
      finding.trials.flatMap(\.checks).first { $0.rule == "record-found" && $0.step == "intrude" })
    #expect(check.result == .met)
    let citation = try #require(check.evidence.first { $0.file == "syslog.log" })
    #expect(citation.text == Self.denial)
    let place = try #require(evidence.log.range(of: Data(Self.denial.utf8)))
    #expect(citation.byteStart == place.lowerBound)
    #expect(
      String(decoding: evidence.log[citation.byteStart..<citation.byteEnd], as: UTF8.self)
        .trimmingCharacters(in: .newlines) == Self.denial)
    #expect(citation.line == evidence.log[..<place.lowerBound].count { $0 == UInt8(ascii: "\n") } + 1)
    #expect(citation.lineCount == 1)
    #expect(!citation.marks.isEmpty && citation.marks.allSatisfy { Self.denial.contains($0) })
  }

  @Test(
    "of another app or another process the same line is no witness",
    arguments: [("test5", 1_005), ("test6", 1_004)] as [(ProbeName, Int32)])
  func someoneElse(probe: ProbeName, lastPID: Int32) throws {
    let evidence = try evidence(probe: probe, lastPID: lastPID)
    let finding = try #require(
      Judge.findings(of: evidence, tool: "test").findings.first { $0.claim == "FS-15" })
    #expect(finding.verdict == .inconclusive, "\(finding.sentence)")
    #expect(!finding.trials.flatMap(\.checks).flatMap(\.evidence).contains { $0.text == Self.denial })
  }

  private static let shared =
    "/private/var/mobile/Containers/Data/Application/F52BFFB4-B7F0-478F-A7E5-28DB7A338233/tmp/XXX.txt"

  /// What scenarios about sheets ask of daemons' words, and the line of the article that answers.
  static let daemons: [(RecordPattern, Int)] = [
    (
      RecordPattern(
        family: "transitd", actor: "sender", process: "transitd", path: shared,
        message: "^Copy .*/tmp/XXX[.]txt -> .*/Documents/Inbox"), 2
    ),
    (
      RecordPattern(
        family: "sandbox-extension", actor: "sender", process: "AirDrop", path: shared,
        message: "^Trying to issue"), 4
    ),
    (
      RecordPattern(
        family: "sandbox-extension", actor: "sender", process: "AirDrop", path: shared,
        message: "^Successfully issued"), 5
    ),
    (
      RecordPattern(
        family: "sharing", actor: "sender", process: "sharingd", path: shared, message: "contentText: AAAA"),
      6
    ),
  ]

  @Test(
    "the article's lines of daemons let a claim hold beside an outcome, each by its own", arguments: daemons)
  func daemon(pattern: RecordPattern, line: Int) throws {
    let scenario = Plays.scenario(
      "open-in/article", claims: ["FS-03"], actors: [("sender", "Sender")],
      steps: [
        Step(
          id: "show", actor: "sender", action: "share.present",
          expectations: [
            Expectation(
              claims: ["FS-03"], outcome: .ok, records: [.init(presence: .required, pattern: pattern)])
          ]),
        Step(id: "look", actor: "sender", action: "dir.open"),
      ])
    let stage = Plays.stage([scenario], script: ["show": .init(), "look": .init()])
    let traces = stage.perform()
    let lines = try Self.article()
    let begin = try #require(traces.log.sketches.firstIndex { $0.message.contains(".sender.") })
    var (log, place) = (Data(), 0)
    for (index, sketch) in traces.log.sketches.enumerated() {
      // Behind the hello and the begin of the step.
      if index == begin + 2 {
        place = log.count { $0 == UInt8(ascii: "\n") }
        log += lines
      }
      log += Data(sketch.line.utf8)
    }
    var evidence = stage.evidence(of: traces)
    (evidence.log, evidence.records) = (log, LogReader.read(log))
    let finding = try #require(Judge.findings(of: evidence, tool: "test").findings.first)
    #expect(finding.verdict == .pass, "\(finding.sentence)")
    let check = try #require(finding.trials.flatMap(\.checks).first { $0.rule == "daemon-record-found" })
    #expect(check.evidence.map(\.line) == [place + line])
  }
}
