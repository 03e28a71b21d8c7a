import ProbeProtocol
import Scenario
import Verdict

/// Extensions get all their orders before they are chosen, and act by themselves.
extension ScenarioRunner {
  /// Leaves the orders of the turns that begin with one of these steps.
  mutating func handOut(before group: [Step]) async throws {
    for turn in scenario.extensionTurns where group.contains(where: { $0.id == turn.opening }) {
      try await handOut(turn)
    }
  }

  func isOfAnExtension(_ step: Step) -> Bool {
    scenario.probe(of: step.actor).map { Vocabulary.extensions[$0] != nil } ?? false
  }

  /// Waits for a step that an extension takes by itself; one whose orders could not be left was noted.
  mutating func finish(_ step: Step) async throws {
    guard let index = standing.firstIndex(where: { $0.step.id == step.id }) else { return }
    let prepared = standing.remove(at: index)
    save(step, try await StepRunner(context: context, conductor: conductor).finish(prepared)?.data)
  }

  /// Nobody waits for an extension that was not chosen.
  mutating func dropTurns(wokenBy unmade: [StepID]) async throws {
    for turn in scenario.extensionTurns where unmade.contains(turn.waking) {
      for ready in standing where turn.steps.contains(ready.step.id) {
        _ = try await keepBack(ready.step, "\(turn.waking) did not choose \(turn.probe)")
      }
      standing.removeAll { turn.steps.contains($0.step.id) }
    }
  }

  private mutating func handOut(_ turn: ExtensionTurn) async throws {
    var prepared: [PreparedStep] = []
    for step in scenario.steps where turn.steps.contains(step.id) {
      if let ready = try await prepare(step) { prepared.append(ready) }
    }
    guard !prepared.isEmpty else { return }
    if let trouble = try await keeper.put(prepared, for: turn.probe, on: errand(for: turn.probe)) {
      for ready in prepared {
        _ = try await keepBack(ready.step, "its orders could not be left for \(turn.probe): \(trouble)")
      }
      return
    }
    for ready in prepared {
      try await context.recorder.note(
        .orderSent, in: ready.place, data: .object(ready.arguments),
        message: "left for \(turn.probe) by \(Vocabulary.app(of: turn.probe))")
    }
    standing += prepared
  }

  /// Has the journals of all extensions that got orders fetched. One that cannot be is missing when it is pulled.
  mutating func collectJournals() async throws {
    for probe in Set(scenario.actors.map(\.probe)).sorted() where Vocabulary.extensions[probe] != nil {
      guard scenario.extensionTurns.contains(where: { $0.probe == probe }) else { continue }
      if let trouble = try await keeper.collect(probe, on: errand(for: probe)) {
        try await context.recorder.note(
          .journalMissing, in: place, message: "the journals of \(probe): \(trouble)")
      }
    }
  }

  private var keeper: MailboxKeeper { MailboxKeeper(context: context, conductor: conductor) }

  private mutating func errand(for probe: ProbeName) -> MailboxKeeper.Errand {
    errands += 1
    let app = Vocabulary.app(of: probe)
    return MailboxKeeper.Errand(
      app: app, delivery: launched.insert(app).inserted ? .launch : .deliver, place: place, number: errands)
  }
}
