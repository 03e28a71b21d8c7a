/// One record as places in a buffer: what the scanner finds, before any text is made of it.
struct RecordSpan: Hashable, Sendable {
  /// What stands there.
  enum Kind: Hashable, Sendable {
    case record(HeaderSpan)
    case notice(StreamNotice)
    /// Text that no header stands before.
    case unplaced
  }

  var kind: Kind
  /// Places in the scanner's buffer.
  var range: Range<Int>
  /// Number of its first line in the whole log, from 1.
  var line: Int
  /// Newlines in it.
  var newlines: Int
  /// Whether its last byte that is no NUL is a newline.
  var endsLine: Bool
  /// Whether an escape byte occurs in it, which colour codes begin with.
  var mayBeColoured: Bool

  /// How many lines it touches.
  var lineCount: Int { newlines + (endsLine ? 0 : 1) }

  /// Whether lines without a header go on with it. What is printed on one line by its nature does not take them.
  var takesText: Bool {
    switch kind {
    case .unplaced: true
    case .notice: false
    case .record(let header):
      switch header.form {
      case .relay, .trace, .bare: true
      case .pasted, .repetition: false
      }
    }
  }

  /// The same bytes, given up as a record.
  var unplaced: RecordSpan {
    var copy = self
    copy.kind = .unplaced
    return copy
  }
}
