import ProbeProtocol

/// Checks that every variable has a value when it is used.
struct VariableChecker {
  let collector: DiagnosticCollector
  let draft: ScenarioDraft

  func check() {
    /// In the order in which they are saved.
    var saved: [String] = []
    /// Saved by steps that run beside the next one, or whose orders went out with the next one's.
    var pending: [String] = []
    var label: String?
    for step in draft.steps {
      let current = step.isLocked ? "" : step.together?.value
      if current == nil || current != label {
        saved += pending
        pending = []
      }
      label = current
      for use in step.argumentUses { check(use, among: saved) }
      for save in step.saves {
        let name = save.name.value
        if saved.contains(name) || pending.contains(name) {
          collector.report(
            .duplicateVariable, at: save.name.place, "'\(name)' is saved for the second time",
            help: "take another name, so that each has one value in the whole scenario")
        }
        pending.append(name)
      }
      for use in step.expectations.flatMap(\.uses) { check(use, among: saved + pending) }
    }
  }

  private func check(_ use: Located<String>, among saved: [String]) {
    let name = use.value
    guard !saved.contains(name), !Vocabulary.builtInVariables.contains(name) else { return }
    let isLate = draft.steps.contains { $0.saves.contains { $0.name.value == name } }
    collector.report(
      .unknownVariable, at: use.place,
      isLate ? "'\(name)' is used before a step saves it" : "no variable named '\(name)'",
      word: isLate ? "" : name,
      among: saved + Vocabulary.builtInVariables, listing: "The variables here")
  }
}
