import ProbeProtocol

/// Checks that scenarios which judge belong to statements, and those which only record to questions.
struct ExplorationChecker {
  let collector: DiagnosticCollector
  let claims: ClaimCatalogue
  let draft: ScenarioDraft

  func check() {
    for claim in draft.claims {
      guard let known = claims[claim.value], known.isExploratory != draft.isExploring else { continue }
      collector.report(
        .wrongKind, at: draft.isExploring ? draft.kind?.place ?? claim.place : claim.place,
        known.isExploratory
          ? "\(known.id) is a question, and this scenario is to judge"
          : "\(known.id) is a statement, and an exploring scenario judges none",
        help: known.isExploratory
          ? "add 'kind: explore', or take the claim out" : "take 'kind: explore' out, or the claim")
    }
    guard draft.isExploring else { return }
    for step in draft.steps where !step.isControl {
      guard let expectation = step.expectations.first else { continue }
      collector.report(
        .wrongKind, at: expectation.place, "an exploring scenario expects nothing of its steps",
        help: "take 'expect' out; where the others need this step to have worked, add 'control: true'")
    }
  }
}
