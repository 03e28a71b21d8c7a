public import Foundation

/// Reads the bytes of a device log into records, as they come.
///
/// How the bytes are cut into chunks never changes the result. The byte ranges of all records tile the log: put
/// together they give back every byte, whatever the input is. No more is kept than the record that is still open,
/// and that is closed at 16 MiB.
public struct LogReader: Sendable {
  private static let chunk = 1 << 20

  private var scanner: RecordScanner
  /// Bytes of the log from ``base`` on.
  private var buffer: [UInt8] = []
  /// Place of the buffer's first byte in the log.
  private var base = 0

  public init() { self.init(recordLimit: 16 << 20) }

  /// - Parameter recordLimit: how many bytes a record may have.
  init(recordLimit: Int) { scanner = RecordScanner(recordLimit: recordLimit) }

  /// Every record of a whole log.
  public static func read(_ log: Data) -> [LogRecord] {
    var reader = LogReader()
    var records: [LogRecord] = []
    var start = log.startIndex
    while start < log.endIndex {
      let end = log.index(start, offsetBy: chunk, limitedBy: log.endIndex) ?? log.endIndex
      records += reader.append(log[start..<end])
      start = end
    }
    return records + reader.finish()
  }

  /// Takes the next bytes of the log.
  /// - Returns: the records that are now complete: those behind which another begins.
  public mutating func append(_ bytes: Data) -> [LogRecord] {
    buffer.append(contentsOf: bytes)
    let spans = Self.scan(buffer, isEnd: false, with: &scanner)
    return take(spans)
  }

  /// Ends the log.
  /// - Returns: what was left, an unfinished last line included.
  public mutating func finish() -> [LogRecord] {
    let spans = Self.scan(buffer, isEnd: true, with: &scanner)
    return take(spans)
  }

  /// Gives the open record as it stands, after the log has been quiet for a moment.
  ///
  /// It gives nothing while a line is unfinished. Should continuation lines of the record follow later, they come as
  /// an `.unplaced` record of their own, and so do NULs that belong behind it.
  public mutating func flush() -> [LogRecord] {
    guard let span = scanner.flush(length: buffer.count) else { return [] }
    return take([span])
  }

  private static func scan(
    _ buffer: [UInt8], isEnd: Bool, with scanner: inout RecordScanner
  ) -> [RecordSpan] {
    scanner.scan(buffer.span, isEnd: isEnd)
  }

  private static func records(_ spans: [RecordSpan], in buffer: [UInt8], base: Int) -> [LogRecord] {
    let bytes = buffer.span
    var records: [LogRecord] = []
    records.reserveCapacity(spans.count)
    for span in spans { records.append(LogRecord(span, in: bytes, base: base)) }
    return records
  }

  private mutating func take(_ spans: [RecordSpan]) -> [LogRecord] {
    let records = Self.records(spans, in: buffer, base: base)
    let spent = scanner.needed
    if spent > 0 {
      buffer.removeFirst(spent)
      scanner.drop(spent)
      base += spent
    }
    return records
  }
}
