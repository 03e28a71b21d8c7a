import ProbeProtocol

/// Says what a record's message is.
enum MessageClassifier {
  /// What the record holds. It has everything but its content.
  static func content(of record: LogRecord, _ header: HeaderSpan) -> LogContent {
    if header.form == .repetition { return .notice(.repeated(header.repetitions)) }
    if let violation = violation(in: record) { return .sandbox(violation) }
    if let own = probeLine(record.message) { return own }
    if DropNotice.matches(record.message) { return .notice(.dropped(record.message)) }
    return DaemonFamilies.family(of: record).map { .daemon($0) } ?? .plain
  }

  /// Lines that SandProbe's own apps log. The message must be such a line; one that quotes it does not count.
  private static func probeLine(_ message: String) -> LogContent? {
    guard message.utf8.first == UInt8(ascii: "S") else { return nil }
    if message.hasPrefix(EventLine.marker), !MessageText.holds(Ascii.newline, message),
      let line = EventLine(message: message)
    {
      return .event(line)
    }
    return message.hasPrefix(Canary.marker + " ") ? .canary(message) : nil
  }

  /// Only the kernel's sandbox extension and sandboxd report decisions. What others log about them, or quote, does
  /// not count; nor does a process that calls itself kernel and has a pid of its own. Forms that print no image or no
  /// pid leave that open.
  private static func violation(in record: LogRecord) -> SandboxViolation? {
    let isReporter =
      switch record.process {
      case "kernel": (record.image ?? "Sandbox") == "Sandbox" && (record.pid ?? 0) == 0
      case "sandboxd": true
      default: record.form == .pasted && record.process.isEmpty
      }
    guard isReporter else { return nil }
    var message = record.message
    return message.withUTF8 { violation(in: $0.span, isWhole: isWholeRecord(record)) }
  }

  private static func violation(in message: Span<UInt8>, isWhole: Bool) -> SandboxViolation? {
    guard !isWhole, let newline = message.first(Ascii.newline, in: message.indices) else {
      return SandboxGrammar.parse(message)
    }
    let first = SandboxGrammar.parse(message.extracting(0..<newline))
    guard first?.target.isEmpty == true, message.holds("  ", at: newline + 1) else { return first }
    let end = message.first(Ascii.newline, in: (newline + 1)..<message.count) ?? message.count
    return SandboxGrammar.parse(message.extracting(0..<end))
  }

  /// Whether the decision goes on to the end of the record.
  ///
  /// The kernel's target does, since names of files can hold newlines. sandboxd's report has details on further lines.
  /// And rows of `log`, Xcode and Console are copied by people who put other text behind them; there the decision is
  /// what stands on the first line, and a second one that is indented where the author wrapped it before the target.
  private static func isWholeRecord(_ record: LogRecord) -> Bool {
    switch record.form {
    case .logSyslog, .logDefault, .logCompact, .xcode, .console, .consoleOld: false
    default: record.process != "sandboxd"
    }
  }
}
