import ProbeProtocol

/// Where an actor's events go: each is first appended to one journal and then logged.
struct EventLog: Sendable {
  let run: RunID
  let actor: ActorName
  let probe: ProbeName
  /// Sequence number of the last event, 0 before the first.
  private(set) var sequence = 0

  private let key: RunKey
  private let system: any ProbeSystem
  private let journal: JournalWriter
  /// False until the journal that earlier processes left was read, and again after a failed write, which may have
  /// left a cut line.
  private var isCaughtUp = false

  /// - Parameters:
  ///   - journal: The journal's path within the home directory.
  ///   - home: The folder that stands for the home directory; the process's own unless told otherwise.
  init(
    system: any ProbeSystem, run: RunID, key: RunKey, actor: ActorName, probe: ProbeName, journal: String,
    home: String? = nil
  ) {
    self.system = system
    self.run = run
    self.key = key
    self.actor = actor
    self.probe = probe
    self.journal = JournalWriter(
      system: system, home: home ?? system.homeDirectory, path: journal, key: key)
  }

  /// Where in a scenario an event belongs.
  struct Place: Sendable {
    var scenario: ScenarioID?
    var repetition: Int?
    var step: StepID?
  }

  /// Records an event and counts it. An event that cannot be journalled is logged all the same, and its data says
  /// `journalError`.
  mutating func record(
    _ kind: Event.Kind, at place: Place = Place(), action: ActionName? = nil, outcome: Outcome? = nil,
    data: [String: JSONValue]? = nil
  ) {
    var trouble = catchUp()
    sequence += 1
    var event = Event(
      run: run, scenario: place.scenario, repetition: place.repetition, step: place.step, actor: actor,
      probe: probe, pid: system.processID, sequence: sequence, kind: kind, uptime: system.uptime,
      time: system.time, action: action, outcome: outcome.map(EventData.bounded),
      data: data.map(EventData.bounded))
    if trouble == nil { trouble = append(event) }
    if let trouble {
      var members = event.data?.objectValue ?? [:]
      members["journalError"] = .string(trouble.outcome.description)
      event.data = .object(members)
    }
    for line in EventLine.lines(for: event, key: key) { system.log(line.text, level: .default) }
  }

  /// Says who the process is. It opens what the process has to say in this journal.
  mutating func recordHello(at place: Place = Place()) {
    let bundle = system.bundle
    record(
      .hello, at: place,
      data: [
        "bundle": .string(bundle.identifier),
        "version": .string(bundle.version),
        "uid": .int(Int(system.userID)),
        "home": .string(system.homeDirectory),
        "pid": .int(Int(system.processID)),
      ])
  }

  private mutating func catchUp() -> SystemError? {
    guard !isCaughtUp else { return nil }
    do throws(SystemError) {
      sequence = max(sequence, try journal.lastSequence())
      isCaughtUp = true
      return nil
    } catch {
      return error
    }
  }

  private mutating func append(_ event: Event) -> SystemError? {
    do throws(SystemError) {
      try journal.append(event)
      return nil
    } catch {
      isCaughtUp = false
      return error
    }
  }
}
