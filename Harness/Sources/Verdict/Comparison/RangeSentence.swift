import ProbeProtocol

/// What a row says in words, with the range in which a change happened as narrow as the runs allow and no
/// narrower.
enum RangeSentence {
  static func of(_ cells: [Comparison.Cell], runs: [RunSummary], hasBaseline: Bool) -> String {
    if !cells.contains(where: { $0.verdict?.isDecided == true }),
      cells.allSatisfy({ $0.change.map { !$0.isDifference } ?? true })
    {
      return "No verdict in any run."
    }
    let told = cells.indices.compactMap { index -> String? in
      guard let change = cells[index].change, change != .unchanged else { return nil }
      return sentence(index, change, cells, runs, hasBaseline: hasBaseline)
    }
    if !told.isEmpty { return told.joined(separator: " ") }
    let verdicts = cells.compactMap(\.verdict)
    guard let verdict = verdicts.first else { return "No data in any run." }
    return "\(capital(verdict.verb)) in every run, with the same evidence."
  }

  private static func sentence(
    _ index: Int, _ change: Change, _ cells: [Comparison.Cell], _ runs: [RunSummary], hasBaseline: Bool
  ) -> String {
    let here = label(runs[index])
    let origin = cells.firstIndex { $0.run == cells[index].reference }
    let from = origin.flatMap { cells[$0].verdict }?.verb ?? "no verdict"
    let place = origin.map { range($0, index, cells, runs, hasBaseline: hasBaseline) } ?? "in \(here)"
    switch change {
    case .newlyFails: return "Holds no longer: changed \(place)."
    case .newlyHolds: return "Newly holds: changed \(place)."
    case .evidenceChanged: return "\(capital(from)), differently: the evidence changed \(place)."
    case .becameInconclusive: return "Inconclusive in \(here)\(origin == nil ? "" : "; before: \(from)")."
    case .becameTestable: return "First verdict in \(here): \(cells[index].verdict?.verb ?? "none")."
    case .noData:
      let why = cells[index].verdict == .skipped ? " (skipped)" : ""
      return "No data for \(here)\(why)."
    case .notComparable:
      let other = origin.map { label(runs[$0]) } ?? "the others"
      return "\(here) is not comparable with \(other): \(cells[index].obstacles.joined(separator: "; "))."
    case .unchanged: return ""
    }
  }

  /// `between 16.7.10 (20H350) and 17.0 (21A329)`; with gaps `after 15.2 (19C56), at the latest in 17.0
  /// (21A329); no data for 16.0 (20A362)`.
  private static func range(
    _ origin: Int, _ index: Int, _ cells: [Comparison.Cell], _ runs: [RunSummary], hasBaseline: Bool
  ) -> String {
    let (before, here) = (label(runs[origin]), label(runs[index]))
    if before == here { return "between two runs of \(here), '\(runs[origin].id)' and '\(runs[index].id)'" }
    if hasBaseline { return "against the baseline \(before), in \(here)" }
    let gaps = cells.indices.filter { $0 > origin && $0 < index && cells[$0].verdict?.isDecided != true }
    guard !gaps.isEmpty else { return "between \(before) and \(here)" }
    let unknown = gaps.map { label(runs[$0]) }.joined(separator: ", ")
    return "after \(before), at the latest in \(here); no verdict for \(unknown)"
  }

  private static func label(_ run: RunSummary) -> String {
    "\(run.device.productVersion) (\(run.device.buildVersion))"
  }

  private static func capital(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
}
