import ProbeProtocol
import Syslog

/// Equal things that a log tells, put together. The first ``LogSummary/groupLimit`` kinds are kept apart.
struct SurveyGroups {
  private struct ProbeKey: Hashable {
    var actor: String
    var pid: Int32?
  }

  private(set) var sandbox = LogSummary.SandboxPart()
  private(set) var activityOmitted = 0
  /// The groups of decisions, by what they have in common.
  private var decisions = KeyTable()
  /// Their last stamps, where no text was made of them.
  private var lastStamps: [StampBytes?] = []
  private var activity: [LogSummary.ActivityGroup] = []
  /// Their numbers, by shape.
  private var shapes = KeyTable()
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

  /// A decision whose record was not made.
  mutating func take(_ decision: DecisionFind, at place: LogSummary.Place) {
    guard let index = count(decision.violation, at: place) else { return }
    if sandbox.groups[index].places.firstStamp == nil {
      sandbox.groups[index].places.firstStamp = decision.stamp.text
    }
    lastStamps[index] = decision.stamp
  }

  private mutating func take(
    _ violation: SandboxViolation, of record: LogRecord, at place: LogSummary.Place
  ) {
    guard let index = count(violation, at: place), !record.stamp.isEmpty else { return }
    sandbox.groups[index].places.note(record.stamp)
    lastStamps[index] = nil
  }

  /// - Returns: the group; nil where it is not kept apart.
  private mutating func count(_ violation: SandboxViolation, at place: LogSummary.Place) -> Int? {
    let folded = max(violation.duplicates - 1, 0)
    sandbox.records += 1
    sandbox.folded += folded
    sandbox.denies += violation.isDeny ? 1 : 0
    sandbox.allows += violation.isDeny ? 0 : 1
    guard let index = group(of: violation, at: place) else {
      sandbox.omitted += 1
      return nil
    }
    if let pid = violation.subject?.pid, sandbox.groups[index].pids.count < LogSummary.pidLimit,
      !sandbox.groups[index].pids.contains(pid)
    {
      sandbox.groups[index].pids = (sandbox.groups[index].pids + [pid]).sorted()
    }
    sandbox.groups[index].folded += folded
    sandbox.groups[index].places.add(place)
    return index
  }

  private mutating func group(of violation: SandboxViolation, at place: LogSummary.Place) -> Int? {
    let target = SummaryWords.cut(violation.target, to: LogSummary.targetLimit)
    let operation = SummaryWords.cut(violation.operation, to: LogSummary.exampleLimit)
    let reading = TargetReading(SandboxTarget(operation: operation, text: target, note: violation.note))
    let shape = SummaryWords.cut(reading.shape, to: LogSummary.targetLimit)
    decisions.begin()
    decisions.put(violation.subject?.name)
    decisions.put(violation.code)
    decisions.put(violation.isDeny ? 1 : 0)
    decisions.put(operation)
    decisions.put(shape)
    if let index = decisions.find() {
      if sandbox.groups[index].ownerWords != nil, target != sandbox.groups[index].example,
        reading.place?.ownerWords != sandbox.groups[index].ownerWords
      {
        sandbox.groups[index].ownerWords = nil
      }
      return index
    }
    guard sandbox.groups.count < LogSummary.groupLimit else { return nil }
    decisions.add()
    var short = violation
    (short.target, short.operation) = (target, operation)
    sandbox.groups.append(Self.group(of: short, reading, shape, at: place))
    lastStamps.append(nil)
    return sandbox.groups.count - 1
  }

  private static func group(
    of decision: SandboxViolation, _ reading: TargetReading, _ shape: String, at place: LogSummary.Place
  ) -> LogSummary.SandboxGroup {
    let explanation = SandboxExplanation(decision, reading)
    return LogSummary.SandboxGroup(
      subject: decision.subject?.name, pids: [], verdict: decision.isDeny ? "deny" : "allow",
      code: decision.code, operation: decision.operation, shape: shape, example: decision.target,
      operationWords: explanation.operationWords, targetWords: explanation.targetWords,
      ownerWords: explanation.ownerWords, cause: explanation.cause, places: .none(place), folded: 0)
  }

  // MARK: Activity

  private mutating func take(_ family: LogFamily, of record: LogRecord, at place: LogSummary.Place) {
    let message = DaemonMessage(family: family, process: record.process, message: record.message)
    let shape = ActivityShape(message)
    guard let index = find(shape) ?? begin(shape, { (message, record.message) }, at: place) else {
      activityOmitted += 1
      return
    }
    activity[index].places.add(record, at: place)
  }

  private mutating func find(_ shape: ActivityShape) -> Int? {
    shapes.begin()
    shapes.put(shape.family.index)
    shapes.put(shape.kind)
    shapes.put(shape.process)
    return shapes.find()
  }

  /// Begins the group of a shape that was not found.
  /// - Parameter first: its first message, read and as logged.
  private mutating func begin(
    _ shape: ActivityShape, _ first: () -> (read: DaemonMessage, text: String), at place: LogSummary.Place
  ) -> Int? {
    guard activity.count < LogSummary.groupLimit else { return nil }
    shapes.add()
    let first = first()
    activity.append(
      LogSummary.ActivityGroup(
        family: shape.family, kind: shape.kind, process: shape.process,
        words: SummaryWords.cut(ActivityShape.words(of: first.read), to: LogSummary.exampleLimit),
        example: SummaryWords.cut(first.text, to: LogSummary.exampleLimit), places: .none(place)))
    return activity.count - 1
  }

  /// The first message of a process and family whose wording is not known. It is counted later, with the others.
  mutating func begin(
    _ family: LogFamily, of process: String, message: String, stamp: String, at place: LogSummary.Place
  ) {
    let unread = DaemonMessage(family: family, process: process, detail: nil)
    let shape = ActivityShape(unread)
    guard let index = find(shape) ?? begin(shape, { (unread, message) }, at: place) else { return }
    if activity[index].places.firstStamp == nil { activity[index].places.firstStamp = stamp }
  }

  /// Messages of a process and family whose wording is not known. Those before are in the group already.
  mutating func take(_ quiet: QuietCount, of process: String, in source: Int, lineOffset: Int) {
    let shape = ActivityShape(DaemonMessage(family: quiet.family, process: process, detail: nil))
    guard let index = find(shape) else {
      activityOmitted += quiet.count
      return
    }
    activity[index].places.add(quiet, in: source, lineOffset: lineOffset)
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
    for (index, stamp) in lastStamps.enumerated() {
      if let stamp { part.groups[index].places.lastStamp = stamp.text }
    }
    part.groups = Self.ranked(part.groups, { Rank($0.places, $0.folded) }) {
      Self.name($0).lexicographicallyPrecedes(Self.name($1))
    }
    return part
  }

  var activityGroups: [LogSummary.ActivityGroup] {
    Self.ranked(activity, { Rank($0.places) }) {
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
    add(place)
    if !record.stamp.isEmpty { note(record.stamp) }
  }

  fileprivate mutating func add(_ place: LogSummary.Place) {
    count += 1
    if first.count < LogSummary.placeLimit { first.append(place) }
    last = place
  }

  fileprivate mutating func note(_ stamp: String) {
    firstStamp = firstStamp ?? stamp
    lastStamp = stamp
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
