public import Foundation

/// Reads the bytes of a device log into records, as they come.
///
/// How the bytes are cut into chunks never changes the result. The byte ranges of all records tile the log: put
/// together they give back every byte, whatever the input is. No more is kept than the record that is still open,
/// and that is closed at 4 MiB.
public struct LogReader: Sendable {
  /// Which records a reader hands out.
  public enum Selection: Hashable, Sendable {
    case all
    /// Those that are more than ``LogContent/plain``. It takes a fraction of the time, since no text is made of most
    /// others. They are counted all the same.
    ///
    /// - Note: A word whose letters the log escaped one by one would not be seen; vis(3) never does that.
    case telling
  }

  private enum Step { case more, pause, end }

  private static let chunk = 1 << 20

  private let selection: Selection
  private var scanner: RecordScanner
  private var buffer = ChunkBuffer()
  /// Notices and text that was not placed, so far.
  private var headless = 0

  /// How many bytes a record may have.
  static let recordLimit = 4 << 20

  public init(keeping selection: Selection = .all) {
    self.init(recordLimit: Self.recordLimit, keeping: selection)
  }

  /// - Parameter recordLimit: how many bytes a record may have.
  init(recordLimit: Int, keeping selection: Selection = .all) {
    self.selection = selection
    scanner = RecordScanner(
      recordLimit: recordLimit, padding: ChunkBuffer.padding, headers: HeaderTable.few)
  }

  /// Takes the next bytes of the log.
  /// - Returns: the records that are now complete: those behind which another begins.
  public mutating func append(_ bytes: Data) -> [LogRecord] {
    bytes.withUnsafeBytes { append($0) }
  }

  /// Takes the next bytes of the log.
  package mutating func append(_ bytes: UnsafeRawBufferPointer) -> [LogRecord] {
    buffer.append(bytes)
    return take(.more)
  }

  /// Ends the log.
  /// - Returns: what was left, an unfinished last line included.
  public mutating func finish() -> [LogRecord] { take(.end) }

  /// Gives the open record as it stands, after the log has been quiet for a moment.
  ///
  /// It gives nothing while a line is unfinished. Should continuation lines of the record follow later, they come as
  /// an `.unplaced` record of their own, and so do NULs that belong behind it.
  public mutating func flush() -> [LogRecord] { take(.pause) }

  /// How many records were complete so far, those that were not handed out included.
  public func recordCount() -> Int { scanner.recordCount + headless }

  /// Newlines so far.
  package var newlines: Int { scanner.lineNumber - 1 }

  private mutating func take(_ step: Step) -> [LogRecord] {
    let records: [LogRecord]
    switch selection {
    case .all:
      var maker = RecordMaker(base: buffer.base)
      scan(step, into: &maker)
      headless += maker.headless
      records = maker.records
    case .telling:
      var picker = RecordPicker(base: buffer.base)
      scan(step, into: &picker)
      headless += picker.headless
      records = picker.records
    }
    let spent = scanner.needed
    if spent > 0 {
      scanner.drop(spent)
      buffer.drop(spent)
    }
    return records
  }

  private mutating func scan(_ step: Step, into sink: inout some RecordSink) {
    buffer.withBytes { bytes in
      switch step {
      case .more: scanner.scan(bytes, isEnd: false, into: &sink)
      case .pause: scanner.flush(bytes, into: &sink)
      case .end: scanner.scan(bytes, isEnd: true, into: &sink)
      }
    }
  }
}

// MARK: - Whole logs

extension LogReader {
  /// Every record of a whole log.
  public static func read(_ log: Data) -> [LogRecord] {
    var scanner = RecordScanner(recordLimit: recordLimit, padding: 0)
    var maker = RecordMaker(base: 0)
    scan(log, with: &scanner, into: &maker)
    return maker.records
  }

  /// The records of a whole log that can decide something. Its bytes are not copied.
  public static func excerpt(of log: Data) -> LogExcerpt {
    var scanner = RecordScanner(recordLimit: recordLimit, padding: 0)
    var picker = RecordPicker(ends: 0..<log.count)
    scan(log, with: &scanner, into: &picker)
    return LogExcerpt(records: picker.records, recordCount: scanner.recordCount + picker.headless)
  }

  /// Chunks that are near one another stay in the processor's cache.
  private static func scan(
    _ log: Data, with scanner: inout RecordScanner, into sink: inout some RecordSink
  ) {
    log.withUnsafeBytes { bytes in
      var end = 0
      while end < bytes.count {
        end = min(end + chunk, bytes.count)
        let read = UnsafeRawBufferPointer(rebasing: bytes[..<end])
        scanner.scan(read, isEnd: end == bytes.count, into: &sink)
      }
    }
  }
}

/// Makes a ``LogRecord`` of every record that is found.
private struct RecordMaker: RecordSink {
  static let takes = SinkAppetite.all
  let base: Int
  private(set) var records: [LogRecord] = []
  /// Notices and text that was not placed.
  private(set) var headless = 0

  init(base: Int) { self.base = base }

  mutating func take(quick record: QuickRecord, isBehindSilent: Bool, bytes: UnsafeRawBufferPointer) -> Bool {
    records.append(LogRecord(record, bytes: bytes, base: base))
    return true
  }

  mutating func take(
    _ span: RecordSpan, _ content: SpanContent, origin: SenderBook.Origin?, bytes: UnsafeRawBufferPointer
  ) {
    if origin == nil { headless += 1 }
    records.append(LogRecord(span, content, bytes: bytes, base: base))
  }
}
