public import ProbeProtocol
import Scenario

extension Comparison {
  /// Compares the findings of two or more runs.
  ///
  /// Without a baseline each run is held against the nearest earlier version that has a verdict and is
  /// comparable; with one, against the baseline.
  /// - Throws: ``ComparisonError``.
  public static func compare(_ runs: [Findings], baseline: RunID? = nil) throws -> Comparison {
    guard runs.count >= 2 else { throw ComparisonError.tooFewRuns(runs.count) }
    for run in runs where major(run.schema) != major(Findings.currentSchema) {
      throw ComparisonError.schema(run: run.run.id, found: run.schema)
    }
    let ids = runs.map(\.run.id)
    for (index, id) in ids.enumerated() where ids.firstIndex(of: id) != index {
      throw ComparisonError.repeatedRun(id)
    }
    if let baseline, !ids.contains(baseline) { throw ComparisonError.noSuchBaseline(baseline, known: ids) }

    let ordered = runs.sorted { precedes($0.run, $1.run) }
    let rows = claims(of: ordered).map { row($0, ordered, baseline: baseline) }
    let ranked = rows.enumerated().sorted {
      ($0.element.change.rank, $0.offset) < ($1.element.change.rank, $1.offset)
    }
    return Comparison(
      baseline: baseline, columns: ordered.map { column($0, baseline: baseline, rows: rows) },
      rows: ranked.map(\.element),
      counts: Dictionary(
        uniqueKeysWithValues: Change.allCases.map { change in
          (change.rawValue, rows.count { $0.change == change })
        }), traces: TraceComparison.all(ordered, baseline: baseline))
  }

  private static func major(_ schema: String) -> String {
    schema.split(separator: ".").first.map(String.init) ?? ""
  }

  /// By iOS version, build, start, id. A version that is not numbers and dots comes first.
  static func precedes(_ left: RunSummary, _ right: RunSummary) -> Bool {
    let versions = (OSVersion(left.device.productVersion), OSVersion(right.device.productVersion))
    switch versions {
    case (let one?, let other?) where one < other: return true
    case (let one?, let other?) where other < one: return false
    case (nil, .some): return true
    case (.some, nil): return false
    default: break
    }
    let (one, other) = (left.device.buildVersion, right.device.buildVersion)
    if one != other { return one.count == other.count ? one < other : one.count < other.count }
    return (left.started, left.id) < (right.started, right.id)
  }

  private static func claims(of runs: [Findings]) -> [Finding] {
    var seen: Set<ClaimID> = []
    return runs.reversed().flatMap(\.findings).filter { seen.insert($0.claim).inserted }
      .sorted { ($0.topic, ClaimOrder($0.claim)) < ($1.topic, ClaimOrder($1.claim)) }
  }

  private static func column(_ run: Findings, baseline: RunID?, rows: [Row]) -> Column {
    let device = run.run.device
    return Column(
      run: run.run.id, productType: device.productType, version: device.productVersion,
      build: device.buildVersion, kind: device.kind, rehearsal: run.run.rehearsal?.profile,
      started: run.run.started, isBaseline: run.run.id == baseline,
      disagreements: rows.count { $0.cells.contains { $0.run == run.run.id && $0.disagrees } })
  }

  private static func row(_ claim: Finding, _ runs: [Findings], baseline: RunID?) -> Row {
    var cells: [Cell] = []
    let bare = runs.map { bareCell(claim.claim, $0) }
    for index in runs.indices {
      let candidates: [Int] =
        if let baseline { runs.indices.filter { runs[$0].run.id == baseline && $0 != index } } else {
          Array(runs.indices.prefix(index).reversed())
        }
      let isReference = baseline == nil ? index == runs.startIndex : runs[index].run.id == baseline
      cells.append(
        isReference ? bare[index] : judged(claim.claim, bare, index, against: candidates, runs))
    }
    for index in cells.indices {
      cells[index].disagrees = cells.indices.contains { other in
        sameSystem(runs[index].run, runs[other].run)
          && contradict(cells[index].verdict, cells[other].verdict)
      }
    }
    let change = cells.compactMap(\.change).min { $0.rank < $1.rank } ?? .unchanged
    let sentence = RangeSentence.of(cells, runs: runs.map(\.run), hasBaseline: baseline != nil)
    return Row(
      claim: claim.claim, topic: claim.topic, text: claim.text, change: change, sentence: sentence,
      cells: cells)
  }

