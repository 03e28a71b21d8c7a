public import Foundation
public import Syslog

/// Makes a summary of logs as their bytes come.
///
/// - A *record* is whatever the reader gives but unplaced text; notices of the tool are records too.
/// - Sources, lines, bytes and unplaced text are counted whatever the filters are; gaps, dropped messages and whether the
///   kernel spoke follow the filter by time alone; all else counts the records that pass.
/// - A record without a readable stamp is in the time that is asked for if the one before it in its source was; before
///   the first it is unless `since` is set.
/// - Equal counts: the earlier first for groups, by name otherwise.
/// - Kinds that come when the table is full are counted in `omitted`; names of processes and levels are dropped.
///
/// Where all records are asked for and nobody wants to see each, text is made of those alone that are more than plain.
public struct LogSurvey {
  let filter: LogFilter
  private let text: TextMatcher?
  private let onRecord: ((LogRecord) -> Void)?
  /// What the records of the source are found by: either is nil.
  var sieve: LogSieve?
  private var reader: LogReader?
  /// Lines of the source before the sieve's first.
  var lineOffset = 0
  var sources: [LogSummary.Source] = []
  private var endsLine = true
  private var isInTime = true
  var counts = SurveyCounts()
  var gaps = SurveyGaps()
  private var limits = SurveyLimits()
  private var groups = SurveyGroups()

  public init(filter: LogFilter, onRecord: ((LogRecord) -> Void)? = nil) {
    self.filter = filter
    text = filter.text?.matcher()
    self.onRecord = onRecord
  }

  /// Begins the next source.
  public mutating func begin(_ source: LogSummary.Source) {
    sources.append(source)
    let isSieved = filter.isEmpty && onRecord == nil
    sieve = isSieved ? LogSieve() : nil
    reader = isSieved ? nil : LogReader()
    lineOffset = 0
    gaps.begin()
    endsLine = true
    isInTime = filter.since == nil
  }

  /// Takes the next bytes of the source.
  public mutating func append(_ bytes: Data) {
    bytes.withUnsafeBytes { append($0) }
  }

