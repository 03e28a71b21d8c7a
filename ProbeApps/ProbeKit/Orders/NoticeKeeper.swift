import ProbeProtocol

/// The logs of a process by journal, and which of the system's notifications they have.
struct NoticeKeeper: Sendable {
  /// A log with the performance that it is of.
  struct Desk: Sendable {
    var log: EventLog
    var place: EventLog.Place
  }

  var desks: [String: Desk] = [:]
  /// From where on notifications are still to be reported.
  private var reported: TriggerBoard.Place?

  /// Whether notifications are still to be reported, and where.
  func isBehind(_ board: TriggerBoard) -> Bool {
    !desks.isEmpty && !board.notices(from: reported).isEmpty
  }

  /// Reports what has come, into every journal of the process: what the system announces concerns all that it does.
  mutating func report(from board: TriggerBoard) {
    guard !desks.isEmpty else { return }
    let end = board.end
    let waiting = board.notices(from: reported)
    for notice in waiting {
      for journal in desks.keys.sorted() {
        guard let place = desks[journal]?.place else { continue }
        desks[journal]?.log.record(.notice, at: place, data: notice.data)
      }
    }
    reported = end
  }
}
