/// Counts the records of a log by who logged them, at which level and in which form. Messages are not looked at.
package struct HeaderCensus: Sendable {
  private var scanner = RecordScanner(
    recordLimit: LogReader.recordLimit, padding: ChunkBuffer.padding)
  private var buffer = ChunkBuffer()
  private var passer = Passer()

  /// Takes nothing, and counts what is not a record.
  private struct Passer: RecordSink {
    static let takes = SinkAppetite.none
    var notices = 0

    mutating func take(quick record: QuickRecord, isBehindSilent: Bool, bytes: UnsafeRawBufferPointer) -> Bool
    {
      false
    }

    mutating func take(
      _ span: RecordSpan, _ content: SpanContent, origin: SenderBook.Origin?, bytes: UnsafeRawBufferPointer
    ) {
      if case .notice = content { notices += 1 }
    }
  }

  package init() {}

  /// Takes what `read` puts into the space that it is given, and says how many bytes that were.
  /// - Returns: whether there were any.
  package mutating func fill<Failure: Error>(
    atMost count: Int, _ read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Bool {
    guard try buffer.fill(atMost: count, read) > 0 else { return false }
    scan(isEnd: false)
    return true
  }

  /// Ends the log.
  /// - Returns: its records, and the words of the tool among them.
  package mutating func finish() -> (counts: LogCounts, notices: Int) {
    scan(isEnd: true)
    return (LogCounts(scanner.takeTally(), scanner.book), passer.notices)
  }

  /// Bytes so far.
  package var position: Int { buffer.position }

  private mutating func scan(isEnd: Bool) {
    buffer.withBytes { scanner.scan($0, isEnd: isEnd, into: &passer) }
    let spent = scanner.needed
    scanner.drop(spent)
    buffer.drop(spent)
  }
}
