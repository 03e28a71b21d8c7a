import ProbeProtocol
import Syslog

extension ChannelHealth {
  /// What the canaries, heartbeats and notices of a run show.
  init(_ index: EvidenceIndex) {
    let runs = index.sessions.map(\.run)
    let conductor = index.logged.events.filter { $0.event.actor == .conductor }
    let texts = Self.canaries(index.evidence.records, of: Set(conductor.map(\.event.pid)))
    var whole: [Canary] = []
    var altered: [Canary] = []
    /// Plain canaries that came cut, with what came of them, in bytes.
    var cut: [(canary: Canary, kept: Int)] = []
    for canary in Canary.all {
      let messages = runs.map { canary.message(run: $0) }
      let found = texts.filter { text in runs.contains { text.hasPrefix(canary.head(run: $0)) } }
      guard let longest = found.max(by: { $0.utf8.count < $1.utf8.count }) else { continue }
      // What no header can be made of stands as more lines of the record before it.
      if found.contains(where: { text in messages.contains { text == $0 || text.hasPrefix($0 + "\n") } }) {
        whole.append(canary)
      } else {
        altered.append(canary)
        let isCut = canary.kind == .plain && messages.contains { $0.hasPrefix(longest) }
        if isCut { cut.append((canary, longest.utf8.count)) }
      }
    }
    let plainWhole = whole.filter { $0.kind == .plain }
    let arrivedPlain = (whole + altered).filter { $0.kind == .plain }
    let privates = (whole + altered).filter { $0.kind == .private }
    let disturbances = index.integrity.tears.map(\.reason)
    let arrived = conductor.contains { $0.event.kind == .canary }
    let levels = Canary.Level.allCases.filter { level in
      arrivedPlain.contains { $0.level == level }
    }
    let shortcomings = Self.shortcomings(levels: levels, cut: cut)
    let isSound =
      arrived && shortcomings.isEmpty && disturbances.isEmpty && index.logged.forgedLines == 0
    self.init(
      isSound: isSound,
      summary: Self.summary(
        arrived: arrived, shortcomings: shortcomings, disturbances: disturbances,
        forged: index.logged.forgedLines),
      levels: levels.map(\.rawValue),
      longestWhole: plainWhole.map(\.length).max() ?? 0, shortestCut: cut.map(\.canary.length).min(),
      redactsPrivate: privates.first.map { altered.contains($0) },
      heartbeatsSeen: conductor.count { $0.event.kind == .heartbeat },
      conductorEventsLost: index.integrity.conductorEventsLost, forgedLines: index.logged.forgedLines,
      disturbances: disturbances)
  }

  /// The canaries that the Conductor's process logged. They are not signed: where it is known which process is the
  /// Conductor's, another one that repeats them says nothing of the channel.
  private static func canaries(_ records: [LogRecord], of pids: Set<Int32>) -> Set<String> {
    var texts: Set<String> = []
    for record in records {
      guard case .canary(let text) = record.content else { continue }
      if pids.isEmpty || record.pid.map(pids.contains) ?? true { texts.insert(text) }
    }
    return texts
  }

  /// Levels that every relay carries (libimobiledevice issues 1141 and 1493), as far as none of their canaries came
  /// back, and a cut that leaves no event whole.
  private static func shortcomings(
    levels: [Canary.Level], cut: [(canary: Canary, kept: Int)]
  ) -> [String] {
    guard !levels.isEmpty else { return [] }
    let missing = [Canary.Level.default, .error, .fault].filter { !levels.contains($0) }
    var shortcomings = missing.map { "no canary of the level \($0.rawValue) came back" }
    if let kept = cut.filter({ $0.canary.length <= EventLine.maximumLength }).map(\.kept).max() {
      shortcomings.append("messages end after \(kept) bytes")
    }
    return shortcomings
  }

  private static func summary(
    arrived: Bool, shortcomings: [String], disturbances: [String], forged: Int
  ) -> String {
    var parts: [String] = []
    if !arrived { parts.append("no signed canary was read back") }
    parts += shortcomings
    if !disturbances.isEmpty {
      parts.append(
        disturbances.count == 1
          ? "disturbed once: \(disturbances[0])" : "disturbed \(disturbances.count) times")
    }
    if forged > 0 { parts.append("\(forged) event \(forged == 1 ? "line" : "lines") not signed by this run") }
    return parts.isEmpty
      ? "the canaries came back and nothing is known to be lost" : parts.joined(separator: "; ")
  }

  /// Why a text that a process logged may not be in the log, as a sentence; nil where the canaries of each kind came back as
  /// they were sent.
  var withholding: String? {
    if let cut = shortestCut, cut <= EventLine.maximumLength {
      return "the log cuts messages of \(cut) bytes"
    }
    switch redactsPrivate {
    case nil: return "no canary shows whether the log withholds what processes call private"
    case true?: return "the log withholds what processes call private"
    case false?: return nil
    }
  }
}
