/// One record as places in a buffer: what the scanner finds, before any text is made of it.
struct RecordSpan: Hashable, Sendable {
  /// Places in the scanner's buffer.
  var start: Int
  var end: Int
  /// Number of its first line in the whole log, from 1.
  var line: Int
  /// Newlines in it.
  var newlines = 0
  /// Whether its last byte that is no NUL is a newline.
  var endsLine = false
  /// Whether an escape byte occurs in it, which colour codes begin with.
  var mayBeColoured = false

  /// How many lines it touches.
  var lineCount: Int { newlines + (endsLine ? 0 : 1) }
  var range: Range<Int> { start..<end }
}

/// What stands in a ``RecordSpan``.
enum SpanContent: Hashable, Sendable {
  /// A record whose header was met before: the number of its header and the length of the stamp before it.
  case known(Int, stamp: Int)
  case record(HeaderSpan)
  case notice(StreamNotice)
  /// Text that no header stands before.
  case unplaced

  /// Whether lines without a header go on with it. What is printed on one line by its nature does not take them.
  var takesText: Bool {
    switch self {
    case .known, .unplaced: true
    case .notice: false
    case .record(let header):
      switch header.form {
      case .pasted, .repetition, .logNDJSON, .pymobiledeviceJSON, .pythonBytes, .goIOS: false
      default: true
      }
    }
  }
}

/// Takes the records that a scanner finds, in order.
protocol RecordSink {
  /// Whether it takes every record. One that does not is spared plain records whose headers are known.
  var takesAll: Bool { get }
  /// Whether it takes any: one that does not wants the scanner's counts alone.
  var takesAny: Bool { get }

  /// A record with a known header, of the same second and form as the one before.
  /// - Parameters:
  ///   - stamp: length of its stamp.
  ///   - mayNameExtension: whether the word "extension" may stand in it.
  ///   - isBehindSilent: whether records before it were passed over since the last call.
  /// - Returns: whether it was taken; else it counts as passed over.
  mutating func take(
    known slot: KnownSlot, _ span: RecordSpan, stamp: Int, mayNameExtension: Bool, isBehindSilent: Bool,
    bytes: UnsafeRawBufferPointer, book: HeaderBook
  ) -> Bool

  /// Any other record.
  /// - Parameters:
  ///   - span: its places in `bytes`.
  ///   - origin: who logged it; nil for what is no record.
  ///   - book: what `.known` headers are.
  mutating func take(
    _ span: RecordSpan, _ content: SpanContent, origin: HeaderBook.Origin?, bytes: UnsafeRawBufferPointer,
    book: HeaderBook)
}

extension RecordSink {
  var takesAny: Bool { true }
}
