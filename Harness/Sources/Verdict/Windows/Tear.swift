import ProbeProtocol

/// A place in the log where records were lost, or may have been.
struct Tear: Hashable, Sendable {
  /// Bytes of the log between which the loss lies; empty ranges mark a point.
  var bytes: Range<Int>
  /// What happened, as a sentence.
  var reason: String

  /// Whether the loss may lie between these bytes.
  func touches(_ range: Range<Int>) -> Bool {
    bytes.lowerBound <= range.upperBound && bytes.upperBound >= range.lowerBound
  }
}
