import Foundation
import ProbeProtocol
import Scenario
import Syslog

/// One repetition of a scenario as the evidence shows it: who did what, and which part of the log belongs to it.
struct Performance: Sendable {
  var scenario: Scenario
  var repetition: Int
  /// The session in which it was carried out; earlier attempts are no part of it.
  var session: Session
  var ledgers: [ActorName: ActorLedger]
  /// The host's records of this repetition.
  var host: [HostRecord]
  var windows: [StepID: Window]
  /// Every variable whose value is known.
  var variables: [String: JSONValue]
  /// Index of the first record that arrived after it had begun.
  var firstRecord = 0
  /// Index of the last record that arrived before it had ended, or before the log does.
  var lastRecord = 0

  /// Everything that arrived while it went on; empty only where the log is.
  var span: Range<Int> { firstRecord..<max(firstRecord, lastRecord + 1) }

  /// The texts that were made for this repetition.
  var canaries: [String] { CanaryText.names.compactMap { variables["canary.\($0)"]?.stringValue } }

  /// The step's end as the actor, or the host for its own steps, reported it.
  func end(of step: Step) -> EventPair? { ledgers[step.actor]?.event(.end, of: step.id) }

  /// How the step ended; nil where nothing tells.
  func outcome(of step: Step) -> Outcome? {
    step.actor == .host ? hostStep(step)?.outcome : end(of: step)?.event?.outcome
  }

  /// What the step gave; nil where nothing tells.
  func data(of step: Step) -> JSONValue? {
    step.actor == .host ? hostStep(step)?.data : end(of: step)?.event?.data
  }

  /// The host's record of a step that it took itself.
  func hostStep(_ step: Step) -> HostRecord? { host.first { $0.kind == .hostStep && $0.step == step.id } }

  /// The host's record of that kind for a step.
  func hostRecord(_ kind: HostRecord.Kind, of step: StepID) -> HostRecord? {
    host.first { $0.kind == kind && $0.step == step }
  }

  /// The process that carried out a step.
  func pid(of step: Step) -> Int32? {
    let ledger = ledgers[step.actor]
    return ledger?.event(.begin, of: step.id).event?.pid ?? ledger?.event(.end, of: step.id).event?.pid
      ?? hostRecord(.orderSent, of: step.id)?.pid
  }

  /// The process that an actor was during a step of another: of its last step begun before, or else its first.
  func pid(of actor: ActorName, during step: Step) -> Int32? {
    if actor == step.actor { return pid(of: step) }
    let index = scenario.steps.firstIndex { $0.id == step.id } ?? 0
    let own = scenario.steps.enumerated().filter { $0.element.actor == actor }
    let near = own.last { $0.offset <= index } ?? own.first
    return near.flatMap { pid(of: $0.element) }
  }
}

/// Gathers the evidence of a run so that each performance can be judged by itself.
struct EvidenceIndex: Sendable {
  var evidence: Evidence
  var sessions: [Session]
  var logged: LoggedEvents
  var integrity: StreamIntegrity
  var citations: CitationMaker
  var places: RecordPlaces
  /// Where texts of the run show; nowhere where no scenario looks for one.
  var texts: TextSightings
  /// The processes of all probes and of the Conductor, as far as their events tell.
  var probePIDs: Set<Int32>
  /// Why a text that a process logged may not be in the log, as the canaries of the channel show; asked for only where a
  /// scenario looks for one.
  var withholding: String?
  private var byPerformance: [String: [LoggedEvent]]

  init(_ evidence: Evidence) {
    self.evidence = evidence
    // Whoever judges while the run goes on has the records without the log.
    sessions = Session.all(
      of: evidence.manifest.id, host: evidence.host,
      logSize: max(evidence.log.count, evidence.records.last?.bytes.upperBound ?? 0))
    logged = LoggedEvents(records: evidence.records, sessions: sessions, key: evidence.manifest.key)
    let conductor = logged.events.filter { $0.event.actor == .conductor }
    integrity = StreamIntegrity(
      records: evidence.records, host: evidence.host, conductor: conductor, sessions: sessions)
    citations = CitationMaker(log: evidence.log, records: evidence.records, journals: evidence.journals)
    places = RecordPlaces(evidence.records)
    let looks = evidence.scenarios.contains { $0.looksForTexts }
    texts = TextSightings(
      records: evidence.records, marked: looks ? TextSightings.marked(among: evidence.records) : [])
    probePIDs = Set(logged.events.map(\.event.pid))
    byPerformance = Dictionary(grouping: logged.events) {
      Self.name($0.event.run, $0.event.scenario, $0.event.repetition ?? 0)
    }
    if looks { withholding = ChannelHealth(self).withholding }
  }

