import Syslog

/// How often what occurred.
struct SurveyCounts {
  /// Its last stamp may be an older one, see ``wholeExtent``.
  var extent = LogSummary.Extent()
  /// The last stamp, where no text was made of it.
  private var lastStamp: StampBytes?
  private var forms: [LogForm: Int] = [:]
  private var levels: [String: Int] = [:]
  /// By the family's index.
  private var families = [Int](repeating: 0, count: LogFamily.count)
  private var processes: [String: Int] = [:]

  /// Counts a record that nobody else counted.
  mutating func take(_ record: LogRecord) {
    extent.records += 1
    if record.lineCount > 1 { extent.continued += 1 }
    if let form = record.form { forms[form, default: 0] += 1 }
    if let level = record.level { add(1, level, to: \.levels) }
    if !record.process.isEmpty { add(1, record.process, to: \.processes) }
  }

  /// Notes what a record is, and when.
  mutating func note(_ record: LogRecord) {
    if !record.stamp.isEmpty {
      extent.firstStamp = extent.firstStamp ?? record.stamp
      note(lastStamp: record.stamp)
    }
    if case .family(let family) = LogKind(record.content) { add(1, family) }
  }

  /// Notes a decision of the sandbox, and when it was.
  mutating func note(_ decision: DecisionFind) {
    if extent.firstStamp == nil { extent.firstStamp = decision.stamp.text }
    lastStamp = decision.stamp
    add(1, .sandbox)
  }

  /// The extent with the last stamp.
  var wholeExtent: LogSummary.Extent {
    var extent = extent
    if let lastStamp { extent.lastStamp = lastStamp.text }
    return extent
  }

  /// Takes over a stamp.
  mutating func note(lastStamp stamp: String) {
    extent.lastStamp = stamp
    lastStamp = nil
  }

  mutating func add(_ count: Int, _ family: LogFamily) { families[family.index] += count }

  /// Takes over what a sieve counted.
  mutating func take(_ counts: LogCounts) {
    extent.records += counts.records
    extent.continued += counts.continued
    for (form, count) in counts.byForm { forms[form, default: 0] += count }
    for (level, count) in counts.byLevel where !level.isEmpty { add(count, level, to: \.levels) }
    for (process, count) in counts.byProcess where !process.isEmpty { add(count, process, to: \.processes) }
  }

  private mutating func add(_ count: Int, _ name: String, to counts: WritableKeyPath<Self, [String: Int]>) {
    if self[keyPath: counts].count < LogSummary.groupLimit || self[keyPath: counts][name] != nil {
      self[keyPath: counts][name, default: 0] += count
    }
  }

  // MARK: Lists

  var byForm: [LogSummary.Count<LogForm>] { Self.ranked(forms) { $0.rawValue } }
  var byLevel: [LogSummary.Count<String>] { Self.ranked(levels) { $0 } }
  var byFamily: [LogSummary.Count<LogFamily>] {
    let counted = LogFamily.allCases.map { ($0, families[$0.index]) }.filter { $0.1 > 0 }
    return Self.ranked(Dictionary(uniqueKeysWithValues: counted)) { $0.rawValue }
  }
  var byProcess: [LogSummary.Count<String>] { Self.ranked(processes) { $0 } }

  private static func ranked<Name>(
    _ counts: [Name: Int], _ text: (Name) -> String
  ) -> [LogSummary.Count<Name>] {
    counts.sorted { ($1.value, text($0.key)) < ($0.value, text($1.key)) }
      .map { LogSummary.Count($0.key, $0.value) }
  }
}
