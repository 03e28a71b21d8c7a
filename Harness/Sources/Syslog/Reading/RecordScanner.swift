/// Finds where records begin and end. It makes no text and keeps no bytes: it is handed the same buffer again and
/// again, with more at its end.
///
/// - A record begins with a header in one of the capture's forms and goes on until the next header begins: since
///   iOS 10 continuation lines carry no mark.
/// - A line ends with a newline or, as records do on syslog_relay's wire, with a NUL. NULs belong to what is before them.
/// - Text before the first header, after a marker of the tool, or after a record that was given up is unplaced.
///
/// Lines whose headers are made of names that were met before go the short way of `RecordScanner+Quick`, all others that
/// of `RecordScanner+Lines`; the outcome is the same.
struct RecordScanner: Sendable {
  /// A record or line that grows to this many bytes is closed, and what follows is unplaced.
  let recordLimit: Int
  /// Unplaced text is handed out when it has grown to this many bytes.
  let unplacedLimit: Int

  var newline = ByteFinder(Ascii.newline)
  var nul = ByteFinder(Ascii.nul)
  var escape = ByteFinder(Ascii.escape)
  var index = LineIndex()
  var state = CaptureState()
  var book = SenderBook()
  /// Headers that were read quickly.
  var headers: HeaderTable
  /// Counts of records that were closed; those that went the short way are counted by their headers.
  var tally = RecordTally()
  /// The stamp that was read last, which most records share with the one before.
  var stamp = KnownStamp()
  /// The form of the header that was read last; nil where it is no matter of its bytes alone.
  var lastForm: LogForm?
  /// The record that may still go on, and what it is.
  var open: RecordSpan?
  var content = SpanContent.unplaced
  /// Where the next line begins.
  var lineStart = 0
  var lineNumber = 1
  /// Whether the next line is the rest of one that was too long.
  var isRestOfLine = false

  /// How many bytes can be read behind the buffers that it is handed, whatever they are.
  private let padding: Int

  /// - Parameter headers: how many are kept whole.
  init(recordLimit: Int, padding: Int, headers: Int = HeaderTable.most) {
    self.headers = HeaderTable(capacity: headers)
    self.recordLimit = recordLimit
    self.padding = padding
    unplacedLimit = min(recordLimit, 64 << 10)
  }

  /// Begins a part of a log, in a new buffer. Names keep their numbers.
  mutating func begin(as state: CaptureState) {
    self.state = state
    (newline, nul, escape) = (ByteFinder(Ascii.newline), ByteFinder(Ascii.nul), ByteFinder(Ascii.escape))
    index.reset()
    open = nil
    lastForm = nil
    (lineStart, lineNumber, isRestOfLine) = (0, 1, false)
  }

  /// Hands out what was counted, and starts again at nothing.
  mutating func takeTally() -> RecordTally {
    headers.settle(into: &tally)
    defer { tally = RecordTally() }
    return tally
  }

  /// Counts of all records that were closed.
  var wholeTally: RecordTally { headers.settled(tally) }

  /// How many records were closed.
  var recordCount: Int { tally.records }

  /// Where bytes begin that are still needed.
  var needed: Int { open?.start ?? lineStart }

  /// Reads on in the buffer as far as there are whole lines.
  /// - Parameter isEnd: the log ends with the buffer, so its last line is whole.
  mutating func scan(_ bytes: UnsafeRawBufferPointer, isEnd: Bool, into sink: inout some RecordSink) {
    while true {
      takeQuickLines(bytes, padding: padding, into: &sink)
      takeNULs(bytes, into: &sink)
      guard lineStart < bytes.count, let end = lineEnd(bytes, isEnd: isEnd) else { break }
      takeLine(bytes, end: end, into: &sink)
    }
    if isEnd { close(bytes, into: &sink) }
  }

  /// Hands out the open record if the buffer ends with its last line's end.
  mutating func flush(_ bytes: UnsafeRawBufferPointer, into sink: inout some RecordSink) {
    guard lineStart == bytes.count, !isRestOfLine else { return }
    close(bytes, into: &sink)
  }

  /// Follows the buffer when its first bytes are taken away; no more than ``needed``.
  mutating func drop(_ count: Int) {
    newline.drop(count)
    nul.drop(count)
    escape.drop(count)
    index.drop(count)
    lineStart -= count
    open?.start -= count
    open?.end -= count
  }
}

// MARK: - Records

extension RecordScanner {
  mutating func begin(
    _ content: SpanContent, at start: Int, _ bytes: UnsafeRawBufferPointer, into sink: inout some RecordSink
  ) {
    close(bytes, into: &sink)
    open = RecordSpan(start: start, end: start, line: lineNumber)
    self.content = content
  }

  mutating func extend(to end: Int, newline: Bool) {
    open?.end = end
    open?.endsLine = newline
    if newline { open?.newlines += 1 }
  }

  mutating func close(_ bytes: UnsafeRawBufferPointer, into sink: inout some RecordSink) {
    if let span = open, !span.range.isEmpty {
      let origin = count(span, bytes)
      sink.take(span, content, origin: origin, bytes: bytes)
    }
    open = nil
  }

  /// Counts a record, and finds those fields of its header that only the whole record shows. Without them it is text.
  private mutating func count(
    _ span: RecordSpan, _ bytes: UnsafeRawBufferPointer
  ) -> SenderBook.Origin? {
    let origin: SenderBook.Origin?
    switch content {
    case .record(let header):
      let raw = UnsafeRawBufferPointer(rebasing: bytes[span.range]).bindMemory(to: UInt8.self).span
      if span.mayBeColoured {
        let plain = ColourCodes.removed(from: raw)
        origin = resolve(header, in: plain.span)
      } else {
        origin = resolve(header, in: raw)
      }
    case .notice, .unplaced: origin = nil
    }
    if let origin {
      tally.add(origin)
      if span.lineCount > 1 { tally.continued += 1 }
    }
    return origin
  }

  private mutating func resolve(_ header: HeaderSpan, in record: Span<UInt8>) -> SenderBook.Origin? {
    guard let header = header.resolved(in: record) else {
      content = .unplaced
      return nil
    }
    content = .record(header)
    return book.origin(of: header, in: record)
  }

  /// Closes what has grown too long.
  mutating func closeIfLong(_ bytes: UnsafeRawBufferPointer, into sink: inout some RecordSink) {
    guard let span = open else { return }
    let limit = content == .unplaced ? unplacedLimit : recordLimit
    if span.range.count >= limit { close(bytes, into: &sink) }
  }
}
