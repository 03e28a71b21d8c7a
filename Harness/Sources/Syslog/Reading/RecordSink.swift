import ByteScan

/// Which records a sink takes whose headers were read quickly.
enum SinkAppetite {
  case all
  /// Those that are certainly plain are passed over.
  case telling
  /// The scanner's counts are all that is wanted.
  case none
}

/// Takes the records that a scanner finds, in order.
protocol RecordSink {
  static var takes: SinkAppetite { get }

  /// A record whose header was read quickly, of the same second and form as the one before.
  /// - Parameter isBehindSilent: whether records before it were passed over since the last call.
  /// - Returns: whether it was taken; else it counts as passed over.
  mutating func take(quick record: QuickRecord, isBehindSilent: Bool, bytes: UnsafeRawBufferPointer) -> Bool

  /// Lends the counts of quiet records, and their numbers by process and family, to a scan, which counts those that certainly
  /// are; empty where they are taken one by one.
  mutating func withQuiet<Result>(
    _ body: (UnsafeMutableBufferPointer<record_scan_quiet>, UnsafeBufferPointer<UInt32>) -> Result
  ) -> Result

  /// Any other record.
  /// - Parameters:
  ///   - span: its places in `bytes`.
  ///   - origin: who logged it; nil for what is no record.
  mutating func take(
    _ span: RecordSpan, _ content: SpanContent, origin: SenderBook.Origin?, bytes: UnsafeRawBufferPointer)
}

extension RecordSink {
  mutating func withQuiet<Result>(
    _ body: (UnsafeMutableBufferPointer<record_scan_quiet>, UnsafeBufferPointer<UInt32>) -> Result
  ) -> Result {
    body(UnsafeMutableBufferPointer(start: nil, count: 0), UnsafeBufferPointer(start: nil, count: 0))
  }
}

/// A record whose header was read quickly.
struct QuickRecord {
  let form: LogForm
  /// Length of the phone's name and the blank behind it; 0 where there is none.
  let host: Int
  let header: QuickHeader
  /// The header's place among those that are known, which takes the number of its quiet counts.
  let known: UnsafeMutablePointer<record_scan_header>
  /// Length of its stamp.
  let stamp: Int
  /// Places in the scanner's buffer.
  let start: Int
  let end: Int
  /// Number of its first line.
  let line: Int
  let newlines: Int
  /// Whether it may be told by how it begins or ends, see ``MessageGate``.
  var mayOpen = true
  /// Whether the word "extension" may stand in it.
  var mayNameExtension = true

  init(_ record: record_scan_record, _ quick: QuickForm, _ headers: record_scan_headers, end: Int) {
    (form, host, stamp) = (quick.form, quick.host.length, quick.stampLength)
    known = headers.all + Int(record.header)
    let name = record.start + quick.stampLength + 1 + quick.host.length
    header = QuickHeader(known.pointee, name: name, message: record.message)
    (start, self.end, line, newlines) = (record.start, end, record.line, record.newlines)
  }

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
