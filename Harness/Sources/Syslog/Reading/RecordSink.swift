/// Takes the records that a scanner finds, in order.
protocol RecordSink {
  /// Whether it takes every record. One that does not is spared plain records whose headers were read quickly.
  var takesAll: Bool { get }
  /// Whether it takes any: one that does not wants the scanner's counts alone.
  var takesAny: Bool { get }

  /// A record whose header was read quickly, of the same second and form as the one before.
  /// - Parameter isBehindSilent: whether records before it were passed over since the last call.
  /// - Returns: whether it was taken; else it counts as passed over.
  mutating func take(quick record: QuickRecord, isBehindSilent: Bool, bytes: UnsafeRawBufferPointer) -> Bool

  /// Any other record.
  /// - Parameters:
  ///   - span: its places in `bytes`.
  ///   - origin: who logged it; nil for what is no record.
  mutating func take(
    _ span: RecordSpan, _ content: SpanContent, origin: SenderBook.Origin?, bytes: UnsafeRawBufferPointer)
}

extension RecordSink {
  var takesAny: Bool { true }
}

/// A record whose header was read quickly.
struct QuickRecord {
  let form: LogForm
  /// Length of the phone's name and the blank behind it; 0 where there is none.
  let host: Int
  var header = QuickHeader(nameEnd: 0, message: 0, process: 0, level: 0, role: .other)
  /// Length of its stamp.
  var stamp = 0
  /// Places in the scanner's buffer.
  var start = 0
  var end = 0
  /// Number of its first line.
  var line = 0
  var newlines = 0
  /// Whether it may be told by how it begins or ends, see ``MessageGate``.
  var mayOpen = true
  /// Whether the word "extension" may stand in it.
  var mayNameExtension = true

  /// Whether all of its bytes are ASCII.
  var isASCII = true

  init(form: LogForm, host: Int) { (self.form, self.host) = (form, host) }

  var span: RecordSpan {
    RecordSpan(start: start, end: end, line: line, newlines: newlines, endsLine: true)
  }

  /// The header's fields, counted from the record's first byte.
  func fields(in bytes: UnsafeRawBufferPointer) -> HeaderSpan {
    let text = UnsafeRawBufferPointer(rebasing: bytes[start..<header.message]).bindMemory(to: UInt8.self).span
    let nameEnd = header.nameEnd - start
    var fields = HeaderSpan(
      form: form, stamp: 0..<stamp, process: (stamp + 1 + host)..<nameEnd, message: text.count)
    if host > 0 { fields.host = (stamp + 1)..<(stamp + host) }
    var bracket = nameEnd
    if text[nameEnd] == Ascii.opening, let closing = text.first(Ascii.closing, in: nameEnd..<text.count) {
      fields.image = (nameEnd + 1)..<closing
      bracket = closing + 1
    }
    let pidEnd = text.end(from: bracket + 1, while: \.isDigit)
    fields.pid = text.number((bracket + 1)..<pidEnd)
    if form != .asl { fields.level = (pidEnd + 3)..<(text.count - 3) }
    return fields
  }
}
