/// How much of the evidence a report holds itself; the rest is in the run folder beside it.
enum HTMLLimits {
  /// Cited places for each finding, shared out among its checks; twice as many rows at most, tears included.
  static let evidence = 40
  /// Things seen that stand beside a claim's words.
  static let sightings = 5
  /// How many of them are shown unfolded.
  static let unfolded = 10
  /// Characters of one cited place: the cited text is cut at 4,000 bytes already.
  static let text = 4_000
  /// Rows of one step's trace, of those that were heard before too, and of a comparison's step.
  static let trace = 200
  /// Groups of a log summary of each kind.
  static let groups = 500
  /// Rows of a log's gaps that are not folded.
  static let rows = 20
  /// Sentences of a list.
  static let sentences = 200
  /// Characters of a line that has no limit of its own.
  static let line = 2_000
  /// Characters of a name or sentence.
  static let name = 600
}
