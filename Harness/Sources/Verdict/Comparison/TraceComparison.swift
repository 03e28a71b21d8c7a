public import ProbeProtocol

/// The traces of one exploring scenario in two runs, held against each other.
public struct TraceComparison: Codable, Hashable, Sendable {
  public var scenario: ScenarioID
  public var claims: [ClaimID]
  /// The run that the other is held against.
  public var reference: RunID
  public var run: RunID
  /// Why the two cannot be held against each other; the steps are then empty.
  public var obstacles: [String]
  /// The steps that either run has a trace of, in the order of the later run's.
  public var steps: [Step]

  /// One step in both runs.
  public struct Step: Codable, Hashable, Sendable {
    public var step: StepID
    /// What differs: in the order of the later run, and what is gone behind what stood before it.
    public var differences: [Difference]
    /// Rows that are the same in both, and rows of messages that were heard outside the windows too, which are not compared.
    public var same: Int
    public var noise: Int
    /// What a trace does not list, of either run, in sentences.
    public var cuts: [String]
  }

  /// A row that differs.
  public struct Difference: Codable, Hashable, Sendable {
    /// How.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
      case new, gone
      /// It stands elsewhere in the order of what both runs have.
      case moved
      /// It was said more or less often, by the class of the count.
      case count
    }

    public var kind: Kind
    /// Who speaks.
    public var process: String
    /// The message's shape, or the sandbox extension in words.
    public var text: String
    /// Whether ``text`` is a sandbox extension.
    public var isExtension: Bool
    /// Where the earlier run has it, and where the later one; nil where it has not.
    public var before: Sighting?
    public var after: Sighting?
    /// The step in which the run that lacks it here has it.
    public var elsewhere: StepID?
  }

  /// A row of a trace.
  public struct Sighting: Codable, Hashable, Sendable {
    /// Its place in the order of first occurrence, from 1.
    public var place: Int
    public var count: Int
    /// Line of `syslog.log`.
    public var firstLine: Int
  }

  /// How many rows differ.
  public var differenceCount: Int { steps.reduce(0) { $0 + $1.differences.count } }
}

extension NamedExtension {
  /// `issued, com.apple.app-sandbox.read-write, for <own container>/Documents/<name>.txt`.
  public var words: String {
    [deed, extensionClass, target.map { "for \($0)" }].compactMap { $0 }.joined(separator: ", ")
  }
}
