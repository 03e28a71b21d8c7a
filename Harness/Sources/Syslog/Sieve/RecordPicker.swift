/// Makes a ``LogRecord`` of every record that is more than plain, and none of most others.
struct RecordPicker: RecordSink {
  static let takes = SinkAppetite.telling

  /// Place of the buffer's first byte in the log.
  var base = 0
  /// The log's bytes, where its first and its last record are wanted whatever they are.
  var ends: Range<Int>?
  private(set) var records: [LogRecord] = []
  /// Notices and text that was not placed, which the scanner does not count.
  private(set) var headless = 0

  init(base: Int = 0, ends: Range<Int>? = nil) {
    self.base = base
    self.ends = ends
  }

  mutating func take(quick record: QuickRecord, isBehindSilent: Bool, bytes: UnsafeRawBufferPointer) -> Bool {
    let message = bytes.message(from: record.header.message, to: record.end)
    guard
      Self.mayTell(
        message, record.header.role, record.form, mayOpen: record.mayOpen,
        mayNameExtension: record.mayNameExtension)
    else { return false }
    pick(LogRecord(record, bytes: bytes, base: base))
    return true
  }

  mutating func take(
    _ span: RecordSpan, _ content: SpanContent, origin: SenderBook.Origin?, bytes: UnsafeRawBufferPointer
  ) {
    if origin == nil { headless += 1 }
    if let origin, !span.mayBeColoured, !isEnd(span), let header = Sifter.header(content) {
      let message = bytes.message(from: span.start + header.message, to: span.end)
      guard Self.mayTell(message, origin.role, header.form, mayOpen: true, mayNameExtension: true) else {
        return
      }
    }
    let record = LogRecord(span, content, bytes: bytes, base: base)
    if isEnd(span) { records.append(record) } else { pick(record) }
  }

  private mutating func pick(_ record: LogRecord) {
    if record.content != .plain { records.append(record) }
  }

  /// Neither of them has been read quickly when it is closed, so that they come the long way.
  private func isEnd(_ span: RecordSpan) -> Bool {
    guard let ends else { return false }
    return base + span.start == ends.lowerBound || base + span.end == ends.upperBound
  }

  /// Whether the record can be more than a plain one.
  private static func mayTell(
    _ message: UnsafeRawBufferPointer, _ role: RoleCode, _ form: LogForm, mayOpen: Bool,
    mayNameExtension: Bool
  ) -> Bool {
    if role.isFamily { return true }
    let decision = SiftDecision(
      message, role: role, mayOpen: mayOpen, mayNameExtension: mayNameExtension)
    if case .plain = decision {
      // Escapes are longer than what they stand for, and words count only near the beginning.
      return form.escapes != .none && message.first(Ascii.backslash, from: 0) != nil
    }
    return true
  }
}

extension UnsafeRawBufferPointer {
  /// A record's message, without what ends its last line.
  @inline(__always)
  func message(from start: Int, to end: Int) -> UnsafeRawBufferPointer {
    var end = end
    while end > start, self[end - 1].endsLine { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: self[Swift.min(start, end)..<end])
  }
}
