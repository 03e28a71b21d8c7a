import ProbeProtocol
import Syslog

/// The part of the log that belongs to a step.
struct Window: Sendable {
  /// Indices of the records from the begin event to the fence; nil where either is not in the log.
  var core: ClosedRange<Int>?
  /// Where a record of the step may stand: relays reorder processes and the kernel is late, so it reaches from the
  /// same process's event before to its event after. Nil where the log shows nothing of the step.
  var reach: ClosedRange<Int>?
  /// Why absence does not count in it.
  var tears: [String]

  /// Absence counts only where nothing is known to be lost and both ends are in the log.
  var isIntact: Bool { core != nil && tears.isEmpty }
}

/// Finds the windows of one repetition of a scenario.
struct WindowFinder {
  var records: [LogRecord]
  var integrity: StreamIntegrity
  /// The session in which it was carried out: no window reaches beyond it.
  var session: Session
  /// Index of the first record that arrived after the repetition had begun: nothing of it stands before.
  var start: Int
  /// The Conductor's fences of this repetition, by step.
  var fences: [StepID: LoggedEvent]

  /// The window of an actor's step.
  func window(of step: StepID, in ledger: ActorLedger) -> Window {
    let begin = ledger.event(.begin, of: step)
    let end = ledger.event(.end, of: step)
    var tears = missingEvents(begin: begin, end: end, in: ledger)
    let fence = fences[step]
    if fence == nil { tears.append("the fence after the step is not in the log") }
    guard let opening = begin.logged, let closing = fence ?? end.logged else {
      if begin.logged == nil { tears.insert("the step's begin event is not in the log", at: 0) }
      return Window(
        core: nil, reach: reach(begin: begin.logged, end: end.logged, in: ledger), tears: unique(tears))
    }
    if integrity.firstConductorEvent[session.run].map({ $0 > opening.first }) ?? true {
      tears.append(
        "no event of the Conductor stands before the step, so its numbers cannot tell what is missing")
    }
    let last = max(closing.last, end.logged?.last ?? closing.last, opening.first)
    let core = opening.first...last
    let bytes = records[core.lowerBound].bytes.lowerBound..<records[core.upperBound].bytes.upperBound
    tears += integrity.tears.filter { $0.touches(bytes) }.map(\.reason)
    return Window(
      core: fence == nil ? nil : core, reach: reach(begin: opening, end: end.logged, in: ledger),
      tears: unique(tears))
  }

  private func missingEvents(begin: EventPair, end: EventPair, in ledger: ActorLedger) -> [String] {
    let trouble = ledger.journalTrouble.map { ["the actor could not write its journal: \($0)"] } ?? []
    guard let journal = ledger.journal else { return trouble + ["the actor's journal was not pulled"] }
    var tears = trouble + journal.damages
    guard let first = begin.event?.sequence else {
      return tears + ["the journal has no begin event of the step"]
    }
    guard let last = end.event?.sequence else { return tears + ["the step has no end event"] }
    let pid = begin.event?.pid
    for number in first...max(first, last) where ledger.logged(sequence: number, pid: pid) == nil {
      tears.append("journal event \(number) of \(ledger.actor) is not in the log")
    }
    if end.journalled == nil || begin.journalled == nil {
      tears.append("the journal ends before the step does")
    }
    return tears
  }

  private func reach(begin: LoggedEvent?, end: LoggedEvent?, in ledger: ActorLedger) -> ClosedRange<Int>? {
    guard let anchor = begin ?? end, !records.isEmpty else { return nil }
    let own = anchor.event.sequence
    // A relay may deliver the kernel's word before the process's own first events: only an earlier action is a bound.
    let before = ledger.logged.last {
      $0.event.sequence < own && $0.event.kind == .end && $0.event.pid == anchor.event.pid
    }
    let after = ledger.logged.first {
      $0.event.sequence > (end?.event.sequence ?? own) && $0.event.kind == .begin
    }
    let lower = before?.last ?? min(start, anchor.first)
    let upper =
      after?.first ?? records.lastIndex { $0.bytes.lowerBound < session.log.upperBound } ?? records.count - 1
    return min(lower, upper)...max(lower, upper)
  }

  private func unique(_ sentences: [String]) -> [String] {
    var seen: Set<String> = []
    return sentences.filter { seen.insert($0).inserted }
  }
}
