/// The records of a log that can decide something: all that are more than plain, and the first and the last one,
/// whatever they are, so that the log's ends can be named.
public struct LogExcerpt: Sendable {
  public var records: [LogRecord]
  /// How many the whole log has.
  public var recordCount: Int

  /// - Parameter recordCount: nil where they are all there.
  public init(records: [LogRecord], recordCount: Int? = nil) {
    self.records = records
    self.recordCount = recordCount ?? records.count
  }
}
