import ProbeProtocol
import Syslog

/// Equal things that a log tells, put together. The first ``LogSummary/groupLimit`` kinds are kept apart.
struct SurveyGroups {
  private struct DecisionKey: Hashable {
    var subject: String?
    var isDeny: Bool
    var code: Int?
    var operation: String
    var shape: String
  }

  private struct ProbeKey: Hashable {
    var actor: String
    var pid: Int32?
  }

  private(set) var sandbox = LogSummary.SandboxPart()
  private(set) var activityOmitted = 0
  private var decisions: [DecisionKey: Int] = [:]
  private var activity: [ActivityShape: LogSummary.ActivityGroup] = [:]
  private var probes: [ProbeKey: LogSummary.ProbeGroup] = [:]

  /// A record that passes the filters.
  mutating func take(_ record: LogRecord, at place: LogSummary.Place) {
    switch record.content {
    case .sandbox(let violation): take(violation, of: record, at: place)
    case .daemon(let family): take(family, of: record, at: place)
    case .event(let line): take(line, of: record, at: place)
    default: break
    }
  }

  // MARK: Sandbox decisions

  private mutating func take(
    _ violation: SandboxViolation, of record: LogRecord, at place: LogSummary.Place
  ) {
    let folded = max(violation.duplicates - 1, 0)
    sandbox.records += 1
    sandbox.folded += folded
    sandbox.denies += violation.isDeny ? 1 : 0
    sandbox.allows += violation.isDeny ? 0 : 1
    guard let index = group(of: violation, at: place) else {
      sandbox.omitted += 1
      return
    }
    if let pid = violation.subject?.pid, sandbox.groups[index].pids.count < LogSummary.pidLimit,
      !sandbox.groups[index].pids.contains(pid)
    {
      sandbox.groups[index].pids = (sandbox.groups[index].pids + [pid]).sorted()
    }
    sandbox.groups[index].folded += folded
    sandbox.groups[index].places.add(record, at: place)
  }

  private mutating func group(of violation: SandboxViolation, at place: LogSummary.Place) -> Int? {
    var short = violation
    short.target = SummaryWords.cut(violation.target, to: LogSummary.targetLimit)
    short.operation = SummaryWords.cut(violation.operation, to: LogSummary.exampleLimit)
    let reading = TargetReading(short.parsedTarget)
    let shape = SummaryWords.cut(reading.shape, to: LogSummary.targetLimit)
    let key = DecisionKey(
      subject: violation.subject?.name, isDeny: violation.isDeny, code: violation.code,
      operation: short.operation, shape: shape)
    if let index = decisions[key] {
      if sandbox.groups[index].ownerWords != nil, short.target != sandbox.groups[index].example,
        reading.place?.ownerWords != sandbox.groups[index].ownerWords
      {
        sandbox.groups[index].ownerWords = nil
      }
      return index
    }
    guard decisions.count < LogSummary.groupLimit else { return nil }
    let explanation = SandboxExplanation(short, reading)
    decisions[key] = sandbox.groups.count
    sandbox.groups.append(
      LogSummary.SandboxGroup(
        subject: key.subject, pids: [], verdict: key.isDeny ? "deny" : "allow", code: key.code,
        operation: key.operation, shape: shape, example: short.target,
        operationWords: explanation.operationWords, targetWords: explanation.targetWords,
        ownerWords: explanation.ownerWords, cause: explanation.cause, places: .none(place), folded: 0))
    return sandbox.groups.count - 1
  }

  // MARK: Activity

  private mutating func take(_ family: LogFamily, of record: LogRecord, at place: LogSummary.Place) {
    let message = DaemonMessage(family: family, process: record.process, message: record.message)
    let key = ActivityShape(message)
    guard activity.count < LogSummary.groupLimit || activity[key] != nil else {
      activityOmitted += 1
      return
    }
    var group =
      activity[key]
      ?? LogSummary.ActivityGroup(
        family: family, kind: key.kind, process: key.process,
        words: SummaryWords.cut(ActivityShape.words(of: message), to: LogSummary.exampleLimit),
        example: SummaryWords.cut(record.message, to: LogSummary.exampleLimit), places: .none(place))
    group.places.add(record, at: place)
    activity[key] = group
  }

  /// The first message of a process and family whose wording is not known. It is counted later, with the others.
  mutating func begin(
    _ family: LogFamily, of process: String, message: String, stamp: String, at place: LogSummary.Place
  ) {
    let unread = DaemonMessage(family: family, process: process, detail: nil)
    let key = ActivityShape(unread)
    if activity[key] == nil, activity.count < LogSummary.groupLimit {
      activity[key] = LogSummary.ActivityGroup(
        family: family, kind: key.kind, process: key.process,
        words: SummaryWords.cut(ActivityShape.words(of: unread), to: LogSummary.exampleLimit),
        example: SummaryWords.cut(message, to: LogSummary.exampleLimit), places: .none(place))
    }
    if activity[key]?.places.firstStamp == nil { activity[key]?.places.firstStamp = stamp }
  }

