import ProbeProtocol

extension TraceComparison {
  /// The traces of all runs, each held against the nearest one before it that has one, or against the baseline.
  /// - Parameter runs: in the order of the comparison's columns.
  static func all(_ runs: [Findings], baseline: RunID?) -> [TraceComparison] {
    var scenarios: [ScenarioID] = []
    for reading in runs.flatMap(\.scenarios) where reading.steps.contains(where: { $0.trace != nil }) {
      if !scenarios.contains(reading.scenario) { scenarios.append(reading.scenario) }
    }
    return scenarios.sorted().flatMap { scenario in
      let traced = runs.filter { run in
        run.scenarios.contains { $0.scenario == scenario && $0.steps.contains { $0.trace != nil } }
      }
      return traced.indices.compactMap { index -> TraceComparison? in
        let earlier: Findings? =
          if let baseline { traced.first { $0.run.id == baseline } } else {
            index > 0 ? traced[index - 1] : nil
          }
        guard let earlier, earlier.run.id != traced[index].run.id else { return nil }
        return between(earlier, traced[index], scenario)
      }
    }
  }

  private static func between(_ left: Findings, _ right: Findings, _ scenario: ScenarioID) -> TraceComparison
  {
    let claims = right.scenarios.first { $0.scenario == scenario }?.claims ?? []
    let obstacles = claims.first.map { Comparability.obstacles($0, left, right) } ?? []
    var (before, after) = (MergedTrace(left, scenario), MergedTrace(right, scenario))
    // What either run heard outside the steps, or in many of them, is usual talk in both.
    let usual = before.usual.union(after.usual)
    before.mark(usual)
    after.mark(usual)
    return TraceComparison(
      scenario: scenario, claims: claims, reference: left.run.id, run: right.run.id, obstacles: obstacles,
      steps: obstacles.isEmpty ? steps(before, after) : [])
  }

  private static func steps(_ before: MergedTrace, _ after: MergedTrace) -> [Step] {
    let names = after.steps.map(\.step) + before.steps.map(\.step).filter { after[$0] == nil }
    return names.map { step in
      let (old, new) = (before[step]?.rows ?? [], after[step]?.rows ?? [])
      var part = TraceAlignment(old, new).step(named: step)
      part.cuts =
        (before[step]?.cuts ?? [])
        + (after[step]?.cuts ?? []).filter { cut in
          !(before[step]?.cuts.contains(cut) ?? false)
        }
      for index in part.differences.indices {
        let key = MergedTrace.Key(part.differences[index])
        let other = part.differences[index].before == nil ? before : after
        guard part.differences[index].before == nil || part.differences[index].after == nil else { continue }
        part.differences[index].elsewhere =
          other.steps.first { $0.step != step && $0.keys.contains(key) }?.step
      }
      return part
    }
  }
}

/// A scenario's traces in one run, its repetitions joined: what one of them shows is there.
struct MergedTrace {
  /// What makes two rows the same.
  struct Key: Hashable {
    var process: String
    var text: String
    var isExtension: Bool
  }

  struct Row {
    var key: Key
    var sighting: TraceComparison.Sighting
    var isNoise: Bool
  }

  struct Step {
    var step: StepID
    var rows: [Row] = []
    var keys: Set<Key> = []
    var cuts: [String] = []
  }

  var steps: [Step] = []

  subscript(step: StepID) -> Step? { steps.first { $0.step == step } }

  init(_ run: Findings, _ scenario: ScenarioID) {
    for reading in run.scenarios where reading.scenario == scenario {
      for step in reading.steps {
        guard let trace = step.trace else { continue }
        let index = steps.firstIndex { $0.step == step.step } ?? steps.count
        if index == steps.count { steps.append(Step(step: step.step)) }
        add(trace, to: index)
      }
    }
  }

  /// What was heard outside the steps, or in so many of them that it goes with none.
  var usual: Set<Key> {
    let rows = steps.flatMap(\.rows)
    let counts = Dictionary(grouping: rows.filter { !$0.key.isExtension }, by: \.key).mapValues(\.count)
    return Set(rows.filter(\.isNoise).map(\.key) + counts.filter { $0.value >= Self.manySteps }.keys)
  }

  static let manySteps = 4

  mutating func mark(_ usual: Set<Key>) {
    for step in steps.indices {
      for row in steps[step].rows.indices where usual.contains(steps[step].rows[row].key) {
        steps[step].rows[row].isNoise = true
      }
    }
  }

  private mutating func add(_ trace: StepTrace, to index: Int) {
    for utterance in trace.utterances {
      add(
        Key(process: utterance.process, text: utterance.shape, isExtension: false), to: index,
        count: utterance.count, line: utterance.firstLine, isNoise: utterance.novelty == .none)
    }
    for named in trace.extensions {
      add(
        Key(process: named.process, text: named.words, isExtension: true), to: index, count: named.count,
        line: named.firstLine, isNoise: false)
    }
    for cut in trace.cuts where !steps[index].cuts.contains(cut) { steps[index].cuts.append(cut) }
  }

  private mutating func add(_ key: Key, to index: Int, count: Int, line: Int, isNoise: Bool) {
    guard steps[index].keys.insert(key).inserted else {
      guard let row = steps[index].rows.firstIndex(where: { $0.key == key }) else { return }
      steps[index].rows[row].sighting.count = max(steps[index].rows[row].sighting.count, count)
      steps[index].rows[row].isNoise = steps[index].rows[row].isNoise || isNoise
      return
    }
    let place = steps[index].rows.count { $0.key.isExtension == key.isExtension } + 1
    steps[index].rows.append(
      Row(key: key, sighting: .init(place: place, count: count, firstLine: line), isNoise: isNoise))
  }
}

extension MergedTrace.Key {
  init(_ difference: TraceComparison.Difference) {
    self.init(process: difference.process, text: difference.text, isExtension: difference.isExtension)
  }
}
