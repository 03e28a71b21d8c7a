import ProbeProtocol

/// Other processes log much, and some are denied what an actor was just about to do.
struct Flooding: RecordStage {
  private static let denied = ["mediaserverd", "assetsd", "OutsiderX", "Group"]

  private let count: Int
  private var random: SeededRandom
  private var watch = EventWatch()
  /// What the last actor was about to do.
  private var last: EventWatch.Seen?

  init(count: Int, random: SeededRandom) {
    self.count = count
    self.random = random
  }

  mutating func take(_ record: PhoneLogRecord, into records: inout [PhoneLogRecord]) {
    records.append(record)
    if let seen = watch.take(record), seen.event.kind == .begin { last = seen }
    for _ in 0..<count {
      records.append(random.happens(0.1) ? denial(after: record) : Chatter.record(at: record.time, &random))
    }
  }

  private mutating func denial(after record: PhoneLogRecord) -> PhoneLogRecord {
    let name = Self.denied.randomElement(using: &random) ?? "assetsd"
    let operation = Liar.operations.randomElement(using: &random) ?? .readData
    let target = last?.path ?? "/private/var/mobile/Library"
    return KernelLog.record(
      "Sandbox: \(name)(\(random.next(upTo: 200...800))) deny(1) \(operation.rawValue) \(target)",
      at: record.time)
  }
}
