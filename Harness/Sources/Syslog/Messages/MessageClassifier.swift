import ProbeProtocol

/// Says what a record's message is.
enum MessageClassifier {
  /// What the record holds. It has everything but its content.
  static func content(of record: LogRecord, form: HeaderSpan.Form) -> LogContent {
    if case .repetition(let count) = form { return .notice(.repeated(count)) }
    if let violation = violation(in: record, form: form) { return .sandbox(violation) }
    if let own = probeLine(record.message) { return own }
    if DropNotice.matches(record) { return .notice(.dropped(record.message)) }
    return DaemonFamilies.family(of: record).map { .daemon($0) } ?? .plain
  }

  /// Lines that SandProbe's own apps log. The message must be such a line; one that quotes it does not count.
  private static func probeLine(_ message: String) -> LogContent? {
    if message.hasPrefix(EventLine.marker), !message.utf8.contains(Ascii.newline),
      let line = EventLine(message: message)
    {
      return .event(line)
    }
    return message.hasPrefix(Canary.marker + " ") ? .canary(message) : nil
  }

  /// Only the kernel's sandbox extension and sandboxd report decisions. What others log about them, or quote, does
  /// not count; nor does a process that calls itself kernel and has a pid of its own.
  private static func violation(in record: LogRecord, form: HeaderSpan.Form) -> SandboxViolation? {
    let isReporter =
      switch record.process {
      case "kernel": (record.image ?? "Sandbox") == "Sandbox" && (record.pid ?? 0) == 0
      case "sandboxd": true
      default: form == .pasted
      }
    guard isReporter else { return nil }
    // sandboxd's report goes on with details on further lines; the kernel's target goes to the end of the record.
    let message = record.process == "sandboxd" ? record.message.prefix { $0 != "\n" } : record.message[...]
    let bytes = Array(message.utf8)
    return SandboxGrammar.parse(bytes.span)
  }
}
