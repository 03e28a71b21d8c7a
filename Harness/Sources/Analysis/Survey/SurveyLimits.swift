import Syslog

/// What the log cannot tell.
struct SurveyLimits {
  private var counts: [LogSummary.Limit.Kind: (count: Int, first: LogSummary.Place)] = [:]
  private var hasKernel = false
  /// Records without a year, nearly all of most logs, behind the first.
  private var furtherWithoutYear = 0
  private var hasYearless = false

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
      if !record.stamp.isEmpty, Self.lacksYear(record) { takeWithoutYear(place) }
    }
    if MessageText.isCut(record.message) { add(.cut, place) }
    guard case .family = LogKind(record.content) else { return }
    if Redaction.occurs(in: record.message) { add(.redacted, place) }
    if MessageText.holds(0xEF, record.message), record.message.unicodeScalars.contains("\u{FFFD}") {
      add(.unreadable, place)
    }
    if case .sandbox(let violation) = record.content { take(violation, at: place) }
  }

  /// A decision of the sandbox that passes the filters.
  mutating func take(_ decision: DecisionFind, at place: LogSummary.Place) {
    if decision.isKernel { hasKernel = true }
    takeWithoutYear(place)
    if decision.isCut { add(.cut, place) }
    if decision.isRedacted { add(.redacted, place) }
    take(decision.violation, at: place)
  }

  private mutating func take(_ violation: SandboxViolation, at place: LogSummary.Place) {
    if violation.subject?.pid == nil { add(.noPid, place) }
    if violation.subject?.name.utf8.count == 16 { add(.nameCut, place) }
  }

  /// Plain records that were passed over: their stamps have no year, and one like them was taken before.
  mutating func takePassedOver(_ count: Int) { if hasYearless { furtherWithoutYear += count } }

  private mutating func takeWithoutYear(_ place: LogSummary.Place) {
    if hasYearless { furtherWithoutYear += 1 } else { add(.noYear, place) }
    hasYearless = true
  }

  /// Records of a family that were passed over.
  mutating func take(_ quiet: QuietCount, in source: Int, lineOffset: Int) {
    guard quiet.redacted > 0 else { return }
    let place = LogSummary.Place(source: source, line: quiet.firstRedacted + lineOffset)
    var known = counts[.redacted] ?? (0, place)
    known.count += quiet.redacted
    if (place.source, place.line) < (known.first.source, known.first.line) { known.first = place }
    counts[.redacted] = known
  }

  /// The kernel logged something.
  mutating func noteKernel() { hasKernel = true }

  private static func lacksYear(_ record: LogRecord) -> Bool {
    record.form?.isRelayLike == true || LogStamp(record.stamp)?.day?.year == nil
  }

  private mutating func add(_ kind: LogSummary.Limit.Kind, _ place: LogSummary.Place) {
    counts[kind, default: (0, place)].count += 1
  }

  /// In the order of the kinds. What concerns the log as a whole names no place.
  func limits(extent: LogSummary.Extent, decisions: Int, omitted: Int) -> [LogSummary.Limit] {
    var counts = counts.mapValues { (count: $0.count, first: Optional($0.first)) }
    counts[.noYear]?.count += furtherWithoutYear
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
