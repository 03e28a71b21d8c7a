extension LogRecord {
  /// Makes the text of a record that the scanner found, and classifies it.
  /// - Parameter base: place of the buffer's first byte in the log.
  init(_ span: RecordSpan, in bytes: Span<UInt8>, base: Int) {
    let raw = bytes.extracting(span.range)
    let place = (span.range.lowerBound + base)..<(span.range.upperBound + base)
    if span.mayBeColoured {
      let plain = ColourCodes.removed(from: raw)
      self.init(span, bytes: place, text: plain.span)
    } else {
      self.init(span, bytes: place, text: raw)
    }
  }

  private init(_ span: RecordSpan, bytes: Range<Int>, text: Span<UInt8>) {
    guard case .record(let header) = span.kind else {
      self.init(
        line: span.line, lineCount: span.lineCount, bytes: bytes, stamp: "", process: "", image: nil,
        pid: nil,
        level: nil, message: MessageText.decoded(text, from: 0, isEscaped: false), content: .unplaced)
      if case .notice(let notice) = span.kind { content = .notice(notice) }
      return
    }
    self.init(
      line: span.line, lineCount: span.lineCount, bytes: bytes, stamp: text.text(header.stamp),
      process: text.text(header.process), image: header.image.map { text.text($0) }, pid: header.pid,
      level: header.level.map { text.text($0) },
      message: MessageText.decoded(text, from: header.message, isEscaped: header.form.isEscaped),
      content: .plain)
    content = MessageClassifier.content(of: self, form: header.form)
  }
}
