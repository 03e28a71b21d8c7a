import ProbeProtocol

/// Checks the steps that are taken while the phone is locked. It is locked once in a scenario, and whatever an app is
/// to do then has to reach it before.
struct LockChecker {
  let collector: DiagnosticCollector
  let draft: ScenarioDraft

  func check() {
    checkIsOnce()
    for step in draft.steps where step.isLocked { check(step) }
  }

  private func checkIsOnce() {
    var isOver = false
    var wasLocked = false
    for step in draft.steps {
      if step.isLocked, isOver {
        collector.report(
          .brokenMoment, at: step.moment?.place ?? step.place, "the phone would be locked a second time",
          help: "move the steps with 'when: locked' together, or make another scenario of them")
      }
      if wasLocked, !step.isLocked { isOver = true }
      wasLocked = step.isLocked
    }
  }

  private func check(_ step: StepDraft) {
    if let label = step.together {
      collector.report(
        .brokenMoment, at: label.place, "steps on a locked phone are taken one after another",
        help: "take the label out")
    }
    if let action = step.action, ActionCatalogue.screenActions.contains(action.value) {
      collector.report(
        .brokenMoment, at: step.moment?.place ?? action.place,
        "nothing but its lock can be reached on the screen of a locked phone",
        help: "take 'when' out; the harness locks and unlocks the phone itself")
    }
    if step.action?.value == "app.reinstall" {
      collector.report(
        .brokenMoment, at: step.moment?.place ?? step.place, "no app can be installed on a locked phone",
        help: "take 'when' out")
    }
  }
}
