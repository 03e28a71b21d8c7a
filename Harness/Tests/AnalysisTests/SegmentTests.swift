import Foundation
import LogMutation
import Syslog
import Testing

@testable import Analysis

// One at a time: each waits for threads, and the threads that tests share are few.
@Suite("Logs that several workers read", .serialized)
struct SegmentTests {
  private static func corpus() throws -> [Data] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../SyslogTests/Corpus").standardized
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".log") }.sorted()
      .map { try Data(contentsOf: folder.appending(path: $0)) }
  }

  /// Parts of logs one after another, most of them of one, so that workers find the form that they expect and at times
  /// another.
  private static func log(seed: UInt64) throws -> Data {
    var random = SeededGenerator(state: seed)
    let all = try corpus()
    guard let usual = all.randomElement(using: &random) else { return Data() }
    var log = Data()
    while log.count < 80_000 {
      let isOther = Int.random(in: 0..<12, using: &random) == 0
      let source = isOther ? all.randomElement(using: &random) ?? usual : usual
      log += source
      if Int.random(in: 0..<20, using: &random) == 0 { log += Data("[disconnected]\n[connected]\n".utf8) }
      if log.last != 10 { log.append(10) }
    }
    return log
  }

  private static func summary(of log: Data, workers: Int, part: Int) throws -> LogSummary {
    var survey = LogSurvey(filter: LogFilter())
    survey.begin(LogSummary.Source(name: "log"))
    try survey.read(
      log.count, workers: workers, inPartsOf: part,
      { place, buffer in
        let bytes = log[min(place, log.count)..<min(place + buffer.count, log.count)]
        return bytes.copyBytes(to: buffer)
      }, proceed: { _ in true })
    survey.end(problems: [])
    return survey.summary(tool: "test")
  }

  /// Lines of their JSON that only one of them has.
  private static func difference(_ left: LogSummary, _ right: LogSummary) -> [String] {
    func lines(_ summary: LogSummary) -> [Substring] {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      return String(decoding: (try? encoder.encode(summary)) ?? Data(), as: UTF8.self).split(separator: "\n")
    }
    return lines(left).difference(from: lines(right)).prefix(8).map { "\($0)" }
  }

  @Test("give the summary of one", arguments: Array(1...10) as [UInt64])
  func workers(seed: UInt64) throws {
    let log = try Self.log(seed: seed)
    let one = try Self.summary(of: log, workers: 1, part: 1 << 20)
    for (workers, part) in [(2, 9_000), (3, 30_011)] {
      let several = try Self.summary(of: log, workers: workers, part: part)
      let difference = Self.difference(several, one)
      #expect(difference.isEmpty, "seed \(seed), \(workers) workers, parts of \(part) bytes: \(difference)")
    }
  }

  @Test("end where the file was cut, and keep what came before")
  func cut() throws {
    let log = try Self.log(seed: 99)
    let half = log.prefix(log.count / 2)
    var survey = LogSurvey(filter: LogFilter())
    survey.begin(LogSummary.Source(name: "log"))
    try survey.read(
      log.count, workers: 2, inPartsOf: 20_000,
      { place, buffer in
        half[min(place, half.count)..<min(place + buffer.count, half.count)].copyBytes(to: buffer)
      }, proceed: { _ in true })
    survey.end(problems: [])
    let summary = survey.summary(tool: "test")
    #expect(summary == (try Self.summary(of: Data(half), workers: 1, part: 1 << 20)))
  }

  @Test("stop when they are told to, and what was read is told")
  func stopped() throws {
    let log = try Self.log(seed: 7)
    var survey = LogSurvey(filter: LogFilter())
    survey.begin(LogSummary.Source(name: "log"))
    var calls = 0
    try survey.read(
      log.count, workers: 2, inPartsOf: 20_000,
      { place, buffer in
        log[min(place, log.count)..<min(place + buffer.count, log.count)].copyBytes(to: buffer)
      },
      proceed: { _ in
        calls += 1
        return calls < 2
      })
    survey.end(problems: [])
    let summary = survey.summary(tool: "test")
    #expect(summary.extent.bytes < log.count)
    #expect(summary.extent.records > 0)
  }
}
