/// What a sieve hands out: what somebody who surveys a log has to see of it.
package struct LogFind: Sendable {
  package enum What: Sendable {
    /// A record that is more than a plain one, or the first of its kind.
    case record(LogRecord)
    /// A record that reports a decision of the sandbox, where no more is to be known of it.
    case decision(DecisionFind)
    /// A plain record with another stamp, to the second, or in another form than the one before it.
    case plain(line: Int, stamp: String, form: LogForm)
    /// The first record of a process and family whose wording is not known. It is among those that ``QuietCount`` counts,
    /// and says nothing about those beside it.
    case quiet(line: Int, process: String, stamp: String, family: LogFamily, message: String)
  }

  package var what: What
  /// Whether the record directly before it was not handed out.
  package var isBehindSilent: Bool
  /// The stamp of that record, where it differs from this one's by a second or more.
  package var previousStamp: String?
}

/// Records of a process and family whose wording is not known.
package struct QuietCount: Sendable {
  package var family: LogFamily
  package var count: Int
  /// Those among them with parts that the system withheld.
  package var redacted: Int
  /// Line of the first of those.
  package var firstRedacted: Int
  /// At most eight.
  package var firstLines: [Int]
  package var lastLine: Int
  package var lastStamp: String
}
