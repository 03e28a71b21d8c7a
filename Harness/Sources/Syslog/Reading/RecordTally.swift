/// Counts of records that nobody had to look at, kept by the scanner while it passes over them.
struct RecordTally: Sendable {
  private(set) var bySender: [Int] = []
  private(set) var byLevel: [Int] = []
  /// Records by form, in the order of ``LogForm/allCases``.
  private(set) var byForm: [Int] = []
  private(set) var records = 0
  /// Records that go on over further lines.
  var continued = 0

  /// Takes over what was counted in the known headers' slots. It must be done before headers are forgotten.
  mutating func settle(_ known: inout KnownHeaders, _ book: HeaderBook) {
    known.takeCounts { add($0, book.origins[$1]) }
  }

  /// Counts records of one origin.
  mutating func add(_ count: Int, _ origin: HeaderBook.Origin) {
    records += count
    Self.add(count, to: &bySender, Int(origin.sender))
    Self.add(count, to: &byLevel, Int(origin.level))
    Self.add(count, to: &byForm, Int(origin.form))
  }

  /// Adds the counts of another tally with the same numbers.
  mutating func add(_ other: RecordTally) {
    records += other.records
    continued += other.continued
    for (number, count) in other.bySender.enumerated() where count > 0 {
      Self.add(count, to: &bySender, number)
    }
    for (number, count) in other.byLevel.enumerated() where count > 0 {
      Self.add(count, to: &byLevel, number)
    }
    for (number, count) in other.byForm.enumerated() where count > 0 { Self.add(count, to: &byForm, number) }
  }

  private static func add(_ count: Int, to counts: inout [Int], _ index: Int) {
    if index >= counts.count {
      counts.append(contentsOf: repeatElement(0, count: max(64, index + 1 - counts.count)))
    }
    counts[index] += count
  }
}
