import ProbeProtocol
import Syslog

extension ChannelHealth {
  /// What the canaries, heartbeats and notices of a run show.
  init(_ index: EvidenceIndex) {
    let run = index.evidence.manifest.id
    var texts: Set<String> = []
    for record in index.evidence.records {
      if case .canary(let text) = record.content { texts.insert(text) }
    }
    var whole: [Canary] = []
    var cut: [Canary] = []
    for canary in Canary.all {
      let head = canary.head(run: run)
      guard let text = texts.filter({ $0.hasPrefix(head) }).max(by: { $0.utf8.count < $1.utf8.count }) else {
        continue
      }
      if text == canary.message(run: run) { whole.append(canary) } else { cut.append(canary) }
    }
    let plainWhole = whole.filter { $0.kind == .plain }
    let plainCut = cut.filter { $0.kind == .plain }
    let privates = (whole + cut).filter { $0.kind == .private }
    let conductor = index.logged.events.filter { $0.event.actor == .conductor }
    let disturbances = index.integrity.tears.map(\.reason)
    let arrived = conductor.contains { $0.event.kind == .canary }
    let isSound = arrived && disturbances.isEmpty && index.logged.forgedLines == 0
    self.init(
      isSound: isSound,
      summary: Self.summary(arrived: arrived, disturbances: disturbances, forged: index.logged.forgedLines),
      levels: Canary.Level.allCases.filter { level in (plainWhole + plainCut).contains { $0.level == level } }
        .map(\.rawValue),
      longestWhole: plainWhole.map(\.length).max() ?? 0, shortestCut: plainCut.map(\.length).min(),
      redactsPrivate: privates.first.map { cut.contains($0) },
      heartbeatsSeen: conductor.count { $0.event.kind == .heartbeat },
      conductorEventsLost: index.integrity.conductorEventsLost, forgedLines: index.logged.forgedLines,
      disturbances: disturbances)
  }

  private static func summary(arrived: Bool, disturbances: [String], forged: Int) -> String {
    var parts: [String] = []
    if !arrived { parts.append("no canary was read back") }
    if !disturbances.isEmpty {
      parts.append(
        disturbances.count == 1
          ? "disturbed once: \(disturbances[0])" : "disturbed \(disturbances.count) times")
    }
    if forged > 0 { parts.append("\(forged) event \(forged == 1 ? "line" : "lines") not signed by this run") }
    return parts.isEmpty
      ? "the canaries came back and nothing is known to be lost" : parts.joined(separator: "; ")
  }
}
