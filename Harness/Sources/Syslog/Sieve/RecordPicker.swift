/// Makes a ``LogRecord`` of every record that is more than plain, and none of most others.
struct RecordPicker: RecordSink {
  let takesAll = false

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

  @inline(__always)
  mutating func take(
    known slot: KnownSlot, _ span: RecordSpan, stamp: Int, mayNameExtension: Bool, isBehindSilent: Bool,
    bytes: UnsafeRawBufferPointer, book: HeaderBook
  ) -> Bool {
    let message = bytes.message(from: span.start + stamp + 1 + Int(slot.length), to: span.end)
    let form = LogForm.allCases[Int(slot.form)]
    guard Self.mayTell(message, slot.role, form, mayNameExtension) else { return false }
    pick(LogRecord(span, .known(Int(slot.header), stamp: stamp), bytes: bytes, book: book, base: base))
    return true
  }

  mutating func take(
    _ span: RecordSpan, _ content: SpanContent, origin: HeaderBook.Origin?, bytes: UnsafeRawBufferPointer,
    book: HeaderBook
  ) {
    if origin == nil { headless += 1 }
    if let origin, !span.mayBeColoured, !isEnd(span), let header = Sifter.header(content, book) {
      let sender = Int(origin.sender)
      let role = book.senders.senders[sender].role.code(for: sender)
      let message = bytes.message(from: span.start + header.message, to: span.end)
      guard Self.mayTell(message, role, header.form, true) else { return }
    }
    let record = LogRecord(span, content, bytes: bytes, book: book, base: base)
    if isEnd(span) { records.append(record) } else { pick(record) }
  }

  private mutating func pick(_ record: LogRecord) {
    if record.content != .plain { records.append(record) }
  }

  /// Neither of them has a header that was met before when it is closed, so that they come the long way.
  private func isEnd(_ span: RecordSpan) -> Bool {
    guard let ends else { return false }
    return base + span.start == ends.lowerBound || base + span.end == ends.upperBound
  }

  /// Whether the record can be more than a plain one.
  private static func mayTell(
    _ message: UnsafeRawBufferPointer, _ role: Sender.RoleCode, _ form: LogForm, _ mayNameExtension: Bool
  ) -> Bool {
    if role.family != nil { return true }
    if case .plain = SiftDecision(message, role: role, mayNameExtension: mayNameExtension) {
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
