/// Reads a log as far as a survey of it needs: every record is found and counted, by sender, level and form, but text is
/// made only of those that are more than plain.
package struct LogSieve: Sendable {
  var scanner: RecordScanner
  var sifter = Sifter()
  var buffer = ChunkBuffer()

  package init() {
    scanner = RecordScanner(recordLimit: LogReader.recordLimit, padding: ChunkBuffer.padding)
  }

  /// Takes the next bytes of the log.
  package mutating func append(_ bytes: UnsafeRawBufferPointer) -> [LogFind] {
    buffer.append(bytes)
    return scan(isEnd: false)
  }

  /// Takes what `read` puts into the space that it is given, and says how many bytes that were.
  /// - Returns: nil where they were none.
  package mutating func fill<Failure: Error>(
    atMost count: Int, _ read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> [LogFind]? {
    try buffer.fill(atMost: count, read) > 0 ? scan(isEnd: false) : nil
  }

  /// Gives the open record as it stands.
  package mutating func flush() -> [LogFind] {
    sifter.base = buffer.base
    buffer.withBytes { scanner.flush($0, into: &sifter) }
    return release()
  }

  /// Ends the log.
  package mutating func finish() -> [LogFind] { scan(isEnd: true) }

  private mutating func scan(isEnd: Bool) -> [LogFind] {
    sifter.base = buffer.base
    buffer.withBytes { scanner.scan($0, isEnd: isEnd, into: &sifter) }
    return release()
  }

  private mutating func release() -> [LogFind] {
    let spent = scanner.needed
    if spent > 0 {
      scanner.drop(spent)
      buffer.drop(spent)
    }
    return sifter.takeFinds()
  }

  // MARK: What was counted

  /// All records so far, by who logged them and how.
  package func counts() -> LogCounts {
    var counts = counts(of: scanner.wholeTally)
    counts.quiet = named(sifter.quiet.counts)
    return counts
  }

  /// Counts by the numbers of this sieve's senders, by their names.
  func counts(of tally: RecordTally) -> LogCounts { LogCounts(tally, scanner.book) }

  func named(_ quiet: [(process: Int, count: QuietCount)]) -> [(process: String, count: QuietCount)] {
    quiet.map { (scanner.book.processes.text($0.process), $0.count) }
  }

  /// Bytes so far.
  package var position: Int { buffer.position }
  /// Newlines so far.
  package var newlines: Int { scanner.lineNumber - 1 }
  /// The stamp of the last record that has one.
  package var lastStamp: String? {
    sifter.lastStamp.isEmpty ? nil : sifter.lastStamp.text
  }
}

/// The records of a log, counted.
package struct LogCounts: Sendable {
  package var records: Int
  /// Records that go on over further lines.
  package var continued: Int
  package var byProcess: [(process: String, count: Int)]
  package var byLevel: [(level: String, count: Int)]
  package var byForm: [(form: LogForm, count: Int)]
  package var quiet: [(process: String, count: QuietCount)] = []

  init(_ tally: RecordTally, _ book: SenderBook) {
    records = tally.records
    continued = tally.continued
    byProcess = tally.byProcess.enumerated().filter { $0.element > 0 }
      .map { (book.processes.text($0.offset), $0.element) }
    byLevel = tally.byLevel.enumerated().filter { $0.element > 0 }
      .map { (book.levels.names[$0.offset], $0.element) }
    byForm = tally.byForm.enumerated().filter { $0.element > 0 }
      .map { (LogForm.allCases[$0.offset], $0.element) }
  }
}
