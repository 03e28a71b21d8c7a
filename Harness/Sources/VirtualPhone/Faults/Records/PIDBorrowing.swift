import ProbeProtocol

/// Pids come round again: another process has one before an actor gets it, or after the actor has ended.
struct PIDBorrowing: RecordStage {
  private struct Performance: Hashable, Sendable {
    var scenario: ScenarioID?
    var repetition: Int?
  }

  private static let name = "assetsd"

  private var random: SeededRandom
  private var watch = EventWatch()
  private var performance: Performance?
  /// Pids of actors of this performance, and of those before it.
  private var present: Set<Int32> = []
  private var past: [Int32] = []

  init(random: SeededRandom) { self.random = random }

  mutating func take(_ record: PhoneLogRecord, into records: inout [PhoneLogRecord]) {
    guard let seen = watch.take(record), seen.event.actor != .conductor else {
      return records.append(record)
    }
    let current = Performance(scenario: seen.event.scenario, repetition: seen.event.repetition)
    if current != performance {
      past += present.sorted()
      present = []
      performance = current
    }
    if present.insert(seen.event.pid).inserted {
      past.removeAll { $0 == seen.event.pid }
      borrow(seen.event.pid, seen, into: &records)
    }
    records.append(record)
    if let pid = past.randomElement(using: &random) { borrow(pid, seen, into: &records) }
  }

  private mutating func borrow(
    _ pid: Int32, _ seen: EventWatch.Seen, into records: inout [PhoneLogRecord]
  ) {
    let operation = Liar.operations.randomElement(using: &random) ?? .readData
    let target = seen.path ?? "/private/var/mobile/Media"
    records.append(
      PhoneLogRecord(
        time: seen.record.time, process: Self.name, processPath: "/usr/libexec/\(Self.name)", pid: pid,
        level: .default, message: "looking at \(target)"))
    records.append(
      KernelLog.record(
        "Sandbox: \(Self.name)(\(pid)) deny(1) \(operation.rawValue) \(target)", at: seen.record.time))
  }
}
