public import ProbeProtocol

/// A while for which an extension runs: from being chosen in a sheet until it has carried out what it was told.
///
/// Nobody reaches an extension that runs, so that it gets all of its orders before it is chosen: its containing app leaves
/// them in the App Group that the two share. That app comes to the front for it, which is why this is done before
/// another app shows its sheet.
public struct ExtensionTurn: Hashable, Sendable {
  public var actor: ActorName
  public var probe: ProbeName
  /// The step before which the orders are left: the sheet's, or the choice where no step shows a sheet.
  public var opening: StepID
  /// The step that chooses the extension.
  public var waking: StepID
  /// What the extension does, in its order.
  public var steps: [StepID]
}

extension Scenario {
  /// The turns of extensions, in their order.
  public var extensionTurns: [ExtensionTurn] {
    let finder = TurnFinder(
      steps: steps.map {
        .init(actor: $0.actor, action: $0.action, chosen: $0.arguments["name"]?.stringValue)
      }, probes: Dictionary(actors.map { ($0.actor, $0.probe) }) { first, _ in first })
    return finder.turns.compactMap { turn in
      guard let first = turn.steps.first, let probe = probe(of: steps[first].actor) else { return nil }
      return ExtensionTurn(
        actor: steps[first].actor, probe: probe, opening: steps[turn.opening].id,
        waking: steps[turn.waking].id, steps: turn.steps.map { steps[$0].id })
    }
  }
}

/// Finds the turns of extensions among steps.
struct TurnFinder {
  /// What tells of a step.
  struct Step {
    var actor: ActorName?
    var action: ActionName?
    /// What the step chooses in a sheet.
    var chosen: String?
  }

  /// Places of steps.
  struct Turn: Hashable {
    var opening: Int
    var waking: Int
    var steps: [Int]
  }

  var steps: [Step]
  var probes: [ActorName: ProbeName]

  var turns: [Turn] {
    var turns: [Turn] = []
    /// The turn that each extension is in.
    var open: [ProbeName: Int] = [:]
    var sheet: Int?
    for (index, step) in steps.enumerated() {
      if step.action == "share.present" { sheet = index }
      if let woken = woken(by: step) {
        open[woken] = turns.count
        turns.append(Turn(opening: sheet ?? index, waking: index, steps: []))
        sheet = nil
      } else if let probe = probe(of: index), let turn = open[probe] {
        turns[turn].steps.append(index)
      }
    }
    return turns
  }

  /// Steps of extensions that nothing wakes before.
  var orphans: [Int] {
    let known = Set(turns.flatMap(\.steps))
    return steps.indices.filter { probe(of: $0) != nil && !known.contains($0) }
  }

  /// The extension that takes a step; nil for apps and the host.
  private func probe(of index: Int) -> ProbeName? {
    steps[index].actor.flatMap { probes[$0] }.flatMap { Vocabulary.extensions[$0] == nil ? nil : $0 }
  }

  private func woken(by step: Step) -> ProbeName? {
    guard step.action == "sheet.choose", let chosen = step.chosen else { return nil }
    return Vocabulary.extensions[ProbeName(chosen)] == nil ? nil : ProbeName(chosen)
  }
}
