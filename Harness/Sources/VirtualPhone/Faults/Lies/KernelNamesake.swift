import ProbeProtocol

/// An app that is named `kernel(Sandbox)` logs denials of what actors are about to do.
struct KernelNamesake: RecordStage {
  private var watch = EventWatch()

  mutating func take(_ record: PhoneLogRecord, into records: inout [PhoneLogRecord]) {
    records.append(record)
    guard let seen = watch.take(record), seen.event.kind == .begin else { return }
    for operation in Liar.operations {
      records.append(
        Liar.says(seen.denial(operation), after: record, named: "kernel(Sandbox)", level: .error))
    }
  }
}
