import Device
import Foundation
import ProbeProtocol
import RunFolder
import Scenario
import Verdict

/// Carries out one scenario once.
struct ScenarioRunner {
  let context: RunContext
  let conductor: any ConductorConnection
  let scenario: Scenario
  let repetition: Int

  var variables: [String: JSONValue]
  /// Probes that got an order in this performance.
  var launched: Set<ProbeName> = []
  /// Steps whose orders are out: those of apps wait for the lock, those of extensions until they are chosen.
  var standing: [PreparedStep] = []
  /// Why a probe shows no sheet or picker, where it was to show one.
  var unshown: [ProbeName: String] = [:]
  /// How often containing apps were sent for their extensions.
  var errands = 0
  /// Journals that were pulled before their app was reinstalled.
  private var earlier: [ActorName: Data] = [:]

  init(context: RunContext, conductor: any ConductorConnection, scenario: Scenario, repetition: Int) {
    self.context = context
    self.conductor = conductor
    self.scenario = scenario
    self.repetition = repetition
    variables = VariableScope.builtIn(
      context.manifest, run: context.manifest.id, scenario: scenario.id, repetition: repetition)
  }

  var place: Place { Place(scenario: scenario.id, repetition: repetition) }

  /// - Throws: `RunFolderError`, `CancellationError`; what goes wrong with the scenario is noted instead.
  mutating func run() async throws {
    guard try await begin() else { return }
    do {
      try await carryOut(steps: scenario.steps)
    } catch {
      await save()
      throw error
    }
    try await end()
  }

  /// - Returns: false where a precondition is absent, which is noted.
  func begin() async throws -> Bool {
    if let reason = absentPrecondition {
      try await skip(reason)
      return false
    }
    try await context.recorder.note(.scenarioBegan, in: place)
    context.recorder.observe(.scenarioBegan(scenario.id, repetition: repetition))
    return true
  }

  /// Notes that the scenario says nothing, and why.
  func skip(_ reason: String) async throws {
    try await context.recorder.note(.scenarioSkipped, in: place, message: reason)
    context.recorder.observe(.scenarioSkipped(scenario.id, repetition: repetition, reason: reason))
  }

  mutating func carryOut(steps: some Sequence<Step>) async throws {
    for group in Self.groups(of: steps) {
      try await handOut(before: group)
      try await carryOut(group)
    }
  }

  /// Ends the apps, takes what they left and notes the end.
  mutating func end() async throws {
    try await cleanUp()
    try await context.recorder.note(.scenarioEnded, in: place)
    context.recorder.observe(.scenarioEnded(scenario.id, repetition: repetition))
  }

  private var absentPrecondition: String? {
    if let absent = Preconditions.absent(for: scenario, in: context.manifest) { return absent }
    guard scenario.requirements.needsPackages else { return nil }
    let reinstalled = scenario.steps.filter { $0.action == "app.reinstall" }.compactMap {
      $0.arguments["probe"]?.stringValue
    }
    let missing = reinstalled.first { context.phone.package(of: ProbeName($0)) == nil }
    return missing.map { "no installable package of \($0) is at hand" }
  }

  /// Neighbouring steps with one label, together; every other step by itself.
  private static func groups(of steps: some Sequence<Step>) -> [[Step]] {
    var groups: [[Step]] = []
    for step in steps {
      if let label = step.together, groups.last?.last?.together == label {
        groups[groups.count - 1].append(step)
      } else {
        groups.append([step])
      }
    }
    return groups
  }

  private mutating func carryOut(_ group: [Step]) async throws {
    var prepared: [PreparedStep] = []
    var atScreen: [(step: Step, prepared: PreparedScreenStep)] = []
    for step in group {
      context.recorder.observe(.stepBegan(scenario.id, step.id))
      if ActionCatalogue.screenActions.contains(step.action) {
        if let ready = try await prepareAtScreen(step) { atScreen.append((step, ready)) }
      } else if step.actor == .host {
        try await carryOutOnHost(step)
      } else if isOfAnExtension(step) {
        try await finish(step)
      } else if let ready = try await prepare(step) {
        prepared.append(ready)
      } else {
        noteUnsent(step)
      }
    }
    let arrival = prepared.first { $0.step.action == "arrival.wait" }?.step.id
    for index in atScreen.indices where atScreen[index].prepared.evidence.until.map({ $0 == arrival }) ?? true
    {
      atScreen[index].prepared.evidence.ending = arrival
    }
    let hold = atScreen.isEmpty ? nil : StepHold()
    let runner = StepRunner(context: context, conductor: conductor, hold: hold)
    let screens = ScreenGroup(
      runner: ScreenStepRunner(context: context, conductor: conductor, castings: scenario.actors),
      steps: atScreen.map(\.prepared),
      hold: hold)
    let (ends, results) = try await Self.race(prepared, runner, beside: screens)
    for (step, end) in zip(prepared, ends) {
      save(step.step, end?.data)
      noteShowing(step, end?.outcome)
    }
    for (ready, data) in zip(atScreen, results) {
      save(ready.step, data)
      if data != nil, let app = ready.prepared.step.receivingApp { launched.insert(app) }
    }
    let chosen = Set(zip(atScreen, results).filter { $0.1 != nil }.map(\.0.step.id))
    try await dropTurns(wokenBy: group.map(\.id).filter { !chosen.contains($0) })
  }

  /// Takes up the variables that a step's result gives.
  mutating func save(_ step: Step, _ data: JSONValue?) {
    guard let data else { return }
    for (name, path) in step.saves { variables[name] = data.value(at: path) }
  }

