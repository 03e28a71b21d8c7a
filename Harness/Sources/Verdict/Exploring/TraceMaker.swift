import ProbeProtocol
import Scenario
import Syslog

/// Makes the traces of exploring scenarios: a pure function of the records, and bounded, however many there are.
struct TraceMaker: Sendable {
  var index: EvidenceIndex
  /// The windows of all scenarios of the run, in order and without overlaps: what lies outside them was said without any step.
  var windows: [ClosedRange<Int>]

  /// Kinds of messages that one step lists.
  static let rowLimit = 400
  /// How many records are looked at outside the windows, those nearest before the scenario.
  static let earlierLimit = 50_000
  static let windowLimit = 500_000

  init(index: EvidenceIndex, performances: [Performance]) {
    self.index = index
    // Only an exploring scenario asks.
    guard performances.contains(where: { $0.scenario.kind == .explore }) else {
      windows = []
      return
    }
    windows = Self.joined(
      performances.flatMap { StepSpans($0, records: index.evidence.records).spans.map(\.core) })
  }

  /// The traces of the steps that have a window.
  func traces(of performance: Performance) -> [StepID: StepTrace] {
    let shapes = names(of: performance)
    let steps = StepSpans(performance, records: index.evidence.records).spans
    guard let first = steps.first else { return [:] }
    var heard = Heard()
    var reached = max(0, first.core.lowerBound - Self.earlierLimit)
    var traces: [StepID: StepTrace] = [:]
    for (step, core) in steps {
      let shape = MessageShape(
        paths: PathKinds(own: containers(of: step.actor, in: performance)), names: shapes)
      // Between two windows, and in front of the first.
      for place in reached..<max(reached, core.lowerBound) where !isInWindow(place) {
        if let record = spoken(place) { heard.hear(record, shape) }
      }
      reached = max(reached, core.upperBound + 1)
      traces[step.id] = trace(of: core, shape, heard)
    }
    return traces
  }

  private func trace(of core: ClosedRange<Int>, _ shape: MessageShape, _ heard: Heard) -> StepTrace {
    var draft = TraceDraft(heard: heard, shape: shape)
    var cuts: [String] = []
    if core.count > Self.windowLimit {
      cuts.append(
        "the window has \(core.count) records, of which the first \(Self.windowLimit) were looked at")
    }
    for place in core.prefix(Self.windowLimit) {
      if let record = spoken(place) { draft.take(record) }
    }
    if !index.evidence.isReadInFull(core) {
      cuts.append("the log is too large to be read in full here: messages of no known family are not listed")
    }
    return draft.trace(cuts: cuts)
  }

  /// The record, where somebody else than a probe or the harness speaks in it.
  private func spoken(_ place: Int) -> LogRecord? {
    let record = index.evidence.records[place]
    switch record.content {
    case .event, .canary, .notice, .unplaced: return nil
    case .sandbox, .daemon, .plain: break
    }
    return record.pid.map(index.probePIDs.contains) ?? false ? nil : record
  }

  private func isInWindow(_ place: Int) -> Bool {
    var (low, high) = (0, windows.count)
    while low < high {
      let middle = (low + high) / 2
      if windows[middle].upperBound < place { low = middle + 1 } else { high = middle }
    }
    return low < windows.count && windows[low].contains(place)
  }

  private static func joined(_ ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    var joined: [ClosedRange<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, last.upperBound >= range.lowerBound {
        joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }

  // MARK: - What the run itself brings into messages

  private func names(of performance: Performance) -> [String: String] {
    var names = [index.evidence.manifest.id.rawValue: "<run>"]
    names[performance.session.run.rawValue] = "<run>"
    for probe in index.evidence.manifest.probes { names[probe.bundle] = "<bundle of \(probe.probe)>" }
    for name in CanaryText.names {
      if let text = performance.variables["canary.\(name)"]?.stringValue { names[text] = "<canary \(name)>" }
    }
    if let nonce = performance.variables["run.nonce"]?.stringValue { names[nonce] = "<nonce>" }
    return names
  }

  /// UUIDs of the containers that an actor says are its own.
  private func containers(of actor: ActorName, in performance: Performance) -> Set<String> {
    guard let ledger = performance.ledgers[actor] else { return [] }
    let events = (ledger.journal?.events.map(\.event) ?? []) + ledger.logged.map(\.event)
    let homes = events.filter { $0.kind == .hello }.compactMap { $0.data?["home"]?.stringValue }
    return Set(
      homes.flatMap { $0.split(separator: "/") }.filter { $0.utf8.count == 36 }.map { $0.uppercased() })
  }
}

/// What was heard outside the windows.
struct Heard: Sendable {
  private(set) var processes: Set<String> = []
  private var messages: Set<Voice> = []
  static let limit = 20_000

  struct Voice: Hashable, Sendable {
    var process: String
    var shape: String
  }

  mutating func hear(_ record: LogRecord, _ shape: MessageShape) {
    guard messages.count < Self.limit else { return }
    processes.insert(record.process)
    messages.insert(Voice(process: record.process, shape: shape.shape(of: record.message)))
  }

  func novelty(of voice: Voice) -> Utterance.Novelty {
    guard processes.contains(voice.process) else { return .process }
    return messages.contains(voice) ? .none : .message
  }
}
