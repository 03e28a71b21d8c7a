public import ProbeProtocol

/// Why runs cannot be compared.
public enum ComparisonError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There are fewer than two runs; with how many there are.
  case tooFewRuns(Int)
  /// The same run was given twice.
  case repeatedRun(RunID)
  /// A run's findings have a form of another major version.
  case schema(run: RunID, found: String)
  /// The baseline is none of the runs.
  case noSuchBaseline(RunID, known: [RunID])

  public var description: String {
    switch self {
    case .tooFewRuns(let count):
      "a comparison needs at least two runs and got \(count); name two or more run folders"
    case .repeatedRun(let run):
      "run '\(run)' was given twice; name each run once"
    case .schema(let run, let found):
      "the findings of run '\(run)' have schema '\(found)', and this version compares "
        + "'\(Findings.currentSchema)'; make them again from the run folder with `sandprobe report`"
    case .noSuchBaseline(let run, let known):
      "the baseline '\(run)' is none of the runs: "
        + known.map { "'\($0)'" }.joined(separator: ", ")
    }
  }
}