  /// Sends and finishes all steps of a group side by side. Where one app gets several orders, its launch goes first,
  /// since it would end the instance that got the others.
  ///
  /// What is done at the screen comes when all orders are on their way, since it is they that put it there.
  private static func race(
    _ steps: [PreparedStep], _ runner: StepRunner, beside screens: ScreenGroup
  ) async throws -> (ends: [Event?], results: [JSONValue?]) {
    let launching = Set(steps.filter { $0.delivery == .launch }.map(\.bundle))
    let isSecond = steps.map { $0.delivery == .deliver && launching.contains($0.bundle) }
    var ends = [Event?](repeating: nil, count: steps.count)
    var results = [JSONValue?](repeating: nil, count: screens.steps.count)
    try await withThrowingTaskGroup(of: RaceEnd.self) { group in
      func start(_ index: Int, isSent: Bool) {
        let step = steps[index]
        group.addTask {
          var isSent = isSent
          if !isSent { isSent = try await runner.send(step) }
          return .step(index, isSent ? try await runner.finish(step) : nil)
        }
      }
      if isSecond.contains(true) || !screens.steps.isEmpty {
        let sent = try await sendFirst(steps.indices.filter { !isSecond[$0] }.map { ($0, steps[$0]) }, runner)
        for index in sent { start(index, isSent: true) }
        for index in steps.indices where isSecond[index] { start(index, isSent: false) }
      } else {
        for index in steps.indices { start(index, isSent: false) }
      }
      group.addTask { .screens(try await screens.run()) }
      for try await end in group {
        switch end {
        case .step(let index, let event): ends[index] = event
        case .screens(let found): results = found
        }
      }
    }
    return (ends, results)
  }

  private enum RaceEnd: Sendable {
    case step(Int, Event?)
    case screens([JSONValue?])
  }

  /// Sends orders side by side and waits until all are on their way.
  private static func sendFirst(
    _ steps: [(Int, PreparedStep)], _ runner: StepRunner
  ) async throws -> [Int] {
    try await withThrowingTaskGroup(of: Int?.self) { group in
      for (index, step) in steps { group.addTask { try await runner.send(step) ? index : nil } }
      return try await group.reduce(into: []) { sent, index in if let index { sent.append(index) } }
    }
  }

  func place(of step: Step) -> Place {
    Place(
      scenario: scenario.id, repetition: repetition, step: step.id, actor: step.actor,
      probe: scenario.probe(of: step.actor))
  }

  /// Replaces the variables; nil, and a note, where the step cannot be sent.
  mutating func prepare(_ step: Step) async throws -> PreparedStep? {
    let place = place(of: step)
    do {
      let arguments = try JSONValue.object(step.arguments).resolved(with: variables)
      guard let probe = place.probe, let bundle = context.bundle(of: probe) else {
        return try await keepBack(step, "nobody plays the role '\(step.actor)'")
      }
      let isFirst = !isOfAnExtension(step) && launched.insert(probe).inserted
      let delivery: Conductor.OrdersRequest.Delivery = isFirst ? .launch : .deliver
      return PreparedStep(
        step: step, place: place, probe: probe, bundle: bundle, arguments: arguments.objectValue ?? [:],
        delivery: delivery)
    } catch let missing as MissingVariable {
      return try await keepBack(step, "\(missing): the step that should have saved it gave none")
    }
  }

  func keepBack(_ step: Step, _ reason: String) async throws -> PreparedStep? {
    try await context.recorder.note(.stepNotSent, in: place(of: step), message: reason)
    context.recorder.observe(.stepNotSent(scenario.id, step.id, reason: reason))
    return nil
  }

  mutating func carryOutOnHost(_ step: Step) async throws {
    let runner = HostStepRunner(context: context, conductor: conductor)
    let place = place(of: step)
    if step.action == "app.end", let name = step.arguments["probe"]?.stringValue {
      launched.remove(ProbeName(name))
      return try await runner.endApp(ProbeName(name), in: place)
    }
    guard step.action == "app.reinstall", let name = step.arguments["probe"]?.stringValue else {
      do {
        let arguments = try JSONValue.object(step.arguments).resolved(with: variables)
        return try await runner.carryOut(step.action, arguments.objectValue ?? [:], in: place)
      } catch let missing as MissingVariable {
        return try await runner.refuse(step.action, in: place, why: "\(missing)")
      }
    }
    let probe = ProbeName(name)
    for casting in scenario.actors where casting.probe == probe {
      // The journal goes with the container.
      let bytes = try? await JournalKeeper(context: context).read(casting.actor, probe: probe, in: place)
      if let bytes { earlier[casting.actor, default: Data()] += bytes }
    }
    try await runner.reinstall(probe, in: place)
    launched.remove(probe)
  }

  /// Ends the apps, pulls the journals and sends canaries.
  private mutating func cleanUp() async throws {
    try await collectJournals()
    for probe in Set(scenario.actors.map(\.probe)).sorted() {
      guard let bundle = context.bundle(of: probe) else { continue }
      do {
        try await conductor.terminate(.init(bundle: bundle))
      } catch {
        // An app that goes on running writes to its journal under another scenario's name at worst.
        try Task.checkCancellation()
      }
    }
    try await pullJournals()
    await context.live.forget { sign in
      switch sign {
      case .end, .waits: true
      default: false
      }
    }
    try await CanaryRound(context: context, conductor: conductor).sendOnce()
  }

  private func pullJournals() async throws {
    for casting in scenario.actors {
      try await JournalKeeper(context: context).pull(
        casting, in: place, earlier: earlier[casting.actor] ?? Data())
    }
  }

  /// What can still be had after an interruption.
  func save() async {
    let keeper = JournalKeeper(context: context)
    await shielded(context.limits.closing) { [scenario, place, earlier] in
      for casting in scenario.actors {
        try await keeper.pull(casting, in: place, earlier: earlier[casting.actor] ?? Data())
      }
    }
  }
}