  /// Takes the next bytes of the source.
  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard !sources.isEmpty, !bytes.isEmpty else { return }
    count(bytes.count, last: bytes.last { $0 != 0 })
    if let finds = sieve?.append(bytes) {
      for find in finds { take(find) }
    } else {
      for record in reader?.append(Data(bytes)) ?? [] { take(record) }
    }
  }

  /// Takes the next bytes of the source, which `read` puts into the space that it is given.
  /// - Returns: how many they were.
  mutating func fill(
    atMost limit: Int, _ read: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws -> Int {
    guard let reading = sieve else { return try fillReader(atMost: limit, read) }
    // Moved out and back, so that nothing of it is copied.
    sieve = nil
    var sieve = reading
    defer { self.sieve = sieve }
    var (count, last) = (0, UInt8?.none)
    let finds = try sieve.fill(atMost: limit) { space in
      count = try read(space)
      last = space[..<max(count, 0)].last { $0 != 0 }
      return count
    }
    self.count(count, last: last)
    for find in finds ?? [] { take(find) }
    return count
  }

  private mutating func fillReader(
    atMost limit: Int, _ read: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws -> Int {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: limit, alignment: 16)
    defer { buffer.deallocate() }
    let count = try read(buffer)
    append(UnsafeRawBufferPointer(rebasing: buffer[..<max(count, 0)]))
    return count
  }

  /// Counts bytes of the source.
  /// - Parameter last: the last one that is no NUL.
  private mutating func count(_ count: Int, last: UInt8?) {
    sources[sources.count - 1].bytes += count
    counts.extent.bytes += count
    if let last { endsLine = last == UInt8(ascii: "\n") }
  }

  /// Gives the open record as it stands, after the log has been quiet for a moment.
  public mutating func flush() {
    for find in sieve?.flush() ?? [] { take(find) }
    for record in reader?.flush() ?? [] { take(record) }
  }

  /// Ends the source.
  /// - Parameter problems: what was wrong with it, in sentences.
  public mutating func end(problems: [String]) {
    guard !sources.isEmpty else { return }
    for find in sieve?.finish() ?? [] { take(find) }
    for record in reader?.finish() ?? [] { take(record) }
    counts.extent.lines += sieve?.newlines ?? reader?.newlines ?? 0
    if let counts = sieve?.counts() {
      settle(counts)
      settle(quiet: counts.quiet, records: counts.records, lastStamp: sieve?.lastStamp)
    }
    (sieve, reader) = (nil, nil)
    if !endsLine { counts.extent.lines += 1 }
    endsLine = true
    sources[sources.count - 1].problems += problems
  }

  // MARK: Records

  private mutating func take(_ record: LogRecord) {
    let place = LogSummary.Place(source: sources.count - 1, line: record.line)
    if filter.choosesByTime, let stamp = LogStamp(record.stamp) { isInTime = filter.includes(stamp) }
    let isRecord = record.content != .unplaced
    if isRecord {
      sources[sources.count - 1].records += 1
    } else {
      note(unplaced: record)
    }
    if isInTime { see(record, at: place) }
    guard isInTime, filter.includes(record, text: text) else {
      if isRecord { counts.extent.filteredOut += 1 }
      return
    }
    if isRecord {
      counts.take(record)
      pass(record, at: place)
    }
    onRecord?(record)
  }

  private mutating func note(unplaced record: LogRecord) {
    counts.extent.unplaced += 1
    counts.extent.unplacedBytes += record.bytes.count
  }

  private mutating func see(_ record: LogRecord, at place: LogSummary.Place) {
    gaps.take(
      SurveyGaps.Sight(
        place: place, stamp: record.stamp, form: record.form, content: record.content,
        byteCount: record.bytes.count))
    limits.takeAny(record, at: place)
  }

  private mutating func pass(_ record: LogRecord, at place: LogSummary.Place) {
    counts.note(record)
    limits.takePassing(record, at: place)
    groups.take(record, at: place)
  }

  // MARK: Finds of a sieve

  private var seenOfSieve = 0

  mutating func take(_ find: LogFind) {
    if find.isBehindSilent { gaps.passedOver(lastStamp: find.previousStamp) }
    switch find.what {
    case .plain(let line, let stamp, let form):
      gaps.take(
        SurveyGaps.Sight(
          place: LogSummary.Place(source: sources.count - 1, line: line + lineOffset), stamp: stamp,
          form: form, content: .plain, byteCount: 0))
    case .quiet(let line, let process, let stamp, let family, let message):
      let place = LogSummary.Place(source: sources.count - 1, line: line + lineOffset)
      groups.begin(family, of: process, message: message, stamp: stamp, at: place)
    case .decision(let decision):
      let place = LogSummary.Place(source: sources.count - 1, line: decision.line + lineOffset)
      gaps.take(decision, at: place)
      limits.take(decision, at: place)
      counts.note(decision)
      groups.take(decision, at: place)
      seenOfSieve += 1
    case .record(let record):
      let place = LogSummary.Place(source: sources.count - 1, line: record.line + lineOffset)
      see(record, at: place)
      guard record.content != .unplaced else { return note(unplaced: record) }
      pass(record, at: place)
      // The sieve counts what has a header.
      if record.form == nil {
        counts.take(record)
        sources[sources.count - 1].records += 1
      } else {
        seenOfSieve += 1
      }
    }
  }

  /// Takes over what a sieve counted of all records.
  mutating func settle(_ sieved: LogCounts) {
    counts.take(sieved)
    if sieved.byProcess.contains(where: { $0.process == "kernel" }) { limits.noteKernel() }
  }

  /// Takes over what a sieve passed over.
  /// - Parameter records: how many there were in all.
  mutating func settle(
    quiet: [(process: String, count: QuietCount)], records: Int, lastStamp: String?
  ) {
    let source = sources.count - 1
    sources[source].records += records
    limits.takePassedOver(records - seenOfSieve)
    seenOfSieve = 0
    for (process, quiet) in quiet {
      counts.add(quiet.count, quiet.family)
      limits.take(quiet, in: source, lineOffset: lineOffset)
      groups.take(quiet, of: process, in: source, lineOffset: lineOffset)
    }
    if let lastStamp { counts.note(lastStamp: lastStamp) }
  }

  // MARK: The summary

  /// What was found so far; of a source that has not ended, plain records may be missing.
  public func summary(tool: String) -> LogSummary {
    let processes = counts.byProcess
    let sandbox = groups.sandboxPart
    let omitted = sandbox.omitted + groups.activityOmitted + max(gaps.total - gaps.gaps.count, 0)
    return LogSummary(
      tool: tool, sources: sources, filters: filter.words, extent: counts.wholeExtent, forms: counts.byForm,
      levels: counts.byLevel, families: counts.byFamily,
      processes: Array(processes.prefix(LogSummary.processLimit)), processTotal: processes.count,
      sandbox: sandbox, activity: groups.activityGroups, activityOmitted: groups.activityOmitted,
      probes: groups.probeGroups, gaps: gaps.gaps, gapTotal: gaps.total,
      limits: limits.limits(extent: counts.extent, decisions: sandbox.records, omitted: omitted))
  }
}
