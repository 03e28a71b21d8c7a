import ProbeProtocol
import Scenario
import Verdict

/// Which parts of a log are read with their plain records: those of scenarios for which it matters what any process said.
enum FullParts {
  /// So much of what stands before a scenario is read, to tell what is said all the time.
  static let before = 8 << 20
  /// No more of a scenario's part is read so.
  static let limit = 64 << 20
  /// Bytes behind what had arrived when the scenario was over.
  private static let margin = 1 << 20

  /// Bytes of the whole log, in the order of their scenarios.
  static func ranges(for scenarios: [Scenario], host: [HostRecord], sessions: [Session]) -> [Range<Int>] {
    let wanting = Set(scenarios.filter { $0.kind == .explore }.map(\.id))
    guard !wanting.isEmpty else { return [] }
    return sessions.flatMap { session in
      host[session.host].enumerated().compactMap { place, record -> Range<Int>? in
        guard record.kind == .scenarioBegan, let scenario = record.scenario, wanting.contains(scenario) else {
          return nil
        }
        let ended = host[session.host].dropFirst(place).first {
          $0.kind == .scenarioEnded && $0.scenario == scenario && $0.repetition == record.repetition
        }
        let start = min(max(record.logOffset - before, session.log.lowerBound), session.log.upperBound)
        let end = ended.map { $0.logOffset + margin } ?? session.log.upperBound
        return start..<max(start, min(end, start + limit, session.log.upperBound))
      }
    }
  }
}
