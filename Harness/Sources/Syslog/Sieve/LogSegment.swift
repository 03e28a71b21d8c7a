/// What a sieve found in a part of a log that begins where a record does. Lines are counted from the part's first.
package struct LogSegment: Sendable {
  package var finds: [LogFind]
  package var newlines: Int
  package var quiet: [(process: String, count: QuietCount)]
  /// The stamp of the last record that has one.
  package var lastStamp: String?
  /// Whether the last record was not handed out.
  package var endsSilently: Bool
  /// How the log stood at its end.
  package var end: SieveState
  /// Records in it.
  package var records: Int { tally.records }
  fileprivate var tally: RecordTally
}

/// What has been learnt of a log's form, on which the meaning of the next line depends.
package struct SieveState: Hashable, Sendable {
  fileprivate var capture: CaptureState

  /// Whether headers are all that is to be expected, so that a part that begins with one can be read by itself.
  package var isSteady: Bool { capture.isSteady }
}

/// The counts of several segments that one sieve read.
package struct SegmentCounts: Sendable {
  private var tally = RecordTally()

  package init() {}

  package mutating func add(_ segment: LogSegment) { tally.add(segment.tally) }

  /// By the names that the sieve knows.
  package func counts(by sieve: LogSieve) -> LogCounts { sieve.counts(of: tally) }
}

extension LogSieve {
  /// How the log stands here.
  package var state: SieveState { SieveState(capture: scanner.state) }

  /// Begins a segment, with what was learnt of headers before.
  /// - Parameter place: of its first byte in the log. A record begins there.
  package mutating func begin(at place: Int, as state: SieveState) {
    scanner.begin(as: state.capture)
    sifter.begin()
    buffer = ChunkBuffer(base: place)
  }

  /// Ends a segment.
  /// - Parameter finds: what it gave so far.
  package mutating func endSegment(_ finds: [LogFind]) -> LogSegment {
    let all = finds + finish()
    let tally = scanner.takeTally()
    return LogSegment(
      finds: all, newlines: newlines, quiet: named(sifter.quiet.takeCounts()), lastStamp: lastStamp,
      endsSilently: sifter.isBehindSilent, end: state, tally: tally)
  }
}
