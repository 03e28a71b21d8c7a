extension LogRecord {
  /// Makes the text of a record that the scanner found, and classifies it.
  /// - Parameter base: place of the buffer's first byte in the log.
  init(
    _ span: RecordSpan, _ content: SpanContent, bytes: UnsafeRawBufferPointer, base: Int
  ) {
    let raw = UnsafeRawBufferPointer(rebasing: bytes[span.range]).bindMemory(to: UInt8.self).span
    let place = (span.start + base)..<(span.end + base)
    if span.mayBeColoured {
      let plain = ColourCodes.removed(from: raw)
      self.init(span, content, bytes: place, text: plain.span)
    } else {
      self.init(span, content, bytes: place, text: raw)
    }
  }

  /// Makes the text of a record whose header was read quickly.
  init(_ record: QuickRecord, bytes: UnsafeRawBufferPointer, base: Int) {
    self.init(record.span, .record(record.fields(in: bytes)), bytes: bytes, base: base)
  }

  private init(
    _ span: RecordSpan, _ content: SpanContent, bytes: Range<Int>, text: Span<UInt8>
  ) {
    let header: HeaderSpan
    switch content {
    case .record(let own): header = own
    case .notice, .unplaced:
      self.init(
        line: span.line, lineCount: span.lineCount, bytes: bytes, stamp: "", process: "", image: nil,
        pid: nil, level: nil, message: MessageText.decoded(text, from: 0, to: nil, escapes: .none),
        content: .unplaced)
      if case .notice(let notice) = content { self.content = .notice(notice) }
      return
    }
    func field(_ range: Range<Int>) -> String {
      MessageText.field(text, range, escapes: header.form.escapes)
    }
    self.init(
      line: span.line, lineCount: span.lineCount, bytes: bytes, stamp: field(header.stamp),
      process: field(header.process), image: header.image.map(field), pid: header.pid,
      level: header.level.map(field),
      message: MessageText.decoded(
        text, from: header.message, to: header.messageEnd, escapes: header.form.escapes),
      content: .plain, form: header.form, subsystem: header.subsystem.map(field),
      category: header.category.map(field))
    self.content = MessageClassifier.content(of: self, header)
  }
}
