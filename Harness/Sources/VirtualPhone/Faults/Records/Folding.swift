/// Denials that the kernel counts instead of reporting them: the full report is elsewhere, or nowhere.
///
/// A repetition within a few records is always counted; any other denial with the chance.
struct Folding: RecordStage {
  /// How the count is worded (syslog-grammar.md, section 4).
  enum Form: Sendable {
    /// `N duplicate reports for Sandbox: NAME(PID) deny(1) …`: macOS 13 and later.
    case withPID
    /// `Sandbox: N duplicate reports for NAME deny(1) …`: iOS 14, macOS 10.14.
    case withoutPID
  }

  private struct Fold: Sendable {
    var record: PhoneLogRecord
    var denial: DenialText
    /// Repetitions since the full report.
    var count: Int
    var due: Int
  }

  /// Records after which a count is logged.
  private static let window = 5

  private let chance: Double
  private let form: Form
  private var random: SeededRandom
  private var number = 0
  private var open: [Fold] = []

  init(chance: Double, form: Form, random: SeededRandom) {
    self.chance = chance
    self.form = form
    self.random = random
  }

  mutating func take(_ record: PhoneLogRecord, into records: inout [PhoneLogRecord]) {
    number += 1
    while let first = open.first, first.due <= number { close(open.removeFirst(), into: &records) }
    guard let denial = DenialText(record) else { return records.append(record) }
    guard denial.duplicates == nil else {
      return close(
        Fold(record: record, denial: denial, count: denial.duplicates ?? 1, due: 0), into: &records)
    }
    if let index = open.firstIndex(where: { $0.denial == denial }) {
      open[index].count += 1
      return
    }
    let isFolded = random.happens(chance)
    if !isFolded { records.append(record) }
    open.append(
      Fold(record: record, denial: denial, count: isFolded ? 1 : 0, due: number + Self.window))
  }

  mutating func finish(into records: inout [PhoneLogRecord]) {
    for fold in open { close(fold, into: &records) }
    open = []
  }

  private func close(_ fold: Fold, into records: inout [PhoneLogRecord]) {
    guard fold.count > 0 else { return }
    var (record, denial) = (fold.record, fold.denial)
    denial.duplicates = fold.count
    record.message = form == .withPID ? denial.text : denial.textWithoutPID
    records.append(record)
  }
}
