/// Where the fields of one record's header stand, counted from the record's first byte (for coloured records: from
/// the first byte of the record without its colour codes).
struct HeaderSpan: Hashable, Sendable {
  /// How the header is written. Each form has its file in this folder.
  enum Form: Hashable, Sendable {
    /// `Mar 26 10:26:57 [host] process(image)[pid] <Level>: …`, as syslog_relay and ASL files have it.
    case relay
    /// The same with microseconds and never a host, as idevicesyslog 1.4.0 prints os_trace_relay.
    case trace
    /// `process(image)[pid] <Level>: …`, a relay header whose time stamp was not copied.
    case bare
    /// A sandbox decision without a header, or behind nothing but `kernel: `.
    case pasted
    /// `Jan 28 09:28:15 --- last message repeated 5 times ---`.
    case repetition(Int)

    /// Whether the relay wrote the message in vis escapes. os_trace_relay sends plain UTF-8.
    var isEscaped: Bool { self != .trace }
  }

  var form: Form
  var stamp: Range<Int>
  /// Name of the phone, in relay headers that kept it.
  var host: Range<Int>?
  var process: Range<Int>
  var image: Range<Int>?
  var pid: Int32?
  var level: Range<Int>?
  /// Where the message begins.
  var message: Int

  /// No header is longer than this; what looks like the rest of one further on is message text. Process names can
  /// be absolute paths, which the system limits to 1,024 bytes.
  static let maximumLength = 1_200
}
