extension RecordScanner {
  /// Bytes from a line's start that are looked at without asking, be they in it or behind it.
  private static let reach = 64

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
      stamp.length(base + lineStart) > 0,
      let form = lastForm, let host = state.host(of: form)
    else { return }
    let nul = nul.next(from: lineStart, in: bytes) ?? bytes.count
    let escape = escape.next(from: lineStart, in: bytes) ?? bytes.count
    let run = QuickRun(
      form: form, host: host, clean: min(nul, escape, limit), stamp: stamp, longest: recordLimit)
    guard run.begins(base, at: lineStart, book) else { return }
    close(bytes, into: &sink)
    // Moved out and back, so that counting needs no copy.
    var tally = RecordTally()
    swap(&tally, &self.tally)
    let book = book
    tally.count(form, of: book) { processes, levels in
      run.withReader(of: book) { reader in
        take(run, reader, processes, levels, bytes, base, into: &sink)
      } ?? (0, 0)
    }
    swap(&tally, &self.tally)
    closeIfLong(bytes, into: &sink)
  }

  /// - Returns: how many records were counted, and those of them that have further lines. The last one is left open, and
  ///   is counted when it is closed.
  @inline(__always)
  private mutating func take(
    _ run: QuickRun, _ reader: QuickHeaderReader, _ byProcess: UnsafeMutablePointer<Int>,
    _ byLevel: UnsafeMutablePointer<Int>, _ bytes: UnsafeRawBufferPointer, _ base: UnsafeRawPointer,
    into sink: inout some RecordSink
  ) -> (records: Int, continued: Int) {
    var at = lineStart
    var line = lineNumber
    var open = QuickRecord(form: run.form, host: run.host.length)
    var isOpen = false
    var (records, continued) = (0, 0)
    var pass = QuickPass(takesAll: sink.takesAll, takesAny: sink.takesAny)
    if pass.isSelective {
      pass.nextWord = words.next(from: at, in: bytes) ?? .max
      pass.nextHigh = highBytes.next(from: at, in: bytes) ?? .max
    }
    while at < run.clean, let end = bytes.first(Ascii.newline, from: at), end < run.clean,
      end &- at <= run.longest
    {
      let stamp = run.stamp.length(base + at)
      if stamp != 0 {
        guard let header = run.header(base, at: at, stamp: stamp, lineEnd: end, reader) else { break }
        if isOpen {
          records &+= 1
          continued &+= open.newlines > 1 ? 1 : 0
          byProcess[open.header.process] &+= 1
          byLevel[open.header.level] &+= 1
          open.end = at
          if pass.takesAny { hand(&open, &pass, bytes, base, into: &sink) }
        }
        isOpen = true
        open.header = header
        (open.start, open.line, open.newlines, open.stamp) = (at, line, 1, stamp)
      } else {
        guard isOpen, !LineGate.mayBegin(base + at) else { break }
        open.newlines &+= 1
      }
      at = end &+ 1
      line &+= 1
      if at &- open.start >= run.longest, isOpen { break }
    }
    guard isOpen else { return (records, continued) }
    lineStart = at
    lineNumber = line
    open.end = at
    self.open = open.span
    content = .record(open.fields(in: bytes))
    return (records, continued)
  }

  /// Hands a record over where it may be more than a plain one.
  @inline(__always)
  private mutating func hand(
    _ record: inout QuickRecord, _ pass: inout QuickPass, _ bytes: UnsafeRawBufferPointer,
    _ base: UnsafeRawPointer, into sink: inout some RecordSink
  ) {
    record.mayNameExtension = pass.nextWord < record.end
    record.mayOpen = MessageGate.mayMatter(base, from: record.header.message, to: record.end &- 1)
    record.isASCII = pass.nextHigh >= record.end
    if pass.takesAll || record.mayOpen || record.mayNameExtension || record.header.role != .other {
      pass.hasPassed = !sink.take(quick: record, isBehindSilent: pass.hasPassed, bytes: bytes)
    } else {
      pass.hasPassed = true
    }
    if !record.isASCII { pass.nextHigh = highBytes.next(from: record.end, in: bytes) ?? .max }
    if record.mayNameExtension { pass.nextWord = words.next(from: record.end, in: bytes) ?? .max }
  }
}

/// What is kept in mind while records are handed over or passed over.
private struct QuickPass {
  let takesAll: Bool
  let takesAny: Bool
  /// Whether records were passed over since one was handed over.
  var hasPassed = false
  /// Where the next word "extension" may stand, and the next byte that is no ASCII.
  var nextWord = Int.max
  var nextHigh = Int.max

  init(takesAll: Bool, takesAny: Bool) { (self.takesAll, self.takesAny) = (takesAll, takesAny) }

  /// Whether some are handed over and some are not.
  var isSelective: Bool { takesAny && !takesAll }
}

/// What lines have in common that are read quickly one after another.
struct QuickRun {
  let form: LogForm
  let host: HostName.Quick
  /// Up to where there is neither NUL nor escape byte, and lines can be looked at without asking.
  let clean: Int
  let stamp: KnownStamp
  /// How many bytes a record may have.
  let longest: Int

  /// Lends a reader of headers to the body.
  func withReader<Result>(of book: SenderBook, _ body: (QuickHeaderReader) -> Result) -> Result? {
    book.processes.withLookup { processes in
      book.images.withLookup { images in
        book.levels.withLookup { levels in
          body(
            QuickHeaderReader(
              processes: processes, images: images, levels: levels, hasLevel: form != .asl,
              refusesBlanks: host.refusesBlanks))
        }
      }
    }.flatMap { $0 }.flatMap { $0 }
  }

  /// Whether the line at that place is one of them.
  func begins(_ base: UnsafeRawPointer, at start: Int, _ book: SenderBook) -> Bool {
    let length = stamp.length(base + start)
    guard length > 0,
      let end = UnsafeRawBufferPointer(start: base, count: clean).first(Ascii.newline, from: start)
    else { return false }
    return withReader(of: book) { header(base, at: start, stamp: length, lineEnd: end, $0) != nil } ?? false
  }

  /// The header of a line, if it is one of them.
  @inline(__always)
  func header(
    _ base: UnsafeRawPointer, at start: Int, stamp: Int, lineEnd: Int, _ reader: QuickHeaderReader
  ) -> QuickHeader? {
    let name = start &+ stamp &+ 1
    guard (stamp == 22) == (form == .trace), host.stands(base + name) else { return nil }
    return reader.header(base, at: name &+ host.length, lineEnd: lineEnd)
  }
}