  /// A virtual phone with other rules turned over is another system.
  private static func sameSystem(_ one: RunSummary, _ other: RunSummary) -> Bool {
    let (left, right) = (one.device, other.device)
    return left.productVersion == right.productVersion && left.buildVersion == right.buildVersion
      && left.kind == right.kind && left.productType == right.productType
      && one.rehearsal?.profile == other.rehearsal?.profile
      && one.rehearsal?.mutants == other.rehearsal?.mutants
  }

  /// A run that did not look contradicts nobody.
  private static func contradict(_ one: Verdict?, _ other: Verdict?) -> Bool {
    guard let one, let other, one != .skipped, other != .skipped else { return false }
    return one != other
  }

  private static func bareCell(_ claim: ClaimID, _ run: Findings) -> Cell {
    let finding = run.findings.first { $0.claim == claim }
    return Cell(
      run: run.run.id, verdict: finding?.verdict, isUnstable: finding?.isUnstable ?? false,
      signature: finding.map { .of($0, scenarios: run.scenarios) } ?? EvidenceSignature(parts: []),
      change: nil,
      reference: nil, obstacles: [], gained: [], lost: [], disagrees: false, sentence: finding?.sentence ?? ""
    )
  }

  /// The cell held against the first candidate that has a verdict and is comparable, or else against the
  /// first that has a verdict.
  private static func judged(
    _ claim: ClaimID, _ bare: [Cell], _ index: Int, against candidates: [Int], _ runs: [Findings]
  ) -> Cell {
    var cell = bare[index]
    let decided = candidates.filter { bare[$0].verdict?.isDecided == true }
    let obstacles = decided.map { Comparability.obstacles(claim, runs[$0], runs[index]) }
    let choice = obstacles.firstIndex { $0.isEmpty } ?? obstacles.indices.first
    guard let choice else {
      cell.reference = candidates.first.map { bare[$0].run }
      cell.change = withoutReference(cell.verdict, earlier: candidates.first.flatMap { bare[$0].verdict })
      return cell
    }
    let reference = bare[decided[choice]]
    cell.reference = reference.run
    guard let verdict = cell.verdict, verdict != .skipped else {
      cell.change = .noData
      return cell
    }
    cell.obstacles = obstacles[choice]
    cell.gained = cell.signature.parts.filter { !reference.signature.parts.contains($0) }.map(\.description)
    cell.lost = reference.signature.parts.filter { !cell.signature.parts.contains($0) }.map(\.description)
    cell.change = change(from: reference, to: cell, verdict)
    return cell
  }

  private static func change(from reference: Cell, to cell: Cell, _ verdict: Verdict) -> Change {
    if !cell.obstacles.isEmpty { return .notComparable }
    if !verdict.isDecided { return .becameInconclusive }
    if verdict == .recorded || reference.verdict == .recorded {
      return verdict == reference.verdict && cell.signature == reference.signature
        ? .unchanged : .evidenceChanged
    }
    if verdict != reference.verdict { return verdict == .pass ? .newlyHolds : .newlyFails }
    return cell.signature == reference.signature ? .unchanged : .evidenceChanged
  }

  private static func withoutReference(_ verdict: Verdict?, earlier: Verdict?) -> Change {
    guard let verdict, verdict != .skipped else { return .noData }
    if verdict.isDecided { return .becameTestable }
    return earlier == nil || earlier == .skipped ? .becameInconclusive : .unchanged
  }
}

extension Verdict {
  /// True where the verdict says whether the claim holds, or what was seen where there was nothing to judge.
  var isDecided: Bool { self == .pass || self == .fail || self == .recorded }
}

/// Claim ids in the order of their numbers: FS-2 before FS-10.
private struct ClaimOrder: Comparable {
  var prefix: String
  var number: Int
  var whole: String

  init(_ claim: ClaimID) {
    whole = claim.rawValue
    let digits = whole.reversed().prefix { $0.isASCII && $0.isNumber }
    number = Int(String(digits.reversed())) ?? 0
    prefix = String(whole.dropLast(digits.count))
  }

  static func < (left: ClaimOrder, right: ClaimOrder) -> Bool {
    (left.prefix, left.number, left.whole) < (right.prefix, right.number, right.whole)
  }
}
