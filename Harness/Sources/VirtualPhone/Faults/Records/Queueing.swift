/// Records come later than they were logged, while those of each process keep their order: what relays do to records
/// of different processes, and the kernel to its own.
struct Queueing: RecordStage {
  /// Who has to wait.
  enum Manner: Sendable {
    /// Every record, by a random number of places up to that.
    case everyRecord(upTo: Int)
    /// One record in ten, by so many places, and with it what its process logs meanwhile.
    case someRecords(by: Int)
  }

  private struct Held: Sendable {
    var due: Int
    var record: PhoneLogRecord
  }

  private static let share = 0.1

  private let manner: Manner
  private var random: SeededRandom
  private var count = 0
  /// By when they are due, then as they came.
  private var held: [Held] = []
  /// When the last record of a process is due.
  private var lastDue: [Int32: Int] = [:]

  init(_ manner: Manner, random: SeededRandom) {
    self.manner = manner
    self.random = random
  }

  mutating func take(_ record: PhoneLogRecord, into records: inout [PhoneLogRecord]) {
    count += 1
    let due = max(count + places(), lastDue[record.pid] ?? 0)
    lastDue[record.pid] = due
    let index = held.lastIndex { $0.due <= due }.map { $0 + 1 } ?? 0
    held.insert(Held(due: due, record: record), at: index)
    while let first = held.first, first.due <= count {
      records.append(first.record)
      held.removeFirst()
    }
  }

  mutating func finish(into records: inout [PhoneLogRecord]) {
    records += held.map(\.record)
    held = []
  }

  private mutating func places() -> Int {
    switch manner {
    case .everyRecord(let most): Int.random(in: 0...most, using: &random)
    case .someRecords(let places): random.happens(Self.share) ? places : 0
    }
  }
}
