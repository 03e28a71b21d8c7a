import ProbeProtocol

/// Checks that every refusal has a control: the same action, succeeding where it should. Without one a refusal may
/// come from a broken probe.
struct ControlChecker {
  let collector: DiagnosticCollector
  let draft: ScenarioDraft

  func check() {
    let controlled = Set(
      draft.steps.filter { $0.isControl && $0.expectations.contains { $0.outcome?.value == .ok } }
        .compactMap { $0.action?.value })
    for step in draft.steps {
      if step.isControl {
        check(control: step)
      } else if let refusal = step.expectations.first(where: \.expectsRefusal), let action = step.action,
        step.uncontrolled == nil, !controlled.contains(action.value)
      {
        collector.report(
          .missingControl, at: refusal.outcome?.place ?? step.place,
          "nothing shows that '\(action.value)' works where it should",
          help: "add a step with 'action: \(action.value)', 'control: true' and 'expect: {outcome: ok}'; "
            + "where none can exist, say why with 'uncontrolled: <reason>'")
      }
    }
  }

  private func check(control step: StepDraft) {
    if step.uncontrolled != nil {
      collector.report(
        .controlClaims, at: step.place, "a control needs no control",
        help: "take 'uncontrolled' or 'control' out")
    }
    if step.expectations.isEmpty {
      collector.report(
        .missingKey, at: step.place, "the control expects nothing", help: "add 'expect: {outcome: ok}'")
    }
    for expectation in step.expectations {
      guard let claim = expectation.claims?.first else { continue }
      collector.report(
        .controlClaims, at: claim.place, "a control serves no claim",
        help: "take the claim out; an unmet control makes all claims of the scenario inconclusive")
    }
  }
}
