import ProbeProtocol

/// Checks steps: who takes them, in which order, side by side with which others.
struct StepChecker {
  let collector: DiagnosticCollector
  let draft: ScenarioDraft

  func check() {
    var seen: [String] = []
    for step in draft.steps {
      check(step, after: seen)
      if let id = step.id {
        if seen.contains(id.value.rawValue) {
          collector.report(.duplicateID, at: id.place, "another step has the id '\(id.value)' already")
        }
        seen.append(id.value.rawValue)
      }
    }
    checkTogether()
  }

  private func check(_ step: StepDraft, after earlier: [String]) {
    if let actor = step.actor { check(actor, of: step) }
    for expectation in step.expectations {
      for actor in expectation.records.compactMap(\.actor) { draft.checkCast(actor, collector: collector) }
      guard let after = expectation.after else { continue }
      if draft.steps.contains(where: { $0.id?.value == after.value && $0.actor?.value == .host }) {
        collector.report(
          .unknownStep, at: after.place, "the host takes '\(after.value)', which has no time on the phone",
          help: "name a step that an app takes")
      } else if !earlier.contains(after.value.rawValue) {
        collector.report(
          .unknownStep, at: after.place, "no earlier step has the id '\(after.value)'",
          word: after.value.rawValue,
          among: earlier, listing: "The steps before this one")
      }
    }
    guard let action = step.action?.value, ActionCatalogue.hostActions.contains(action),
      let probe = step.arguments["probe"]?.stringValue, let place = step.action?.place,
      !draft.actors.contains(where: { $0.probe?.rawValue == probe })
    else { return }
    collector.report(
      .unknownProbe, at: place, "no actor of this scenario is played by '\(probe)'", word: probe,
      among: draft.actors.compactMap { $0.probe?.rawValue }, listing: "The probe apps of this scenario")
  }

  private func check(_ actor: Located<ActorName>, of step: StepDraft) {
    let isHost = actor.value == .host
    if !isHost { draft.checkCast(actor, collector: collector) }
    guard let action = step.action, ActionCatalogue.specification(of: action.value) != nil else { return }
    let isHostAction = ActionCatalogue.hostActions.contains(action.value)
    if isHost, !isHostAction {
      collector.report(
        .wrongActor, at: actor.place, "the host cannot do '\(action.value)'",
        help:
          "the host's actions: \(ActionCatalogue.hostActions.sorted().map(\.rawValue).joined(separator: ", "))"
      )
    } else if !isHost, isHostAction {
      collector.report(
        .wrongActor, at: actor.place, "only the host can do '\(action.value)'", help: "write 'actor: host'")
    }
  }

  private func checkTogether() {
    var closed: Set<String> = []
    var open: (label: String, actors: Set<ActorName>)?
    for step in draft.steps {
      if let last = open, last.label != step.together?.value {
        closed.insert(last.label)
        open = nil
      }
      guard let label = step.together else { continue }
      if closed.contains(label.value) {
        collector.report(
          .brokenTogether, at: label.place, "the steps of '\(label.value)' do not stand one after another",
          help: "move them together, or take another label")
      }
      var actors = open?.actors ?? []
      if let actor = step.actor, !actors.insert(actor.value).inserted {
        collector.report(
          .brokenTogether, at: label.place, "'\(actor.value)' has two steps in '\(label.value)'",
          help: "an actor does one thing at a time; give the steps different actors")
      }
      if step.actor?.value == .host, let action = step.action?.value,
        !ActionCatalogue.screenActions.contains(action)
      {
        collector.report(
          .brokenTogether, at: label.place, "the host cannot do '\(action)' beside other steps",
          help: "take the label out; what is done at the screen can stand beside the order that waits for it")
      }
      open = (label.value, actors)
    }
  }
}
