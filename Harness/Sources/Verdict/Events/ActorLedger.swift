import ProbeProtocol

/// All that is known of one actor in one repetition of a scenario: its journal beside what the log carried.
struct ActorLedger: Sendable {
  var actor: ActorName
  /// Nil where the journal was not pulled.
  var journal: JournalReading?
  /// The actor's events in the log, in stream order.
  var logged: [LoggedEvent]

  /// The actor's events of a step and kind, from the journal and from the log.
  func event(_ kind: Event.Kind, of step: StepID) -> EventPair {
    EventPair(
      journalled: journal?.events.first { $0.event.kind == kind && $0.event.step == step },
      logged: logged.first { $0.event.kind == kind && $0.event.step == step })
  }

  /// Why the actor could not write its journal, as its events in the log tell.
  var journalTrouble: String? {
    logged.lazy.compactMap { $0.event.data?["journalError"]?.stringValue }.first
  }

  /// The event of that number and process in the log.
  func logged(sequence: Int, pid: Int32?) -> LoggedEvent? {
    logged.first { $0.event.sequence == sequence && $0.event.pid == pid }
  }
}

/// One event in its two forms.
struct EventPair: Sendable {
  var journalled: JournalledEvent?
  var logged: LoggedEvent?

  /// The journal is the truth; the log's copy, signed with the same key, serves where the journal is lost.
  var event: Event? { journalled?.event ?? logged?.event }

  /// True where both forms exist and differ.
  var isContradictory: Bool {
    guard let journalled, let logged else { return false }
    return journalled.event != logged.event
  }
}
