import ProbeProtocol
import Scenario
import Syslog

/// Which records belong to each step of a performance. A step of the host has no events of its own in the log, and much of
/// what is of interest happens meanwhile: daemons start an extension when a person chooses it. So what stands between the
/// windows of the steps before and behind it is taken for its own.
struct StepSpans: Sendable {
  /// In the order of the log.
  private(set) var spans: [(step: Step, core: ClosedRange<Int>)] = []

  init(_ performance: Performance, records: [LogRecord]) {
    let steps = performance.scenario.steps
    /// Up to where records are spoken for.
    var reached = performance.firstRecord
    for (index, step) in steps.enumerated() {
      if let core = performance.windows[step.id]?.core {
        spans.append((step, core))
        reached = max(reached, core.upperBound + 1)
      } else if step.actor == .host, let done = performance.hostStep(step) {
        let later = steps[(index + 1)...]
        let next = later.lazy.compactMap { performance.windows[$0.id]?.core }.first?.lowerBound
        let arrived = Self.firstIndex(in: records, notBelow: done.logOffset)
        // Behind it the next step's window may be long in coming.
        let end = later.first?.actor == .host ? min(next ?? arrived, arrived) : next ?? arrived
        guard reached < min(end, records.count) else { continue }
        spans.append((step, reached...min(end, records.count) - 1))
        reached = end
      }
    }
    spans.sort { $0.core.lowerBound < $1.core.lowerBound }
  }

  /// The first record that begins at that byte or behind it.
  private static func firstIndex(in records: [LogRecord], notBelow byte: Int) -> Int {
    var (low, high) = (0, records.count)
    while low < high {
      let middle = (low + high) / 2
      if records[middle].bytes.lowerBound < byte { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
