import ByteScan

/// Counts of records, kept by the scanner while it passes over them.
struct RecordTally: Sendable {
  /// By the number of the process.
  private(set) var byProcess: [Int] = []
  /// By the number of the level.
  private(set) var byLevel: [Int] = []
  /// By form, in the order of ``LogForm/allCases``.
  private(set) var byForm: [Int] = []
  private(set) var records = 0
  /// Records that go on over further lines.
  var continued = 0

  /// Counts a record.
  mutating func add(_ origin: SenderBook.Origin) {
    records += 1
    Self.add(1, to: &byProcess, origin.process)
    Self.add(1, to: &byLevel, origin.level)
    Self.add(1, to: &byForm, origin.form.index)
  }

  /// Adds the counts of another tally with the same numbers.
  mutating func add(_ other: RecordTally) {
    records += other.records
    continued += other.continued
    for (number, count) in other.byProcess.enumerated() where count > 0 {
      Self.add(count, to: &byProcess, number)
    }
    for (number, count) in other.byLevel.enumerated() where count > 0 {
      Self.add(count, to: &byLevel, number)
    }
    for (number, count) in other.byForm.enumerated() where count > 0 { Self.add(count, to: &byForm, number) }
  }

  /// Counts a header's records by process and level.
  mutating func count(_ header: record_scan_header) {
    guard header.count > 0 else { return }
    Self.add(Int(header.count), to: &byProcess, Int(header.process))
    Self.add(Int(header.count), to: &byLevel, Int(header.level))
  }

  /// Lends room for the counts by process and by level to the body, which counts records of one form in it.
  /// - Parameter body: returns how many records it counted, and how many of them have further lines.
  mutating func count(
    _ form: LogForm, of book: SenderBook,
    _ body: (UnsafeMutablePointer<Int>, UnsafeMutablePointer<Int>) -> (records: Int, continued: Int)
  ) {
    Self.add(0, to: &byProcess, book.processes.count - 1)
    Self.add(0, to: &byLevel, book.levels.names.count - 1)
    let count: (records: Int, continued: Int) = byProcess.withUnsafeMutableBufferPointer { processes in
      byLevel.withUnsafeMutableBufferPointer { levels in
        guard let processes = processes.baseAddress, let levels = levels.baseAddress else { return (0, 0) }
        return body(processes, levels)
      }
    }
    records += count.records
    continued += count.continued
    Self.add(count.records, to: &byForm, form.index)
  }

  private static func add(_ count: Int, to counts: inout [Int], _ index: Int) {
    if index >= counts.count {
      counts.append(contentsOf: repeatElement(0, count: max(64, index + 1 - counts.count)))
    }
    counts[index] += count
  }
}