  /// Messages of a process and family whose wording is not known. Those before are in the group already.
  mutating func take(_ quiet: QuietCount, of process: String, in source: Int, lineOffset: Int) {
    let key = ActivityShape(DaemonMessage(family: quiet.family, process: process, detail: nil))
    guard activity[key] != nil else {
      activityOmitted += quiet.count
      return
    }
    activity[key]?.places.add(quiet, in: source, lineOffset: lineOffset)
  }

  // MARK: Probes

  private mutating func take(_ line: EventLine, of record: LogRecord, at place: LogSummary.Place) {
    let actor = SummaryWords.cut(String(line.actor), to: LogSummary.exampleLimit)
    let key = ProbeKey(actor: actor, pid: record.pid)
    guard probes.count < LogSummary.groupLimit || probes[key] != nil else { return }
    let new = LogSummary.ProbeGroup(actor: actor, pid: record.pid, places: .none(place))
    probes[key, default: new].places.add(record, at: place)
  }

  // MARK: In order

  /// The most frequent first, then the earlier, then by name.
  var sandboxPart: LogSummary.SandboxPart {
    var part = sandbox
    part.groups = Self.ranked(sandbox.groups, { Rank($0.places, $0.folded) }) {
      Self.name($0).lexicographicallyPrecedes(Self.name($1))
    }
    return part
  }

  var activityGroups: [LogSummary.ActivityGroup] {
    Self.ranked(Array(activity.values), { Rank($0.places) }) {
      ($0.family.rawValue, $0.process, $0.example) < ($1.family.rawValue, $1.process, $1.example)
    }
  }

  var probeGroups: [LogSummary.ProbeGroup] {
    Self.ranked(Array(probes.values), { Rank($0.places) }) {
      ($0.actor, $0.pid ?? -1) < ($1.actor, $1.pid ?? -1)
    }
  }

  /// What mostly decides about the order of groups. It is sorted in their place, since they are large.
  private struct Rank {
    var count: Int
    var first: LogSummary.Place?

    init(_ places: LogSummary.Places, _ folded: Int = 0) {
      (count, first) = (places.count + folded, places.first.first)
    }

    /// Nil where only names can tell.
    func precedes(_ other: Rank) -> Bool? {
      if count != other.count { return count > other.count }
      guard let first, let theirs = other.first else { return nil }
      if first.source != theirs.source { return first.source < theirs.source }
      return first.line == theirs.line ? nil : first.line < theirs.line
    }
  }

  private static func ranked<Group>(
    _ groups: [Group], _ rank: (Group) -> Rank, byName: (Group, Group) -> Bool
  ) -> [Group] {
    groups.indices.map { (index: $0, rank: rank(groups[$0])) }
      .sorted { $0.rank.precedes($1.rank) ?? byName(groups[$0.index], groups[$1.index]) }
      .map { groups[$0.index] }
  }

  private static func name(_ group: LogSummary.SandboxGroup) -> [String] {
    [group.subject ?? "", group.verdict, group.operation, group.shape, "\(group.code ?? -1)"]
  }
}

extension LogSummary.Places {
  fileprivate static func none(_ place: LogSummary.Place) -> Self {
    Self(count: 0, first: [], last: place, firstStamp: nil, lastStamp: nil)
  }

  fileprivate mutating func add(_ record: LogRecord, at place: LogSummary.Place) {
    count += 1
    if first.count < LogSummary.placeLimit { first.append(place) }
    last = place
    guard !record.stamp.isEmpty else { return }
    firstStamp = firstStamp ?? record.stamp
    lastStamp = record.stamp
  }

  /// Adds records that were counted together, among which others may stand that were added one by one.
  fileprivate mutating func add(_ quiet: QuietCount, in source: Int, lineOffset: Int) {
    func place(_ line: Int) -> LogSummary.Place {
      LogSummary.Place(source: source, line: line + lineOffset)
    }
    let places = quiet.firstLines.map(place)
    let isLast = count == 0 || last.precedes(place(quiet.lastLine))
    count += quiet.count
    if first.isEmpty {
      first = Array(places.prefix(LogSummary.placeLimit))
    } else {
      first = Array((first + places).sorted { $0.precedes($1) }.prefix(LogSummary.placeLimit))
    }
    guard isLast else { return }
    last = place(quiet.lastLine)
    lastStamp = quiet.lastStamp
  }
}

extension LogSummary.Place {
  fileprivate func precedes(_ other: Self) -> Bool { (source, line) < (other.source, other.line) }
}
