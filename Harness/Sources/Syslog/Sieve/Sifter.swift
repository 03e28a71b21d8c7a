/// Decides of every record that is not certainly plain whether it has to be seen, as the classifier would.
struct Sifter: RecordSink {
  let takesAll = false

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

  /// A record of a known header, which shares its stamp's second and its form with the record before.
  @inline(__always)
  mutating func take(
    known slot: KnownSlot, _ span: RecordSpan, stamp: Int, mayNameExtension: Bool, isBehindSilent: Bool,
    bytes: UnsafeRawBufferPointer, book: HeaderBook
  ) -> Bool {
    let message = bytes.message(from: span.start + stamp + 1 + Int(slot.length), to: span.end)
    var decision = SiftDecision(message, role: slot.role, mayNameExtension: mayNameExtension)
    let sender = Int(book.origins[Int(slot.header)].sender)
    if case .quiet(let family) = decision, quiet.takesSample(of: book.senders.process(of: sender), family) {
      decision = .seen
    }
    switch decision {
    case .plain: return false
    case .quiet(let family):
      let stamp = StampBytes(UnsafeRawBufferPointer(rebasing: bytes[span.start..<span.start + stamp]))
      quiet.count(
        family, of: sender, line: span.line, stamp: stamp,
        isRedacted: Redaction.occurs(in: message.bindMemory(to: UInt8.self).span))
      return false
    case .seen, .judged:
      let record = LogRecord(
        span, .known(Int(slot.header), stamp: stamp), bytes: bytes, book: book, base: base)
      if case .judged = decision, Self.isPlain(record) { return false }
      if isBehindSilent { self.isBehindSilent = true }
      hand(record)
      return true
    }
  }

  mutating func take(
    _ span: RecordSpan, _ content: SpanContent, origin: HeaderBook.Origin?, bytes: UnsafeRawBufferPointer,
    book: HeaderBook
  ) {
    guard let origin, hasHandedRelay, !span.mayBeColoured, let header = Self.header(content, book) else {
      return hand(LogRecord(span, content, bytes: bytes, book: book, base: base))
    }
    let raw = UnsafeRawBufferPointer(rebasing: bytes[span.range])
    let message = raw.message(from: header.message, to: raw.count)
    let sender = Int(origin.sender)
    let role = book.senders.senders[sender].role.code(for: sender)
    var decision = SiftDecision(message, role: role, mayNameExtension: true)
    if case .quiet(let family) = decision, quiet.takesSample(of: book.senders.process(of: sender), family) {
      decision = .seen
    }
    let stamp = StampBytes(UnsafeRawBufferPointer(rebasing: raw[header.stamp]))
    switch decision {
    case .plain: pass(stamp, header.form, line: span.line)
    case .quiet(let family):
      quiet.count(
        family, of: sender, line: span.line, stamp: stamp,
        isRedacted: Redaction.occurs(in: message.bindMemory(to: UInt8.self).span))
      pass(stamp, header.form, line: span.line)
    case .seen, .judged:
      let record = LogRecord(span, content, bytes: bytes, book: book, base: base)
      if case .judged = decision, Self.isPlain(record) {
        pass(stamp, header.form, line: span.line)
      } else {
        hand(record)
      }
    }
  }

  /// The header of a record that is read by its bytes.
  static func header(_ content: SpanContent, _ book: HeaderBook) -> HeaderSpan? {
    switch content {
    case .known(let number, let stamp): book.header(number, stamp: stamp)
    case .record(let header): header.form.isRelayLike && !header.stamp.isEmpty ? header : nil
    case .notice, .unplaced: nil
    }
  }

  private static func isPlain(_ record: LogRecord) -> Bool {
    record.content == .plain && !MessageText.isCut(record.message)
  }

  // MARK: Handing out

  private mutating func hand(_ record: LogRecord) {
    var text = record.stamp
    let stamp = text.withUTF8 { StampBytes(UnsafeRawBufferPointer($0)) }
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
