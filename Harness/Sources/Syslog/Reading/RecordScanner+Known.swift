extension RecordScanner {
  /// Bytes behind a line's start that the short way looks at without asking: stamp and header.
  private static let reach = KnownStamp.reach + KnownHeaders.longest + 16

  /// Goes on while lines begin with headers that were met before, or go on with a record of that kind.
  ///
  /// All of them are of the second and the form of the header that was read last.
  /// It stops at a line that must be read in full, and that line's reading then decides. What it does to the scanner is
  /// what the long way would have done.
  mutating func takeKnownLines(_ bytes: UnsafeRawBufferPointer, into sink: inout some RecordSink) {
    guard state.isSteady, !isRestOfLine, bytes.count - lineStart > Self.reach, let base = bytes.baseAddress,
      let clean = cleanEnd(bytes), stamp.length(base + lineStart) != nil
    else { return }
    // Moved out and back, so that what is counted while lines are passed over needs no copy.
    var known = KnownHeaders()
    swap(&known, &self.known)
    known.withLookup { lookup in
      guard let length = stamp.length(base + lineStart),
        let slot = lookup.slot(base + lineStart + length + 1, hasFraction: length != 15),
        Int32(slot.pointee.form) == lastForm
      else { return }
      close(bytes, into: &sink)
      takeKnownLines(lookup, clean: clean, bytes, base, into: &sink)
    }
    swap(&known, &self.known)
  }

  @inline(__always)
  private mutating func takeKnownLines(
    _ lookup: KnownLookup, clean: Int, _ bytes: UnsafeRawBufferPointer, _ base: UnsafeRawPointer,
    into sink: inout some RecordSink
  ) {
    var at = lineStart
    var line = lineNumber
    var span = RecordSpan(start: 0, end: 0, line: 0)
    var slot: UnsafeMutablePointer<KnownSlot>?
    var stampLength = 0
    var continued = 0
    var hasPassed = false
    let limit = clean - Self.reach
    let stamp = stamp
    let takesAll = sink.takesAll
    let (longest, lastForm) = (recordLimit, lastForm)
    let takesAny = sink.takesAny
    var nextWord = takesAll || !takesAny ? Int.max : words.next(from: at, in: bytes) ?? .max
    while at < limit {
      if let length = stamp.length(base + at),
        let hash = KnownLookup.hash(base + (at &+ length &+ 1), hasFraction: length != 15)
      {
        // The end is looked for while the slot is on its way from memory.
        let isFilled = lookup.isFilled(hash)
        let end = bytes.first(Ascii.newline, from: at &+ length) ?? clean
        guard isFilled, end < clean, end &- at <= longest,
          let next = lookup.slot(base + (at &+ length &+ 1), hash: hash), Int32(next.pointee.form) == lastForm
        else {
          break
        }
        if let slot {
          if span.newlines > 1 { continued &+= 1 }
          slot.pointee.count &+= 1
          let message = span.start &+ stampLength &+ 1 &+ Int(slot.pointee.length)
          let hasWord = nextWord < span.end
          if takesAny,
            takesAll || hasWord || slot.pointee.role != .other
              || MessageGate.mayMatter(base, from: message, to: span.end &- 1)
          {
            let isTaken = sink.take(
              known: slot.pointee, span, stamp: stampLength, mayNameExtension: hasWord,
              isBehindSilent: hasPassed, bytes: bytes, book: book)
            hasPassed = !isTaken
            if hasWord { nextWord = words.next(from: span.end, in: bytes) ?? .max }
          } else {
            hasPassed = true
          }
        }
        slot = next
        stampLength = length
        span = RecordSpan(start: at, end: end &+ 1, line: line, newlines: 1, endsLine: true)
        at = end &+ 1
      } else {
        guard slot != nil, !LineGate.mayBegin(base + at),
          let end = bytes.first(Ascii.newline, from: at), end < clean, end &- at <= longest
        else { break }
        span.end = end &+ 1
        span.newlines &+= 1
        at = end &+ 1
      }
      line &+= 1
      if span.end &- span.start >= longest { break }
    }
    tally.continued += continued
    guard let slot else { return }
    lineStart = at
    lineNumber = line
    open = span
    content = .known(Int(slot.pointee.header), stamp: stampLength)
    closeIfLong(bytes, into: &sink)
  }

  /// Up to where there is neither NUL nor escape byte; nil where that is too near.
  private mutating func cleanEnd(_ bytes: UnsafeRawBufferPointer) -> Int? {
    let nul = nul.next(from: lineStart, in: bytes) ?? bytes.count
    let escape = escape.next(from: lineStart, in: bytes) ?? bytes.count
    let end = min(nul, escape)
    return end - lineStart > Self.reach ? end : nil
  }
}
