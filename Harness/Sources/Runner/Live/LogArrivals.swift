import Foundation

/// What arrives of the log while no event of the Conductor does: it tells a dead stream from one that lives and is
/// deaf to the Conductor.
struct LogArrivals: Hashable, Sendable {
  private static let hidden: [Data] = [">: <private>\n", ">: <private>\0"].map { Data($0.utf8) }

  /// Records that arrived.
  private(set) var records = 0
  /// Those of which nothing is shown.
  private(set) var redacted = 0
  private var total = 0
  private var totalBefore = 0

  /// - Parameter records: how many arrived so far in all, what tools say for themselves left out.
  mutating func take(_ bytes: Data, records: Int) {
    total = records
    self.records = max(0, total - totalBefore)
    for pattern in Self.hidden {
      var rest = bytes[...]
      while let found = rest.range(of: pattern) {
        redacted += 1
        rest = rest[found.upperBound...]
      }
    }
  }

  mutating func startCounting() {
    totalBefore = total
    records = 0
    redacted = 0
  }

  /// Nearly all that arrives is hidden.
  var isRedacted: Bool { redacted > 0 && redacted * 2 >= records }

  /// What is wrong with the log, as a clause; nil where nothing arrives.
  var words: String? {
    guard records > 0 else { return nil }
    return isRedacted
      ? "the log arrives redacted, '<private>' for its messages"
      : "the log arrives without the Conductor's events"
  }
}
