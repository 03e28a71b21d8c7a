/// Finds where records begin and end. It makes no text and keeps no bytes: it is handed the same buffer again and
/// again, with more at its end.
///
/// - A record begins with a header in one of the capture's forms and goes on until the next header begins: since
///   iOS 10 continuation lines carry no mark.
/// - A line ends with a newline or, as records do on syslog_relay's wire, with a NUL. NULs belong to what is before them.
/// - Text before the first header, after a marker of the tool, or after a record that was given up is unplaced.
struct RecordScanner: Sendable {
  /// A record or line that grows to this many bytes is closed, and what follows is unplaced.
  private let recordLimit: Int
  /// Unplaced text is handed out when it has grown to this many bytes.
  private let unplacedLimit: Int

  private var newline = ByteFinder(Ascii.newline)
  private var nul = ByteFinder(Ascii.nul)
  private var escape = ByteFinder(Ascii.escape)
  private var state = CaptureState()
  /// The record that may still go on.
  private var open: RecordSpan?
  /// Where the next line begins.
  private var lineStart = 0
  private var lineNumber = 1
  /// Whether the next line is the rest of one that was too long.
  private var isRestOfLine = false

  init(recordLimit: Int) {
    self.recordLimit = recordLimit
    unplacedLimit = min(recordLimit, 64 << 10)
  }

  /// Where bytes begin that are still needed.
  var needed: Int { open?.range.lowerBound ?? lineStart }

  /// Reads on in the buffer as far as there are whole lines.
  /// - Parameter isEnd: the log ends with the buffer, so its last line is whole.
  /// - Returns: the records that are complete.
  mutating func scan(_ bytes: Span<UInt8>, isEnd: Bool) -> [RecordSpan] {
    var found: [RecordSpan] = []
    while true {
      takeNULs(bytes, into: &found)
      guard lineStart < bytes.count, let end = lineEnd(bytes, isEnd: isEnd) else { break }
      takeLine(bytes, end: end, into: &found)
    }
    if isEnd { close(into: &found) }
    return found
  }

  /// Hands out the open record if the buffer ends with its last line's end.
  /// - Parameter length: of the buffer.
  mutating func flush(length: Int) -> RecordSpan? {
    guard lineStart == length, !isRestOfLine, let record = open else { return nil }
    open = nil
    return record
  }

  /// Follows the buffer when its first bytes are taken away; no more than ``needed``.
  mutating func drop(_ count: Int) {
    newline.drop(count)
    nul.drop(count)
    escape.drop(count)
    lineStart -= count
    if let range = open?.range { open?.range = (range.lowerBound - count)..<(range.upperBound - count) }
  }
}

// MARK: - Lines

extension RecordScanner {
  /// A line's text, without what ends it, and the place after that.
  private struct LineEnd {
    var text: Int
    var next: Int
    var isNewline: Bool
    var isCut = false
  }

  private mutating func lineEnd(_ bytes: Span<UInt8>, isEnd: Bool) -> LineEnd? {
    let newline = newline.next(from: lineStart, in: bytes) ?? bytes.count
    let nul = nul.next(from: lineStart, in: bytes) ?? bytes.count
    let end = min(newline, nul)
    if end - lineStart > recordLimit {
      let cut = lineStart + recordLimit
      return LineEnd(text: cut, next: cut, isNewline: false, isCut: true)
    }
    if end == bytes.count {
      return isEnd ? LineEnd(text: end, next: end, isNewline: false) : nil
    }
    return LineEnd(text: end, next: end + 1, isNewline: newline < nul)
  }

  /// Adds NULs to the open record. They stand behind a record's newline on the relay's wire.
  private mutating func takeNULs(_ bytes: Span<UInt8>, into found: inout [RecordSpan]) {
    guard !isRestOfLine else { return }
    let end = bytes.end(from: lineStart, while: { $0 == Ascii.nul })
    guard end > lineStart else { return }
    if open == nil { begin(.unplaced, at: lineStart, into: &found) }
    if let start = open?.range.lowerBound { open?.range = start..<end }
    lineStart = end
  }

