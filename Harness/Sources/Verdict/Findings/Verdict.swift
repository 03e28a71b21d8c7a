/// What a run says of a claim.
public enum Verdict: String, Codable, Hashable, Sendable, CaseIterable {
  /// The claim holds.
  case pass
  /// The claim does not hold.
  case fail
  /// The evidence cannot tell.
  case inconclusive
  /// A precondition is absent.
  case skipped
  /// The harness failed.
  case error
  /// The claim is a question, and what the log showed is recorded: nothing was judged.
  case recorded

  /// What the verdict says of a claim, as a verb: `FS-15 fails`.
  public var verb: String {
    switch self {
    case .pass: "holds"
    case .fail: "fails"
    case .inconclusive: "inconclusive"
    case .skipped: "skipped"
    case .error: "error"
    case .recorded: "recorded"
    }
  }

  /// A shape that tells verdicts apart without colour.
  public var symbol: String {
    switch self {
    case .pass: "✔"
    case .fail: "✘"
    case .inconclusive: "◌"
    case .skipped: "–"
    case .error: "!"
    case .recorded: "▤"
    }
  }
}
