import ProbeProtocol

/// Another app logs the contrary of each event, signed without the key, before the true one is complete.
struct EventForgery: RecordStage {
  private var watch = EventWatch()

  mutating func take(_ record: PhoneLogRecord, into records: inout [PhoneLogRecord]) {
    if let seen = watch.take(record) {
      for line in EventLine.lines(for: Liar.contrary(of: seen.event), key: Liar.key) {
        records.append(Liar.says(line.text, after: record))
      }
    }
    records.append(record)
  }
}
