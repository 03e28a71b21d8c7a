import Foundation
import ProbeProtocol
import Syslog

@testable import Analysis

/// Makes a summary the plain way: every record as a value, everything in dictionaries. What a summary says is defined
/// here; what a gap is, in ``ReferenceGaps``.
///
/// - A *record* is whatever the reader gives but unplaced text; notices of the tool are records too.
/// - Sources, lines, bytes and unplaced text are counted whatever the filters are; gaps, dropped messages and whether the
///   kernel spoke follow the filter by time alone; all else counts the records that pass.
/// - A record without a readable stamp is in the time that is asked for if the one before it in its source was; before
///   the first it is unless `since` is set.
/// - Equal counts: the earlier first for groups, by name otherwise.
/// - Kinds that come when the table is full are counted in `omitted`; names of processes and levels are dropped.
struct ReferenceSurvey {
  let filter: LogFilter
  private let text: TextMatcher?
  private let onRecord: ((LogRecord) -> Void)?
  private var reader = LogReader()
  private var sources: [LogSummary.Source] = []
  private var endsLine = true
  private var isInTime = true
  private var extent = LogSummary.Extent()
  private var gaps = ReferenceGaps()
  private var limits = ReferenceLimits()
  private var forms: [LogForm: Int] = [:]
  private var levels: [String: Int] = [:]
  private var families: [LogFamily: Int] = [:]
  private var processes: [String: Int] = [:]
  private var sandbox = LogSummary.SandboxPart()
  private var decisions: [DecisionKey: LogSummary.SandboxGroup] = [:]
  private var activity: [ActivityKey: LogSummary.ActivityGroup] = [:]
  private var activityOmitted = 0
  private var probes: [ProbeKey: LogSummary.ProbeGroup] = [:]

  init(filter: LogFilter, onRecord: ((LogRecord) -> Void)? = nil) {
    self.filter = filter
    text = filter.text?.matcher()
    self.onRecord = onRecord
  }

  mutating func begin(_ source: LogSummary.Source) {
    sources.append(source)
    reader = LogReader()
    gaps.begin()
    endsLine = true
    isInTime = filter.since == nil
  }

  mutating func append(_ bytes: Data) {
    guard !sources.isEmpty else { return }
    sources[sources.count - 1].bytes += bytes.count
    extent.bytes += bytes.count
    extent.lines += bytes.count { $0 == UInt8(ascii: "\n") }
    if let last = bytes.last(where: { $0 != 0 }) { endsLine = last == UInt8(ascii: "\n") }
    for record in reader.append(bytes) { take(record) }
  }

  mutating func flush() {
    for record in reader.flush() { take(record) }
  }

