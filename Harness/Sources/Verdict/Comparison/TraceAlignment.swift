import ProbeProtocol

/// Holds the rows of one step in two runs against each other.
struct TraceAlignment {
  private let old: [MergedTrace.Row]
  private let new: [MergedTrace.Row]
  private let oldPlaces: [MergedTrace.Key: Int]
  private let newPlaces: [MergedTrace.Key: Int]

  init(_ old: [MergedTrace.Row], _ new: [MergedTrace.Row]) {
    (self.old, self.new) = (old, new)
    oldPlaces = Self.places(old)
    newPlaces = Self.places(new)
  }

  private static func places(_ rows: [MergedTrace.Row]) -> [MergedTrace.Key: Int] {
    Dictionary(rows.enumerated().map { ($0.element.key, $0.offset) }) { first, _ in first }
  }

  func step(named step: StepID) -> TraceComparison.Step {
    var part = TraceComparison.Step(step: step, differences: [], same: 0, noise: 0, cuts: [])
    let still = unmoved
    /// Rows that are gone, by the row of the later run that they stood behind; -1 for none.
    var gone: [Int: [TraceComparison.Difference]] = [:]
    var last = -1
    for row in old {
      if let place = newPlaces[row.key] {
        if still.contains(row.key) { last = place }
      } else if row.isNoise {
        part.noise += 1
      } else {
        gone[last, default: []].append(difference(.gone, row.key, before: row.sighting))
      }
    }
    part.differences = gone[-1] ?? []
    for (place, row) in new.enumerated() {
      if let other = oldPlaces[row.key].map({ old[$0] }) {
        if row.isNoise && other.isNoise {
          part.noise += 1
        } else if let kind = kind(row, other, isStill: still.contains(row.key)) {
          part.differences.append(
            difference(kind, row.key, before: other.sighting, after: row.sighting))
        } else {
          part.same += 1
        }
      } else if row.isNoise {
        part.noise += 1
      } else {
        part.differences.append(difference(.new, row.key, after: row.sighting))
      }
      part.differences += gone[place] ?? []
    }
    return part
  }

  private func kind(
    _ row: MergedTrace.Row, _ other: MergedTrace.Row, isStill: Bool
  ) -> TraceComparison.Difference.Kind? {
    if !isStill { return .moved }
    let classes = [row, other].map { Utterance.countClass($0.sighting.count) }
    return classes[0] == classes[1] ? nil : .count
  }

  private func difference(
    _ kind: TraceComparison.Difference.Kind, _ key: MergedTrace.Key,
    before: TraceComparison.Sighting? = nil, after: TraceComparison.Sighting? = nil
  ) -> TraceComparison.Difference {
    TraceComparison.Difference(
      kind: kind, process: key.process, text: key.text, isExtension: key.isExtension, before: before,
      after: after, elsewhere: nil)
  }

  /// What both have in the same order: the longest such part, so that of one row that changed its place only that one is
  /// called moved. Noise has no place.
  private var unmoved: Set<MergedTrace.Key> {
    let common = new.filter { row in
      oldPlaces[row.key].map { !(row.isNoise && old[$0].isNoise) } ?? false
    }
    let places = common.map { oldPlaces[$0.key] ?? 0 }
    /// For each length the row that ends a rising part of that length with the lowest place, and what came before it.
    var ends: [Int] = []
    var previous: [Int?] = []
    for (index, place) in places.enumerated() {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if places[ends[middle]] < place { low = middle + 1 } else { high = middle }
      }
      previous.append(low > 0 ? ends[low - 1] : nil)
      if low == ends.count { ends.append(index) } else { ends[low] = index }
    }
    var kept: Set<MergedTrace.Key> = []
    var index = ends.last
    while let current = index {
      kept.insert(common[current].key)
      index = previous[current]
    }
    return kept
  }
}