  private mutating func takeLine(_ bytes: Span<UInt8>, end: LineEnd, into found: inout [RecordSpan]) {
    let start = lineStart
    let isColoured = (escape.next(from: start, in: bytes) ?? bytes.count) < end.text
    let isLineStart = !isRestOfLine
    isRestOfLine = end.isCut
    var textEnd = end.text
    if textEnd > start, bytes[textEnd - 1] == Ascii.carriageReturn { textEnd -= 1 }
    let line = bytes.extracting(start..<textEnd)
    var kind: RecordSpan.Kind?
    if isLineStart {
      if isColoured {
        let plain = ColourCodes.removed(from: line)
        kind = judge(plain.span)
      } else {
        kind = judge(line)
      }
    }
    place(kind, at: start, into: &found)
    if !isColoured, let torn = state.tornHeader(in: line) {
      split(at: start + torn.offset, header: torn.header, into: &found)
    }
    if isColoured { open?.mayBeColoured = true }
    extend(to: end.next, newline: end.isNewline)
    lineStart = end.next
    if end.isNewline { lineNumber += 1 }
    closeIfLong(into: &found)
  }

  /// What the line begins; nil where it is text.
  private mutating func judge(_ line: Span<UInt8>) -> RecordSpan.Kind? {
    if var header = StampedHeader.parse(line, at: 0) {
      state.note(&header, in: line)
      return .record(header)
    }
    if line.count > 0, line[0] == Ascii.openingBracket, let marker = ToolMarker.parse(line) {
      state.note(marker)
      return .notice(marker)
    }
    if RelayBanner.matches(line), state.mayBePaste || open?.kind == .notice(.banner) {
      state.note(.banner)
      return .notice(.banner)
    }
    guard state.mayBePaste else { return nil }
    return (BareHeader.parse(line) ?? PastedViolation.parse(line)).map { .record($0) }
  }
}

// MARK: - Records

extension RecordScanner {
  /// Begins what a line was judged to be, or unplaced text where what is open takes none.
  private mutating func place(_ kind: RecordSpan.Kind?, at start: Int, into found: inout [RecordSpan]) {
    if let kind {
      if kind == .notice(.banner), open?.kind == kind { return }
      begin(kind, at: start, into: &found)
    } else if open?.takesText != true {
      begin(.unplaced, at: start, into: &found)
    }
  }

  private mutating func begin(_ kind: RecordSpan.Kind, at start: Int, into found: inout [RecordSpan]) {
    close(into: &found)
    open = RecordSpan(
      kind: kind, range: start..<start, line: lineNumber, newlines: 0, endsLine: false, mayBeColoured: false)
  }

  private mutating func extend(to end: Int, newline: Bool) {
    guard var record = open else { return }
    record.range = record.range.lowerBound..<end
    record.endsLine = newline
    if newline { record.newlines += 1 }
    open = record
  }

  /// Ends the open record inside a line, as unfinished, and begins another there.
  private mutating func split(at place: Int, header: HeaderSpan, into found: inout [RecordSpan]) {
    if var record = open {
      record.range = record.range.lowerBound..<place
      record.endsLine = false
      found.append(record.unplaced)
    }
    open = nil
    state.tear = .none
    begin(.record(header), at: place, into: &found)
  }

  private mutating func close(into found: inout [RecordSpan]) {
    if let record = open, !record.range.isEmpty { found.append(record) }
    open = nil
  }

  /// Closes what has grown too long.
  private mutating func closeIfLong(into found: inout [RecordSpan]) {
    guard let record = open else { return }
    let limit = record.kind == .unplaced ? unplacedLimit : recordLimit
    if record.range.count >= limit { close(into: &found) }
  }
}