  mutating func end(problems: [String]) {
    guard !sources.isEmpty else { return }
    for record in reader.finish() { take(record) }
    if !endsLine { extent.lines += 1 }
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
      extent.unplaced += 1
      extent.unplacedBytes += record.bytes.count
    }
    if isInTime {
      gaps.take(record, at: place)
      limits.takeAny(record, at: place)
    }
    guard isInTime, filter.includes(record, text: text) else {
      if isRecord { extent.filteredOut += 1 }
      return
    }
    if isRecord { count(record, at: place) }
    onRecord?(record)
  }

  private mutating func count(_ record: LogRecord, at place: LogSummary.Place) {
    extent.records += 1
    if record.lineCount > 1 { extent.continued += 1 }
    if !record.stamp.isEmpty {
      extent.firstStamp = extent.firstStamp ?? record.stamp
      extent.lastStamp = record.stamp
    }
    if let form = record.form { forms[form, default: 0] += 1 }
    if let level = record.level { Self.add(level, to: &levels) }
    if !record.process.isEmpty { Self.add(record.process, to: &processes) }
    if case .family(let family) = LogKind(record.content) { families[family, default: 0] += 1 }
    limits.takePassing(record, at: place)
    switch record.content {
    case .sandbox(let violation): take(violation, of: record, at: place)
    case .daemon(let family): take(family, of: record, at: place)
    case .event(let line): take(line, of: record, at: place)
    default: break
    }
  }

  private static func add(_ name: String, to counts: inout [String: Int]) {
    if counts.count < LogSummary.groupLimit || counts[name] != nil { counts[name, default: 0] += 1 }
  }

  // MARK: Groups

  private struct DecisionKey: Hashable {
    var subject: String?
    var isDeny: Bool
    var code: Int?
    var operation: String
    var shape: String
  }

  private struct ActivityKey: Hashable {
    var family: LogFamily
    var kind: String?
    var process: String
  }

  private struct ProbeKey: Hashable {
    var actor: String
    var pid: Int32?
  }

  private mutating func take(
    _ violation: SandboxViolation, of record: LogRecord, at place: LogSummary.Place
  ) {
    sandbox.records += 1
    sandbox.folded += max(violation.duplicates - 1, 0)
    sandbox.denies += violation.isDeny ? 1 : 0
    sandbox.allows += violation.isDeny ? 0 : 1
    var short = violation
    short.target = SummaryWords.cut(violation.target, to: LogSummary.targetLimit)
    short.operation = SummaryWords.cut(violation.operation, to: LogSummary.exampleLimit)
    let explanation = SandboxExplanation(short)
    let shape = SummaryWords.cut(explanation.shape, to: LogSummary.targetLimit)
    let key = DecisionKey(
      subject: violation.subject?.name, isDeny: violation.isDeny, code: violation.code,
      operation: short.operation, shape: shape)
    guard decisions.count < LogSummary.groupLimit || decisions[key] != nil else {
      sandbox.omitted += 1
      return
    }
    var group =
      decisions[key]
      ?? LogSummary.SandboxGroup(
        subject: key.subject, pids: [], verdict: key.isDeny ? "deny" : "allow", code: key.code,
        operation: key.operation, shape: shape, example: short.target,
        operationWords: explanation.operationWords, targetWords: explanation.targetWords,
        ownerWords: explanation.ownerWords, cause: explanation.cause, places: Self.none(place), folded: 0)
    if let pid = violation.subject?.pid, !group.pids.contains(pid), group.pids.count < LogSummary.pidLimit {
      group.pids = (group.pids + [pid]).sorted()
    }
    group.folded += max(violation.duplicates - 1, 0)
    if explanation.ownerWords != group.ownerWords { group.ownerWords = nil }
    Self.add(record, at: place, to: &group.places)
    decisions[key] = group
  }

  private mutating func take(_ family: LogFamily, of record: LogRecord, at place: LogSummary.Place) {
    let daemon = DaemonMessage(family: family, process: record.process, message: record.message)
    let example = SummaryWords.cut(record.message, to: LogSummary.exampleLimit)
    let key = ActivityKey(family: family, kind: daemon.kind, process: ActivityShape(daemon).process)
    guard activity.count < LogSummary.groupLimit || activity[key] != nil else {
      activityOmitted += 1
      return
    }
    var group =
      activity[key]
      ?? LogSummary.ActivityGroup(
        family: family, kind: daemon.kind ?? "other", process: key.process,
        words: SummaryWords.cut(ActivityShape.words(of: daemon), to: LogSummary.exampleLimit),
        example: example,
        places: Self.none(place))
    Self.add(record, at: place, to: &group.places)
    activity[key] = group
  }

  private mutating func take(_ line: EventLine, of record: LogRecord, at place: LogSummary.Place) {
    let actor = SummaryWords.cut(String(line.actor), to: LogSummary.exampleLimit)
    let key = ProbeKey(actor: actor, pid: record.pid)
    guard probes.count < LogSummary.groupLimit || probes[key] != nil else { return }
    var group = probes[key] ?? LogSummary.ProbeGroup(actor: actor, pid: record.pid, places: Self.none(place))
    Self.add(record, at: place, to: &group.places)
    probes[key] = group
  }

  private static func none(_ place: LogSummary.Place) -> LogSummary.Places {
    LogSummary.Places(count: 0, first: [], last: place, firstStamp: nil, lastStamp: nil)
  }

  private static func add(
    _ record: LogRecord, at place: LogSummary.Place, to places: inout LogSummary.Places
  ) {
    places.count += 1
    if places.first.count < LogSummary.placeLimit { places.first.append(place) }
    places.last = place
    guard !record.stamp.isEmpty else { return }
    places.firstStamp = places.firstStamp ?? record.stamp
    places.lastStamp = record.stamp
  }

  // MARK: The summary

  func summary(tool: String) -> LogSummary {
    var sandbox = sandbox
    sandbox.groups = decisions.values.sorted {
      Self.precedes($0.places, $1.places, $0.folded, $1.folded) ?? (Self.name($0) < Self.name($1))
    }
    let activity = activity.values.sorted {
      Self.precedes($0.places, $1.places)
        ?? (($0.family.rawValue, $0.process, $0.example) < ($1.family.rawValue, $1.process, $1.example))
    }
    let probes = probes.values.sorted {
      Self.precedes($0.places, $1.places) ?? (($0.actor, $0.pid ?? -1) < ($1.actor, $1.pid ?? -1))
    }
    let all = Self.ranked(processes) { $0 }
    let omitted = sandbox.omitted + activityOmitted + max(gaps.total - gaps.gaps.count, 0)
    return LogSummary(
      tool: tool, sources: sources, filters: filter.words, extent: extent,
      forms: Self.ranked(forms) { $0.rawValue }, levels: Self.ranked(levels) { $0 },
      families: Self.ranked(families) { $0.rawValue },
      processes: Array(all.prefix(LogSummary.processLimit)), processTotal: all.count, sandbox: sandbox,
      activity: activity, activityOmitted: activityOmitted, probes: probes, gaps: gaps.gaps,
      gapTotal: gaps.total,
      limits: limits.limits(extent: extent, decisions: sandbox.records, omitted: omitted))
  }

  private static func ranked<Name>(_ counts: [Name: Int], _ text: (Name) -> String)
    -> [LogSummary.Count<Name>]
  {
    counts.sorted { ($1.value, text($0.key)) < ($0.value, text($1.key)) }
      .map { LogSummary.Count($0.key, $0.value) }
  }

  /// Nil where only names can tell.
  private static func precedes(
    _ left: LogSummary.Places, _ right: LogSummary.Places, _ leftFolded: Int = 0, _ rightFolded: Int = 0
  ) -> Bool? {
    let counts = (left.count + leftFolded, right.count + rightFolded)
    if counts.0 != counts.1 { return counts.0 > counts.1 }
    guard let first = left.first.first, let other = right.first.first else { return nil }
    if first.source != other.source { return first.source < other.source }
    return first.line == other.line ? nil : first.line < other.line
  }

  private static func name(_ group: LogSummary.SandboxGroup) -> [String] {
    [group.subject ?? "", group.verdict, group.operation, group.shape, "\(group.code ?? -1)"]
  }
}

extension [String] {
  fileprivate static func < (left: [String], right: [String]) -> Bool {
    left.lexicographicallyPrecedes(right)
  }
}
