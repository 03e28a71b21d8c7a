extension RecordScanner {
  /// A line's text, without what ends it, and the place after that.
  struct LineEnd {
    var text: Int
    var next: Int
    var isNewline: Bool
    var isCut = false
  }

  mutating func lineEnd(_ bytes: UnsafeRawBufferPointer, isEnd: Bool) -> LineEnd? {
    let newline = newline.next(from: lineStart, in: bytes) ?? bytes.count
    let nul = nul.next(from: lineStart, in: UnsafeRawBufferPointer(rebasing: bytes[..<newline])) ?? newline
    let end = min(newline, nul)
    if end - lineStart > recordLimit {
      let cut = lineStart + recordLimit
      return LineEnd(text: cut, next: cut, isNewline: false, isCut: true)
    }
    if end == bytes.count {
      return isEnd ? LineEnd(text: end, next: end, isNewline: false) : nil
    }
    return LineEnd(text: end, next: end + 1, isNewline: end == newline)
  }

  /// Adds NULs to the open record. They stand behind a record's newline on the relay's wire.
  mutating func takeNULs(_ bytes: UnsafeRawBufferPointer, into sink: inout some RecordSink) {
    guard !isRestOfLine, lineStart < bytes.count, bytes[lineStart] == Ascii.nul else { return }
    var end = lineStart
    while end < bytes.count, bytes[end] == Ascii.nul { end += 1 }
    if open == nil { begin(.unplaced, at: lineStart, bytes, into: &sink) }
    open?.end = end
    lineStart = end
  }

  mutating func takeLine(
    _ bytes: UnsafeRawBufferPointer, end: LineEnd, into sink: inout some RecordSink
  ) {
    let start = lineStart
    let isColoured = escape.next(from: start, in: UnsafeRawBufferPointer(rebasing: bytes[..<end.text])) != nil
    let isLineStart = !isRestOfLine
    isRestOfLine = end.isCut
    var textEnd = end.text
    if textEnd > start, bytes[textEnd - 1] == Ascii.carriageReturn { textEnd -= 1 }
    let line = UnsafeRawBufferPointer(rebasing: bytes[start..<textEnd]).bindMemory(to: UInt8.self).span
    var found: SpanContent?
    if isLineStart {
      if isColoured {
        let plain = ColourCodes.removed(from: line)
        found = judge(plain.span)
      } else {
        found = judge(line)
      }
    }
    place(found, at: start, bytes, into: &sink)
    if isColoured {
      lastForm = nil
    } else {
      learn(found, UnsafeRawBufferPointer(rebasing: bytes[start...]))
    }
    if !isColoured, let torn = state.tornHeader(in: line) {
      split(at: start + torn.offset, header: torn.header, bytes, into: &sink)
    }
    if isColoured { open?.mayBeColoured = true }
    extend(to: end.next, newline: end.isNewline)
    lineStart = end.next
    if end.isNewline { lineNumber += 1 }
    closeIfLong(bytes, into: &sink)
  }

  /// What the line begins; nil where it is text.
  private mutating func judge(_ line: Span<UInt8>) -> SpanContent? {
    if var header = StampedHeader.parse(line, at: 0) {
      state.note(&header, in: line)
      return .record(header)
    }
    if line.count > 0, line[0] == Ascii.openingBracket, let marker = ToolMarker.parse(line) {
      state.note(marker)
      return .notice(marker)
    }
    if RelayBanner.matches(line), state.mayBePaste || isBannerOpen {
      state.note(.banner)
      return .notice(.banner)
    }
    if var header = ToolHeader.parse(line, mayBePaste: state.mayBePaste) {
      state.note(&header, in: line)
      return .record(header)
    }
    if let words = ToolText.parse(line) { return .notice(words) }
    if let found = state.object(line) { return found }
    guard state.mayBePaste else { return nil }
    if var header = BareHeader.parse(line) ?? state.pasted(line) {
      state.note(&header, in: line)
      return .record(header)
    }
    return nil
  }

  private var isBannerOpen: Bool { open != nil && content == .notice(.banner) }

  /// Remembers what a header shares with the next one.
  private mutating func learn(_ found: SpanContent?, _ record: UnsafeRawBufferPointer) {
    guard case .record(let header) = found else { return }
    lastForm = header.form
    if !header.isPending, header.form.isRelayLike { stamp.learn(record, header.stamp) }
  }

  /// Begins what a line was judged to be, or unplaced text where what is open takes none.
  private mutating func place(
    _ found: SpanContent?, at start: Int, _ bytes: UnsafeRawBufferPointer, into sink: inout some RecordSink
  ) {
    if let found {
      if found == .notice(.banner), isBannerOpen { return }
      begin(found, at: start, bytes, into: &sink)
    } else if open == nil || !content.takesText {
      begin(.unplaced, at: start, bytes, into: &sink)
    }
  }

  /// Ends the open record inside a line, as unfinished, and begins another there.
  private mutating func split(
    at place: Int, header: HeaderSpan, _ bytes: UnsafeRawBufferPointer, into sink: inout some RecordSink
  ) {
    open?.end = place
    open?.endsLine = false
    content = .unplaced
    state.tear = .none
    begin(.record(header), at: place, bytes, into: &sink)
  }
}
