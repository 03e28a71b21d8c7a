import ProbeProtocol
import Syslog
import Testing

@testable import Verdict

@Suite("Plain records left out of the evidence")
struct LeftOutRecordsTests {
  @Test("findings are the same to the word, whatever was lost or added", arguments: 0..<40)
  func sameFindings(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for stage in VerdictProperties.stages {
      var traces = stage.perform()
      let share = Double.random(in: 0...0.5, using: &random)
      if seed > 4 { traces.log.sketches.removeAll { _ in Double.random(in: 0..<1, using: &random) < share } }
      for number in 0..<Int.random(in: 1...60, using: &random) {
        let place = Int.random(in: 0...traces.log.sketches.count, using: &random)
        traces.log.sketches.insert(.chatter(number), at: place)
      }
      var evidence = stage.evidence(of: traces)
      let whole = Judge.findings(of: evidence, tool: "test")
      let excerpt = LogReader.excerpt(of: evidence.log)
      evidence.recordsLeftOut = excerpt.recordCount - excerpt.records.count
      evidence.records = excerpt.records
      #expect(Judge.findings(of: evidence, tool: "test") == whole, "seed \(seed)")
    }
  }

  @Test("the places of records are those that a walk over all of them finds", arguments: 0..<40)
  func places(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let contents: [LogContent] = [
      .plain, .unplaced, .daemon(.privacy), .daemon(.sharing), Self.decision(pid: 7), Self.decision(pid: 8),
      Self.decision(pid: nil),
    ]
    let records = (0..<Int.random(in: 1...60, using: &random)).map { number in
      LogRecord(
        line: number + 1, lineCount: 1, bytes: number..<number + 1, stamp: "", process: "", image: nil,
        pid: nil, level: nil, message: "", content: contents.randomElement(using: &random) ?? .plain)
    }
    let places = RecordPlaces(records)
    let lower = Int.random(in: records.indices, using: &random)
    let reach = lower...Int.random(in: lower..<records.count, using: &random)
    let decisions = reach.filter {
      records[$0].content == Self.decision(pid: 7) || records[$0].content == Self.decision(pid: nil)
    }
    #expect(places.decisions(about: 7, in: reach) == decisions)
    let daemons = reach.filter { records[$0].content == .daemon(.privacy) }
    #expect(places.records(of: "privacy", in: reach) == daemons)
    #expect(places.records(of: "no family", in: reach).isEmpty)
  }

  private static func decision(pid: Int32?) -> LogContent {
    .sandbox(
      SandboxViolation(
        subject: .init(name: "A", pid: pid), isDeny: true, code: 1, operation: "signal", target: ""))
  }
}
