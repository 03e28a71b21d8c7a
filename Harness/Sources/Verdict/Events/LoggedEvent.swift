import ProbeProtocol
import Syslog

/// An authenticated event as the log carried it.
struct LoggedEvent: Hashable, Sendable {
  var event: Event
  /// Indices into the evidence's records of its parts, in the order of the parts.
  var parts: [Int]

  /// Where the event begins in the stream.
  var first: Int { parts.min() ?? 0 }
  /// Where it is complete.
  var last: Int { parts.max() ?? 0 }
}

/// The authenticated events of a log, and how many lines only looked like one.
struct LoggedEvents: Sendable {
  var events: [LoggedEvent]
  /// Lines in the form of an event that the run's key did not sign, or that another process repeated.
  var forgedLines: Int
}

extension LoggedEvents {
  /// Processes of two sessions can have one number, and their events the same names.
  private struct Name: Hashable {
    var session: Int
    var event: String
  }

  private struct Gathered {
    var parts: Int
    var payloads: [Int: (payload: String, record: Int)] = [:]
  }

  /// Collects the event lines of a stream. A line counts only with a valid signature and from the process that the
  /// event names: a true line that another process logs again is a forgery. Repeats of a part are ignored.
  ///
  /// An event belongs to the session whose name it carries, and counts within that session's part of the log alone: what
  /// a dead session's Conductor or actors go on to log says nothing.
  init(records: [LogRecord], sessions: [Session], key: RunKey) {
    var gathered: [Name: Gathered] = [:]
    var order: [Name] = []
    var forged = 0
    for (index, record) in records.enumerated() {
      guard case .event(let line) = record.content else { continue }
      guard line.isAuthentic(under: key), Self.isFromItsProcess(line, record) else {
        forged += 1
        continue
      }
      let name = Name(session: sessions.number(at: record.bytes.lowerBound), event: line.event)
      if gathered[name] == nil { order.append(name) }
      var known = gathered[name] ?? Gathered(parts: line.parts)
      guard known.parts == line.parts else { continue }
      if known.payloads[line.part] == nil { known.payloads[line.part] = (line.payload, index) }
      gathered[name] = known
    }
    events = []
    for name in order {
      guard let known = gathered[name], known.payloads.count == known.parts else { continue }
      let parts = (1...known.parts).compactMap { known.payloads[$0] }
      guard let event = try? EventLine.event(joining: parts.map(\.payload)),
        sessions.first(where: { $0.number == name.session })?.run == event.run
      else { continue }
      events.append(LoggedEvent(event: event, parts: parts.map(\.record)))
    }
    forgedLines = forged
  }

  /// The event's name begins with the pid that logged it, and the signature covers the name.
  private static func isFromItsProcess(_ line: EventLine, _ record: LogRecord) -> Bool {
    guard let pid = record.pid else { return true }
    return line.event.hasPrefix("\(pid).")
  }
}
