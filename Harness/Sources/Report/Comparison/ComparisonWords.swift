import Verdict

/// What all views of a comparison say in the same words.
enum ComparisonWords {
  /// `iOS 15.2 (19C56) to 17.0 (21A329), 3 runs`.
  static func heading(_ comparison: Comparison) -> String {
    guard let first = comparison.columns.first, let last = comparison.columns.last else { return "no runs" }
    let range = first.label == last.label ? first.label : "\(first.label) to \(last.label)"
    return "iOS \(range), \(counted(comparison.columns.count, "run"))"
  }

  /// `4 claims: 1 newly fails, 3 unchanged`.
  static func counts(_ comparison: Comparison) -> String {
    let parts = Change.allCases.compactMap { change -> String? in
      let count = comparison.counts[change.rawValue] ?? 0
      return count > 0 ? "\(count) \(ChangeStyle(change).word)" : nil
    }
    return "\(counted(comparison.rows.count, "claim")): "
      + (parts.isEmpty ? "nothing to compare" : parts.joined(separator: ", "))
  }

  /// `1 claim without change`.
  static func withoutChange(_ count: Int) -> String {
    counted(count, "claim without change", "claims without change")
  }

  /// What must be said where some run is a rehearsal; nil where all phones are real.
  static func rehearsalNotice(_ comparison: Comparison) -> String? {
    let rehearsals = comparison.columns.filter { $0.rehearsal != nil }
    guard !rehearsals.isEmpty else { return nil }
    let names = rehearsals.map { "\($0.run) (profile \($0.rehearsal ?? ""))" }.joined(separator: ", ")
    return rehearsals.count == 1
      ? "Rehearsal: \(names) is a rehearsal on a virtual phone and says nothing about iOS."
      : "Rehearsal: \(names) are rehearsals on a virtual phone and say nothing about iOS."
  }

  /// Obstacles, or what came and went in the evidence: the observation that made the difference.
  static func why(_ cell: Comparison.Cell) -> [String] {
    if !cell.obstacles.isEmpty { return cell.obstacles }
    return cell.lost.map { "no longer: \($0)" } + cell.gained.map { "now: \($0)" }
  }
}
