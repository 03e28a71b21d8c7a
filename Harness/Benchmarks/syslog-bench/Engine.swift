import Analysis
import Foundation
import ProbeProtocol
import Syslog

/// Where the benchmark meets the engine: the only file that names the calls it measures.
enum Engine {
  /// Reads every header.
  static func parse(_ input: Descriptor) throws -> HeaderCounts {
    var counts = HeaderCounts()
    var census = HeaderCensus()
    while try census.fill(atMost: Descriptor.chunk, { try input.read(into: $0) ?? 0 }) {}
    counts.bytes = census.position
    let (sieved, notices) = census.finish()
    counts.notices = notices
    counts.records = sieved.records
    counts.continued = sieved.continued
    for (process, count) in sieved.byProcess { counts.by_process[process, default: 0] += count }
    for (level, count) in sieved.byLevel { counts.by_level[level, default: 0] += count }
    return counts
  }

  /// Finds and reads the records that tell something.
  static func classify(_ input: Descriptor) throws -> MessageCounts {
    var counts = MessageCounts()
    func count(_ violation: SandboxViolation) {
      if violation.duplicates > 0 { counts.duplicates += 1 } else { counts.denies += 1 }
      counts.folded += violation.duplicates
    }
    try sieve(input) { find in
      switch find.what {
      case .decision(let decision): count(decision.violation)
      case .record(let record):
        switch record.content {
        case .sandbox(let violation): count(violation)
        case .event: counts.event_lines += 1
        default: break
        }
      case .plain, .quiet: break
      }
    }
    return counts
  }

  /// Makes the whole summary.
  static func survey(_ input: Descriptor, workers: Int, withDigest: Bool) throws -> SurveyCounts {
    var survey = LogSurvey(filter: LogFilter())
    survey.begin(LogSummary.Source(name: "log"))
    let size = try input.size()
    try survey.read(size, workers: workers, { try input.read(into: $1, at: $0) }, proceed: { _ in true })
    survey.end(problems: [])
    return try SurveyCounts(survey.summary(tool: "syslog-bench"), withDigest: withDigest)
  }

  /// Reads an event.
  static func decode(_ json: [UInt8]) throws -> Event { try Event(json: json) }

  private static func sieve(
    _ input: Descriptor, _ visit: (LogFind) -> Void
  ) throws {
    var sieve = LogSieve()
    while let finds = try sieve.fill(atMost: Descriptor.chunk, { try input.read(into: $0) ?? 0 }) {
      for find in finds { visit(find) }
    }
    for find in sieve.finish() { visit(find) }
  }
}

/// Reads one live stream as a run does: records that tell something are handed out, the others are counted.
struct LiveEngine {
  private var reader = LogReader(keeping: .telling)

  /// Records that are complete and classified so far.
  var records: Int { reader.recordCount() }

  mutating func append(_ bytes: UnsafeRawBufferPointer) { _ = reader.append(bytes) }

  /// The stream has been quiet for a moment.
  mutating func flush() { _ = reader.flush() }

  /// The stream has ended.
  mutating func finish() { _ = reader.finish() }
}
