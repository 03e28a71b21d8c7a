/// Where the fields of one record's header stand, counted from the record's first byte (for coloured records: from
/// the first byte of the record without its colour codes).
struct HeaderSpan: Hashable, Sendable {
  var form: LogForm
  var stamp: Range<Int>
  /// Name of the phone, in relay headers that kept it.
  var host: Range<Int>?
  /// The name alone, also where the log has the process's whole path.
  var process: Range<Int>
  var image: Range<Int>?
  var pid: Int32?
  var level: Range<Int>?
  var subsystem: Range<Int>?
  var category: Range<Int>?
  /// Where the message begins.
  var message: Int
  /// Where it ends, in forms that have something behind it; nil where it goes on to the record's end.
  var messageEnd: Int?
  /// Of a `.repetition`, how often.
  var repetitions = 0
  /// Whether the fields are found when the whole record is there, see ``resolved(in:)``.
  var isPending = false

  /// No header is longer than this; what looks like the rest of one further on is message text. Process names can
  /// be absolute paths, which the system limits to 1,024 bytes.
  static let maximumLength = 1_200
}