  /// Whether a process has the name of one of the run's probes, which may be cut.
  func isNamedLikeAProbe(_ process: String) -> Bool {
    evidence.manifest.probes.contains { installed in
      SandboxViolation.Subject(name: process, pid: nil).mayBe(name: installed.probe.rawValue, pid: 0)
    }
  }

  /// The performance of one repetition of a scenario.
  func performance(of scenario: Scenario, repetition: Int) -> Performance {
    let session =
      sessions.session(of: scenario.id, repetition: repetition, host: evidence.host) ?? sessions[0]
    let events = byPerformance[Self.name(session.run, scenario.id, repetition)] ?? []
    var performance = Performance(
      scenario: scenario, repetition: repetition, session: session,
      ledgers: ledgers(of: scenario, repetition: repetition, in: session, events: events),
      host: evidence.host[session.host].filter { $0.scenario == scenario.id && $0.repetition == repetition },
      windows: [:], variables: [:])
    var fences: [StepID: LoggedEvent] = [:]
    for logged in events where logged.event.kind == .fence {
      if let step = logged.event.step, fences[step] == nil { fences[step] = logged }
    }
    performance.firstRecord = firstRecord(of: performance)
    performance.lastRecord = lastRecord(of: performance)
    let finder = WindowFinder(
      records: evidence.records, integrity: integrity, session: session, start: performance.firstRecord,
      fences: fences)
    var results: [StepID: JSONValue] = [:]
    for step in scenario.steps {
      if let ledger = performance.ledgers[step.actor] {
        performance.windows[step.id] = finder.window(of: step.id, in: ledger)
      }
      results[step.id] = performance.data(of: step)
    }
    performance.variables = VariableScope.after(
      results, of: scenario,
      builtIn: VariableScope.builtIn(
        evidence.manifest, run: session.run, scenario: scenario.id, repetition: repetition))
    return performance
  }

  /// The first record that the harness did not have yet when the performance began. Plain ones are passed over: they may
  /// have been left out, and words about places are to be the same with them and without.
  private func firstRecord(of performance: Performance) -> Int {
    let began = performance.host.first { $0.kind == .scenarioBegan }
    var place = firstRecord(from: max(began?.logOffset ?? 0, performance.session.log.lowerBound))
    while place < evidence.records.count - 1, evidence.records[place].content == .plain { place += 1 }
    return place
  }

  private func lastRecord(of performance: Performance) -> Int {
    let ended = performance.host.last { $0.kind == .scenarioEnded }
    let log = performance.session.log
    return firstRecord(from: min(ended?.logOffset ?? log.upperBound, log.upperBound)) - 1
  }

  /// Index of the first record that begins at or behind an offset in the log.
  private func firstRecord(from offset: Int) -> Int {
    var (low, high) = (0, evidence.records.count)
    while low < high {
      let middle = (low + high) / 2
      if evidence.records[middle].bytes.lowerBound < offset {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  private func ledgers(
    of scenario: Scenario, repetition: Int, in session: Session, events: [LoggedEvent]
  ) -> [ActorName: ActorLedger] {
    var ledgers: [ActorName: ActorLedger] = [:]
    for casting in scenario.actors {
      let name = Session.journal(
        JournalPath.fileName(scenario: scenario.id, repetition: repetition, actor: casting.actor),
        session: session.number)
      ledgers[casting.actor] = ActorLedger(
        actor: casting.actor,
        journal: evidence.journals[name].map {
          JournalReading(file: name, content: $0, run: session.run, key: evidence.manifest.key)
        },
        logged: events.filter { $0.event.actor == casting.actor && $0.event.probe == casting.probe })
    }
    return ledgers
  }

  private static func name(_ run: RunID, _ scenario: ScenarioID?, _ repetition: Int) -> String {
    "\(run) \(scenario?.rawValue ?? "") \(repetition)"
  }
}
