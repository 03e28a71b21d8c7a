import ProbeProtocol

/// Checks the steps that extensions take: each needs a step that chooses the extension before, and whatever its orders
/// need has to be known before the sheet is shown.
struct ExtensionChecker {
  let collector: DiagnosticCollector
  let draft: ScenarioDraft

  func check() {
    let probes = draft.actors.compactMap { casting in casting.probe.map { (casting.actor.value, $0) } }
    let finder = TurnFinder(
      steps: draft.steps.map {
        .init(
          actor: $0.actor?.value, action: $0.action?.value, chosen: $0.arguments["name"]?.stringValue)
      }, probes: Dictionary(probes) { first, _ in first })
    for index in finder.orphans {
      let step = draft.steps[index]
      let probe = step.actor.flatMap { draft.probe(of: $0.value) }?.rawValue ?? "it"
      collector.report(
        .brokenTurn, at: step.actor?.place ?? step.place, "nothing starts the extension before this step",
        help: "put a step of the host before it: 'action: sheet.choose' with 'name: \(probe)'")
    }
    for turn in finder.turns { check(turn) }
  }

  private func check(_ turn: TurnFinder.Turn) {
    let late = Set(draft.steps[turn.opening...].flatMap(\.saves).map(\.name.value))
    let first = turn.steps.first.flatMap { draft.steps[$0].actor?.value }
    for index in turn.steps {
      let step = draft.steps[index]
      if let use = step.argumentUses.first(where: { late.contains($0.value) }) {
        collector.report(
          .brokenTurn, at: use.place, "the extension has its orders before '\(use.value)' is known",
          help: "save it in a step before the one that shows the sheet")
      }
      if let actor = step.actor, let first, actor.value != first {
        collector.report(
          .brokenTurn, at: actor.place, "the extension was started as '\(first)'",
          help: "choose it in a sheet once more, or let '\(first)' take the step")
      }
      if let label = step.together {
        collector.report(
          .brokenTurn, at: label.place,
          "an extension does by itself what it was told, one step after another",
          help: "take the label out")
      }
      if step.isLocked {
        collector.report(
          .brokenMoment, at: step.moment?.place ?? step.place, "no extension is started on a locked phone",
          help: "take 'when' out")
      }
    }
  }
}

extension ScenarioDraft {
  fileprivate func probe(of actor: ActorName) -> ProbeName? {
    actors.first { $0.actor.value == actor }?.probe
  }
}
