import ProbeProtocol
import Syslog

/// Where the stream as a whole lost records, by what the relay, the host and the Conductor's numbers say.
struct StreamIntegrity: Sendable {
  var tears: [Tear]
  /// Conductor events whose numbers are missing.
  var conductorEventsLost: Int
  /// Index of the record with the Conductor's first event of each session; its numbers tell nothing of what came before.
  var firstConductorEvent: [RunID: Int]

  init(records: [LogRecord], host: [HostRecord], conductor: [LoggedEvent], sessions: [Session]) {
    tears = []
    conductorEventsLost = 0
    firstConductorEvent = [:]
    // Each session has its own capture and its own numbers.
    for session in sessions {
      let own =
        sessions.count == 1 ? records : records.filter { session.log.contains($0.bytes.lowerBound) }
      tears += Self.noticed(in: own) + Self.seen(by: Array(host[session.host]))
      let events = conductor.filter { $0.event.run == session.run }
      let gaps = Self.gaps(in: events, records: records)
      tears += gaps.tears
      conductorEventsLost += gaps.lost
      firstConductorEvent[session.run] = events.map(\.first).min()
    }
    tears.sort {
      ($0.bytes.lowerBound, $0.bytes.upperBound, $0.reason) < (
        $1.bytes.lowerBound, $1.bytes.upperBound, $1.reason
      )
    }
  }

  private static func noticed(in records: [LogRecord]) -> [Tear] {
    var tears: [Tear] = []
    var hasConnected = false
    for record in records {
      switch record.content {
      case .notice(.connected):
        // The first one opens the stream; a later one shows that it was cut.
        if hasConnected {
          tears.append(
            Tear(bytes: record.bytes, reason: "the capturing tool reconnected (line \(record.line))"))
        }
        hasConnected = true
      case .notice(.disconnected):
        tears.append(
          Tear(bytes: record.bytes, reason: "the capturing tool lost the phone (line \(record.line))"))
      case .notice(.dropped(let words)):
        tears.append(
          Tear(bytes: record.bytes, reason: "the system dropped messages (line \(record.line)): \(words)"))
      case .unplaced:
        tears.append(Tear(bytes: record.bytes, reason: "line \(record.line) belongs to no record"))
      default: continue
      }
    }
    return tears
  }

  /// A capturing tool that stopped matters where it was started again: after its last stop nothing was missed that a
  /// window could want.
  private static func seen(by host: [HostRecord]) -> [Tear] {
    let lastStart = host.lastIndex { $0.kind == .captureStarted } ?? 0
    return host.enumerated().compactMap { index, record in
      let point = record.logOffset..<record.logOffset
      switch record.kind {
      case .captureStalled: return Tear(bytes: point, reason: "the stream fell silent and was started anew")
      case .captureStopped where index < lastStart:
        return Tear(bytes: point, reason: "the capturing tool stopped and was started anew")
      case .disconnected: return Tear(bytes: point, reason: "the phone went away")
      default: return nil
      }
    }
  }

  private static func gaps(in conductor: [LoggedEvent], records: [LogRecord]) -> (tears: [Tear], lost: Int) {
    var tears: [Tear] = []
    var lost = 0
    let ordered = conductor.sorted { $0.event.sequence < $1.event.sequence }
    var previous: LoggedEvent?
    for current in ordered {
      defer { previous = current }
      // What came before the first is no loss: the capture began somewhere.
      guard let previous else { continue }
      let expected = previous.event.sequence + 1
      if current.event.sequence > expected {
        lost += current.event.sequence - expected
        let from = records[previous.last].bytes.lowerBound
        let to = records[current.first].bytes.upperBound
        tears.append(
          Tear(
            bytes: min(from, to)..<max(from, to),
            reason: "the Conductor's events \(expected) to \(current.event.sequence - 1) are not in the log"))
      }
    }
    return (tears, lost)
  }
}
