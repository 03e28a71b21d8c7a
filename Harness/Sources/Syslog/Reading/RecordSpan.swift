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
  case record(HeaderSpan)
  case notice(StreamNotice)
  /// Text that no header stands before.
  case unplaced

  /// Whether lines without a header go on with it. What is printed on one line by its nature does not take them.
  var takesText: Bool {
    switch self {
    case .unplaced: true
    case .notice: false
    case .record(let header):
      switch header.form {
      case .pasted, .repetition, .logNDJSON, .pymobiledeviceJSON, .pythonBytes, .goIOS: false
      default: true
      }
    }
  }
}
