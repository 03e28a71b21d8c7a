import Syslog

@testable import Analysis

/// What the log cannot tell, found the plain way: what counts as redacted, cut and so on is defined here.
struct ReferenceLimits {
  private var counts: [LogSummary.Limit.Kind: (count: Int, first: LogSummary.Place)] = [:]
  private var hasKernel = false

  /// A record in the time that is asked for, whatever the other filters say of it.
  mutating func takeAny(_ record: LogRecord, at place: LogSummary.Place) {
    if record.process == "kernel" { hasKernel = true }
    if case .notice(.dropped) = record.content { add(.dropped, place) }
    if record.content == .unplaced { add(.unplaced, place) }
  }

  /// A record that passes the filters.
  mutating func takePassing(_ record: LogRecord, at place: LogSummary.Place) {
    if record.form != nil, record.form != .repetition {
      if record.stamp.isEmpty { add(.noStamp, place) }
      if !record.stamp.isEmpty, LogStamp(record.stamp)?.day?.year == nil { add(.noYear, place) }
    }
    if Self.isCut(record.message) { add(.cut, place) }
    guard case .family = LogKind(record.content) else { return }
    if Self.isRedacted(record.message) { add(.redacted, place) }
    if record.message.unicodeScalars.contains("\u{FFFD}") { add(.unreadable, place) }
    guard case .sandbox(let violation) = record.content else { return }
    if violation.subject?.pid == nil { add(.noPid, place) }
    if violation.subject?.name.utf8.count == 16 { add(.nameCut, place) }
  }

  /// The unified log cuts messages at 1,024 bytes, some tools with a mark for it. A cut between two characters, or the
  /// blank and NUL of a relay, may take a few bytes more.
  static func isCut(_ message: String) -> Bool {
    (1_015...1_024).contains(message.utf8.count) || message.hasSuffix("<…>")
  }

  static func isRedacted(_ message: String) -> Bool {
    ["<private>", "<mask.hash", "<decode: missing data>"].contains { message.contains($0) }
  }

  private mutating func add(_ kind: LogSummary.Limit.Kind, _ place: LogSummary.Place) {
    counts[kind, default: (0, place)].count += 1
  }

  /// In the order of the kinds. What concerns the log as a whole names no place.
  func limits(extent: LogSummary.Extent, decisions: Int, omitted: Int) -> [LogSummary.Limit] {
    var counts = counts.mapValues { (count: $0.count, first: Optional($0.first)) }
    if omitted > 0 { counts[.omitted] = (omitted, nil) }
    if extent.filteredOut > 0 { counts[.filtered] = (extent.filteredOut, nil) }
    if !hasKernel, decisions == 0, extent.records + extent.filteredOut > 0 { counts[.noKernel] = (0, nil) }
    return LogSummary.Limit.Kind.allCases.compactMap { kind in
      counts[kind].map {
        LogSummary.Limit(
          kind: kind, count: $0.count, words: SummaryWords.limit(kind, $0.count), first: $0.first)
      }
    }
  }
}
