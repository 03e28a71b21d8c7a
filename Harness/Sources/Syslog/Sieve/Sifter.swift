import ByteScan

/// Decides of every record that is not certainly plain whether it has to be seen, as the classifier would.
struct Sifter: RecordSink {
  static let takes = SinkAppetite.telling

  /// Place of the buffer's first byte in the log.
  var base = 0
  var quiet = QuietTable()
  private var finds: [LogFind] = []
  /// Of the last record that has one.
  private(set) var lastStamp = StampBytes()
  /// Of the last record that has one.
  private var form: LogForm?
  /// Whether the last record was not handed out.
  private(set) var isBehindSilent = false

  /// Whether a record of one of the relays' forms was handed out: the first of them is, whatever it says.
  private var hasHandedRelay = false

  /// Hands out what was found.
  mutating func takeFinds() -> [LogFind] {
    defer { finds.removeAll(keepingCapacity: true) }
    return finds
  }

  /// Begins a part of a log, of which nothing is known.
  mutating func begin() {
    lastStamp = StampBytes()
    form = nil
    isBehindSilent = false
    hasHandedRelay = false
  }

  // MARK: Records

  /// A record that shares its stamp's second and its form with the record before.
  mutating func take(quick record: QuickRecord, isBehindSilent: Bool, bytes: UnsafeRawBufferPointer) -> Bool {
    let message = bytes.message(from: record.header.message, to: record.end)
    let decision = SiftDecision(
      message, role: record.header.role, mayOpen: record.mayOpen, mayNameExtension: record.mayNameExtension)
    switch decision {
    case .plain: return false
    case .quiet(let family, let isRedacted):
      guard let base = bytes.baseAddress else { return false }
      let stamp = StampBytes(quick: base + record.start, count: record.stamp)
      let (number, isFirst) = quiet.number(of: family, of: record.header.process)
      quiet.count(number, line: record.line, stamp: stamp, isRedacted: isRedacted)
      record.known.pointee.quiet = number
      if isFirst { handQuiet(record.span, record.fields(in: bytes), family, bytes) }
      return false
    case .seen, .judged:
      if record.header.role.reportsDecisions, hasHandedRelay,
        let decision = DecisionFind(record, message, bytes: bytes)
      {
        if isBehindSilent { self.isBehindSilent = true }
        hand(decision)
        return true
      }
      let made = LogRecord(record, bytes: bytes, base: base)
      if case .judged = decision, Self.isPlain(made) { return false }
      if isBehindSilent { self.isBehindSilent = true }
      hand(made)
      return true
    }
  }

  mutating func withQuiet<Result>(
    _ body: (UnsafeMutableBufferPointer<record_scan_quiet>, UnsafeBufferPointer<UInt32>) -> Result
  ) -> Result {
    quiet.withCounts(body)
  }

  mutating func take(
    _ span: RecordSpan, _ content: SpanContent, origin: SenderBook.Origin?, bytes: UnsafeRawBufferPointer
  ) {
    guard let origin, hasHandedRelay, !span.mayBeColoured, let header = Self.header(content) else {
      return hand(LogRecord(span, content, bytes: bytes, base: base))
    }
    let raw = UnsafeRawBufferPointer(rebasing: bytes[span.range])
    let message = raw.message(from: header.message, to: raw.count)
    let decision = SiftDecision(
      message, role: origin.role, mayOpen: true, mayNameExtension: true)
    let stamp = StampBytes(UnsafeRawBufferPointer(rebasing: raw[header.stamp]))
    switch decision {
    case .plain: pass(stamp, header.form, line: span.line)
    case .quiet(let family, let isRedacted):
      pass(stamp, header.form, line: span.line)
      let (number, isFirst) = quiet.number(of: family, of: origin.process)
      quiet.count(number, line: span.line, stamp: stamp, isRedacted: isRedacted)
      if isFirst { handQuiet(span, header, family, bytes) }
    case .seen, .judged:
      let record = LogRecord(span, content, bytes: bytes, base: base)
      if case .judged = decision, Self.isPlain(record) {
        pass(stamp, header.form, line: span.line)
      } else {
        hand(record)
      }
    }
  }

  /// The header of a record that is read by its bytes.
  static func header(_ content: SpanContent) -> HeaderSpan? {
    switch content {
    case .record(let header): header.form.isRelayLike && !header.stamp.isEmpty ? header : nil
    case .notice, .unplaced: nil
    }
  }

  private static func isPlain(_ record: LogRecord) -> Bool {
    record.content == .plain && !MessageText.isCut(record.message)
  }

  // MARK: Handing out

  private mutating func hand(_ decision: DecisionFind) {
    finds.append(find(.decision(decision), decision.stamp))
    note(decision.stamp, decision.form)
    isBehindSilent = false
  }

  private mutating func hand(_ record: LogRecord) {
    let stamp = StampBytes(record.stamp)
    finds.append(find(.record(record), stamp))
    if record.form?.isRelayLike == true { hasHandedRelay = true }
    note(stamp, record.form)
    isBehindSilent = false
  }

  /// A plain record is told of only where its stamp or form is a new one.
  private mutating func pass(_ stamp: StampBytes, _ form: LogForm, line: Int) {
    let isSilent = self.form == form && stamp.isSameSecond(as: lastStamp)
    if !isSilent { finds.append(find(.plain(line: line, stamp: stamp.text, form: form), stamp)) }
    isBehindSilent = isSilent
    note(stamp, form)
  }

  private mutating func handQuiet(
    _ span: RecordSpan, _ header: HeaderSpan, _ family: LogFamily, _ bytes: UnsafeRawBufferPointer
  ) {
    let text = UnsafeRawBufferPointer(rebasing: bytes[span.range]).bindMemory(to: UInt8.self).span
    let message = MessageText.decoded(text, from: header.message, to: nil, escapes: header.form.escapes)
    let what = LogFind.What.quiet(
      line: span.line, process: text.text(header.process), stamp: text.text(header.stamp), family: family,
      message: message)
    finds.append(LogFind(what: what, isBehindSilent: false, previousStamp: nil))
  }

  private func find(_ what: LogFind.What, _ stamp: StampBytes) -> LogFind {
    LogFind(
      what: what, isBehindSilent: isBehindSilent,
      previousStamp: isBehindSilent && !stamp.isSameSecond(as: lastStamp) ? lastStamp.text : nil)
  }

  private mutating func note(_ stamp: StampBytes, _ form: LogForm?) {
    if !stamp.isEmpty { lastStamp = stamp }
    if let form { self.form = form }
  }
}
