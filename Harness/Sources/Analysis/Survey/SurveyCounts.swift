import Syslog

/// How often what occurred.
struct SurveyCounts {
  /// Its last stamp may be an older one, see ``wholeExtent``.
  var extent = LogSummary.Extent()
  /// The last stamp, where no text was made of it.
  private var lastStamp: StampBytes?
  /// By the form's index.
  private var forms = [Int](repeating: 0, count: LogForm.allCases.count)
  private var levels: [String: Int] = [:]
  /// By the family's index.
  private var families = [Int](repeating: 0, count: LogFamily.count)
  private var processes: [String: Int] = [:]

  /// Counts a record that nobody else counted.
  mutating func take(_ record: LogRecord) {
    extent.records += 1
    if record.lineCount > 1 { extent.continued += 1 }
    if let form = record.form { forms[form.index] += 1 }
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
    for (form, count) in counts.byForm { forms[form.index] += count }
    for (level, count) in counts.byLevel where !level.isEmpty { add(count, level, to: \.levels) }
    for (process, count) in counts.byProcess where !process.isEmpty { add(count, process, to: \.processes) }
  }

  private mutating func add(_ count: Int, _ name: String, to counts: WritableKeyPath<Self, [String: Int]>) {
    if self[keyPath: counts].count < LogSummary.groupLimit || self[keyPath: counts][name] != nil {
      self[keyPath: counts][name, default: 0] += count
    }
  }

  // MARK: Lists

  var byForm: [LogSummary.Count<LogForm>] {
    Self.ranked(LogForm.allCases.map { ($0.rawValue, forms[$0.index]) }).map {
      LogSummary.Count(LogForm.allCases[$0.place], $0.count)
    }
  }
  var byLevel: [LogSummary.Count<String>] { Self.ranked(levels) }
  var byFamily: [LogSummary.Count<LogFamily>] {
    Self.ranked(LogFamily.allCases.map { ($0.rawValue, families[$0.index]) }).map {
      LogSummary.Count(LogFamily.allCases[$0.place], $0.count)
    }
  }
  var byProcess: [LogSummary.Count<String>] { Self.ranked(processes) }

  private struct Ranked {
    var name: String
    var count: Int
    /// Where it stood before.
    var place: Int
  }

  private static func ranked(_ counts: [String: Int]) -> [LogSummary.Count<String>] {
    ranked(counts.map { ($0.key, $0.value) }).map { LogSummary.Count($0.name, $0.count) }
  }

  /// Those that there are, the most frequent first, then by name.
  private static func ranked(_ counts: [(name: String, count: Int)]) -> [Ranked] {
    counts.indices.filter { counts[$0].count > 0 }
      .map { Ranked(name: counts[$0].name, count: counts[$0].count, place: $0) }
      .sorted { $0.count == $1.count ? $0.name < $1.name : $0.count > $1.count }
  }
}
