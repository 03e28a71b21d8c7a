import ProbeProtocol

/// Another app repeats true event lines and canaries, at once and much later.
struct EventReplay: RecordStage {
  private static let capacity = 512

  private var random: SeededRandom
  private var heard: [String] = []

  init(random: SeededRandom) { self.random = random }

  mutating func take(_ record: PhoneLogRecord, into records: inout [PhoneLogRecord]) {
    records.append(record)
    let message = record.message
    guard message.hasPrefix(EventLine.marker + " ") || message.hasPrefix(Canary.marker + " ") else { return }
    if random.happens(0.5) { records.append(Liar.says(message, after: record)) }
    if let old = heard.randomElement(using: &random), random.happens(0.5) {
      records.append(Liar.says(old, after: record))
    }
    if heard.count < Self.capacity {
      heard.append(message)
    } else {
      heard[Int.random(in: heard.indices, using: &random)] = message
    }
  }
}
