import Analysis
import Foundation
import ProbeProtocol

/// What headers tell. The names are those of the generator's truth.
struct HeaderCounts: Encodable, Equatable {
  var bytes = 0
  var records = 0
  /// Records with further lines.
  var continued = 0
  /// Words of the capturing tool.
  var notices = 0
  var by_process: [String: Int] = [:]
  var by_level: [String: Int] = [:]
}

/// What messages tell.
struct MessageCounts: Encodable, Equatable {
  var denies = 0
  var duplicates = 0
  /// Decisions that the duplicates stand for.
  var folded = 0
  var event_lines = 0
}

/// What the whole of a log tells.
struct SurveyCounts: Encodable, Equatable {
  var bytes: Int
  var lines: Int
  var records_and_notices: Int
  var continued: Int
  var denies_and_duplicates: Int
  /// Decisions beyond one a record.
  var folded_beyond: Int
  var event_lines: Int
  /// Of the complete answer, where it is asked for: the same for any number of workers.
  var digest: String?

  init(_ summary: LogSummary, withDigest: Bool) throws {
    bytes = summary.extent.bytes
    lines = summary.extent.lines
    records_and_notices = summary.extent.records
    continued = summary.extent.continued
    denies_and_duplicates = summary.sandbox.records
    folded_beyond = summary.sandbox.folded
    event_lines = summary.probes.reduce(0) { $0 + $1.places.count }
    guard withDigest else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    digest = ContentDigest(of: try encoder.encode(summary)).rawValue
  }
}
