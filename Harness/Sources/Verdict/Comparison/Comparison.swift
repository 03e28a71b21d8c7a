public import ProbeProtocol

/// What changed between runs, claim by claim: rows are claims, columns are runs in the order of their iOS
/// versions.
///
/// Made by ``compare(_:baseline:)`` alone; the terminal matrix, JSON, Markdown and HTML are views of it.
public struct Comparison: Codable, Hashable, Sendable {
  /// Version of this document, `major.minor`: a reader of the same major can read it.
  public static let currentSchema = "1.1"

  public var schema: String
  /// The run that every other is held against; nil where each is held against the nearest earlier version.
  public var baseline: RunID?
  public var columns: [Column]
  /// Changed rows first, by how much the change matters; within one kind in the order of the findings.
  public var rows: [Row]
  /// How many rows have each kind of change; every kind is a key.
  public var counts: [String: Int]
  /// What exploring scenarios recorded, run by run. A row of ``rows`` changes only by what known families of daemons said and
  /// by sandbox extensions: others say more or less for many reasons.
  public var traces: [TraceComparison]

  public init(
    baseline: RunID?, columns: [Column], rows: [Row], counts: [String: Int], traces: [TraceComparison] = []
  ) {
    self.schema = Self.currentSchema
    self.baseline = baseline
    self.columns = columns
    self.rows = rows
    self.counts = counts
    self.traces = traces
  }

  /// True where some verdict or its evidence differs between runs. Missing data and rows that cannot be
  /// compared are no change: they are counted, and nothing is said about iOS.
  public var hasChanges: Bool { rows.contains { $0.change.isDifference } }

  /// A run.
  public struct Column: Codable, Hashable, Sendable {
    public var run: RunID
    public var productType: String
    /// `15.2`.
    public var version: String
    /// `19C56`.
    public var build: String
    public var kind: DeviceDescription.Kind
    /// Profile of the virtual phone; nil for a real one.
    public var rehearsal: String?
    public var started: String
    public var isBaseline: Bool
    /// On how many claims it disagrees with another run of the same version and build.
    public var disagreements: Int

    /// `15.2 (19C56)`.
    public var label: String { "\(version) (\(build))" }
  }

  /// A claim over all runs.
  public struct Row: Codable, Hashable, Sendable {
    public var claim: ClaimID
    public var topic: String
    public var text: String
    /// The change that matters most among the cells.
    public var change: Change
    /// What changed and between which versions, in sentences.
    public var sentence: String
    /// One for each column, in their order.
    public var cells: [Cell]

    /// False where nothing changed, and where no run has a verdict at all.
    public var needsReading: Bool {
      change != .unchanged && !(change == .noData && !cells.contains { $0.verdict?.isDecided == true })
    }
  }

  /// What one run says of one claim.
  public struct Cell: Codable, Hashable, Sendable {
    public var run: RunID
    /// Nil where the run did not test the claim.
    public var verdict: Verdict?
    public var isUnstable: Bool
    public var signature: EvidenceSignature
    /// Nil for the cell that there is nothing to hold against.
    public var change: Change?
    /// The run that it was held against.
    public var reference: RunID?
    /// Why it cannot be held against the reference.
    public var obstacles: [String]
    /// What is in this cell's evidence and not in the reference's, and the other way round.
    public var gained: [String]
    public var lost: [String]
    /// True where another run of the same version and build says something else.
    public var disagrees: Bool
    /// The finding's own sentence; empty where the run did not test the claim.
    public var sentence: String
  }
}

/// How a claim's finding differs from the one it is held against, most important first.
public enum Change: String, Codable, Hashable, Sendable, CaseIterable {
  case newlyFails = "newly-fails"
  case newlyHolds = "newly-holds"
  /// Same verdict, other evidence: another error number, operation, daemon or form of path.
  case evidenceChanged = "evidence-changed"
  case becameInconclusive = "became-inconclusive"
  /// A verdict where there was none in any earlier version.
  case becameTestable = "became-testable"
  /// Other scenario, probe build, entitlements or kind of device, or a rehearsal beside a real phone.
  case notComparable = "not-comparable"
  /// Not tested, or skipped since a precondition was absent.
  case noData = "no-data"
  case unchanged

  /// True for what says that two runs differ, false for what says that they could not be held against each
  /// other.
  public var isDifference: Bool {
    switch self {
    case .newlyFails, .newlyHolds, .evidenceChanged, .becameInconclusive, .becameTestable: true
    case .notComparable, .noData, .unchanged: false
    }
  }

  /// Place in the order of importance, from 0.
  var rank: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}
