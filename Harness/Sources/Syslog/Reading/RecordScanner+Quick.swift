import ByteScan

extension RecordScanner {
  /// Bytes from a line's start that are looked at without asking, be they in it or behind it.
  private static let reach = LineIndex.reach

  /// Goes on while lines begin with headers that can be read quickly, or go on with a record of that kind.
  ///
  /// All of them are of the second and the form of the header that was read last.
  /// It stops at a line that must be read in full, and that line's reading then decides. What it does to the scanner is
  /// what the long way would have done.
  mutating func takeQuickLines(
    _ bytes: UnsafeRawBufferPointer, padding: Int, into sink: inout some RecordSink
  ) {
    let limit = bytes.count - max(Self.reach - padding, 0)
    guard !isRestOfLine, lineStart < limit, let base = bytes.baseAddress,
      stamp.mayStand(base + lineStart), let form = lastForm, let host = state.host(of: form)
    else { return }
    let quick = QuickForm(form: form, host: host, stamp: stamp)
    // Moved out and back, so that nothing of them is copied.
    var (index, headers) = (LineIndex(), HeaderTable(capacity: 1))
    swap(&index, &self.index)
    swap(&headers, &self.headers)
    index.withCursor(from: lineStart, to: limit, base) { lines in
      headers.withHeaders { headers in
        takeQuickLines(quick, &lines, &headers, bytes, base, into: &sink)
      }
    }
    swap(&index, &self.index)
    swap(&headers, &self.headers)
    closeIfLong(bytes, into: &sink)
  }

  private mutating func takeQuickLines(
    _ quick: QuickForm, _ lines: inout LineIndex.Cursor, _ headers: inout record_scan_headers,
    _ bytes: UnsafeRawBufferPointer, _ base: UnsafeRawPointer, into sink: inout some RecordSink
  ) {
    guard lines.hasLine(from: lineStart) else { return }
    let first = quick.withScan(base, book, headers, longest: recordLimit) { scan -> record_scan? in
      lines.lend(to: &scan)
      scan.at = lineStart
      scan.open.line = lineNumber
      return record_scan_begin(&scan) ? scan : nil
    }
    guard case .some(.some(let first)) = first else { return }
    headers = first.headers
    // What it closes may add names to the book.
    close(bytes, into: &sink)
    var tally = RecordTally()
    swap(&tally, &self.tally)
    let book = book
    tally.count(quick.form, of: book) { processes, levels in
      quick.withScan(base, book, headers, longest: recordLimit) { scan in
        defer { headers = scan.headers }
        (scan.by_process, scan.by_level) = (processes, levels)
        (scan.at, scan.open) = (first.at, first.open)
        lines.take(from: first)
        return takeRecords(&scan, quick, &lines, bytes, base, into: &sink)
      } ?? (0, 0)
    }
    swap(&tally, &self.tally)
  }

  /// - Returns: how many records were counted, and those of them that have further lines. The last one is left open, and
  ///   is counted when it is closed.
  private mutating func takeRecords<Sink: RecordSink>(
    _ scan: inout record_scan, _ quick: QuickForm, _ lines: inout LineIndex.Cursor,
    _ bytes: UnsafeRawBufferPointer, _ base: UnsafeRawPointer, into sink: inout Sink
  ) -> (records: Int, continued: Int) {
    (scan.takes_all, scan.takes_none) = (Sink.takes == .all, Sink.takes == .none)
    lines.lend(to: &scan)
    scanning: while true {
      let stop = sink.withQuiet { quiet, places in
        (scan.quiet, scan.quiet_count) = (quiet.baseAddress, quiet.count)
        (scan.quiet_places, scan.quiet_place_count) = (places.baseAddress, places.count)
        return record_scan_on(&scan)
      }
      switch stop {
      case RECORD_SCAN_RECORD: hand(&scan, quick, bytes, into: &sink)
      case RECORD_SCAN_TEXT:
        guard !LineGate.mayBegin(base + scan.at) else { break scanning }
        record_scan_pass_text(&scan)
      case RECORD_SCAN_NO_LINES:
        lines.take(from: scan)
        guard lines.hasLine(from: scan.at) else { break scanning }
        lines.lend(to: &scan)
      default: break scanning
      }
    }
    lines.take(from: scan)
    let last = QuickRecord(scan.open, quick, scan.headers, end: scan.at)
    (lineStart, lineNumber) = (last.end, last.line + last.newlines)
    open = last.span
    content = .record(last.fields(in: bytes))
    // It was counted among those that go on.
    return (scan.records, scan.continued - (last.newlines > 1 ? 1 : 0))
  }

  /// Hands a record over that may be more than a plain one.
  private func hand<Sink: RecordSink>(
    _ scan: inout record_scan, _ quick: QuickForm, _ bytes: UnsafeRawBufferPointer, into sink: inout Sink
  ) {
    var record = QuickRecord(scan.closed, quick, scan.headers, end: scan.open.start)
    (record.mayOpen, record.mayNameExtension) = (scan.is_odd, scan.has_word)
    scan.has_passed = !sink.take(quick: record, isBehindSilent: scan.has_passed, bytes: bytes)
  }
}
