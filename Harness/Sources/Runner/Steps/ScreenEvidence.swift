import Device
import ProbeProtocol
import Scenario

/// What shows that a person did what was asked: never a word of that person.
struct ScreenEvidence: Hashable, Sendable {
  /// The step whose first event shows it; nil takes any event of the scenario.
  var until: StepID?
  /// A step beside it whose end shows it: one that waits for what was chosen.
  var ending: StepID?
  /// A line of the phone's log that shows it.
  var mark: LogMark?

  init(until: StepID? = nil, mark: LogMark? = nil) {
    self.until = until
    self.mark = mark
  }

  /// As a scenario gives it.
  init(_ arguments: [String: JSONValue]) {
    until = arguments["until"]?.stringValue.map { StepID($0) }
    mark = arguments["logged"]?.stringValue.flatMap {
      $0.isEmpty ? nil : LogMark(words: $0, process: arguments["loggedBy"]?.stringValue)
    }
  }
}

/// Waits until the phone shows that a person did what was asked.
struct EvidenceWatch: Sendable {
  /// Between two looks whether the phone is locked.
  private static let look = Duration.milliseconds(500)

  var context: RunContext
  var conductor: any ConductorConnection
  var place: Place
  var evidence: ScreenEvidence
  /// Who plays in the scenario; their journals tell where the log lost their events.
  var castings: [Scenario.Casting]

  /// Looks at how things stand before the person is asked: what came before the question shows nothing, and nothing that
  /// comes after it may be missed.
  /// - Returns: How many events each journal has.
  func begin(for step: ScreenStep) async -> [ActorName: Int] {
    guard step.lockState == nil else { return [:] }
    let counts = await journalCounts()
    if evidence.ending == nil { await context.live.forget { [sign] in $0 == sign } }
    if let mark = evidence.mark { await context.live.search(for: mark) }
    return counts
  }

  /// - Parameter before: what ``begin(for:)`` gave.
  /// - Returns: What showed it, as a clause.
  /// - Throws: `CancellationError`.
  func wait(for step: ScreenStep, since before: [ActorName: Int]) async throws -> String {
    if let wanted = step.lockState {
      while try await !isLock(wanted) { try await Task.sleep(for: Self.look) }
      return wanted ? "the phone is locked" : "the phone is not locked any more"
    }
    defer { if let mark = evidence.mark { Task { await context.live.endSearch(for: mark) } } }
    return try await withThrowingTaskGroup(of: String.self) { group in
      group.addTask { try await until(sign, "an actor's event in the log") }
      if let mark = evidence.mark {
        group.addTask { try await until(.logged(mark), "a line of the log: \(mark.words)") }
      }
      group.addTask { try await journalGrows(from: before) }
      defer { group.cancelAll() }
      return try await group.next() ?? ""
    }
  }

  private var sign: LiveLog.Sign {
    evidence.ending.map { .end(place.scenario, place.repetition, $0) }
      ?? .acted(place.scenario, place.repetition, evidence.until)
  }

  private func until(_ sign: LiveLog.Sign, _ words: String) async throws -> String {
    while await !context.live.wait(for: sign, within: context.limits.reminder) {
      try Task.checkCancellation()
    }
    return words
  }

  /// The log may lose what the journals have.
  private func journalGrows(from before: [ActorName: Int]) async throws -> String {
    while true {
      try await Task.sleep(for: context.limits.journalPoll)
      let now = await journalCounts()
      for (actor, count) in now where count > before[actor] ?? 0 {
        return "an event in the journal of \(actor)"
      }
    }
  }

  /// How many events that would show it each journal has.
  private func journalCounts() async -> [ActorName: Int] {
    var counts: [ActorName: Int] = [:]
    for casting in castings {
      counts[casting.actor] = await JournalKeeper(context: context).count(
        of: casting, step: evidence.ending ?? evidence.until, ended: evidence.ending != nil, in: place)
    }
    return counts
  }

  /// Whether the phone is locked as wanted; a Conductor that does not answer at the moment says nothing.
  private func isLock(_ wanted: Bool) async throws -> Bool {
    do {
      return try await conductor.isLocked().isLocked == wanted
    } catch {
      try Task.checkCancellation()
      return false
    }
  }
}
