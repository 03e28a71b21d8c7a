import ProbeProtocol
import Scenario

/// Steps at the screen, before they are taken.
extension ScenarioRunner {
  /// Remembers whether an app put on the screen what it was to show.
  mutating func noteShowing(_ prepared: PreparedStep, _ outcome: Outcome?) {
    guard Self.showing.contains(prepared.step.action) else { return }
    guard case .unsupported(let reason) = outcome else { return unshown[prepared.probe] = nil }
    unshown[prepared.probe] = "\(prepared.step.id) showed nothing: \(reason)"
  }

  /// Remembers that an app was not even told to put something on the screen.
  mutating func noteUnsent(_ step: Step) {
    guard Self.showing.contains(step.action), let probe = scenario.probe(of: step.actor) else { return }
    unshown[probe] = "\(step.id) was not sent"
  }

  private static let showing: Set<ActionName> = ["share.present", "picker.present"]

  /// Replaces the variables of a step at the screen; nil, and a note, where it cannot be taken.
  mutating func prepareAtScreen(_ step: Step) async throws -> PreparedScreenStep? {
    do {
      let arguments = try JSONValue.object(step.arguments).resolved(with: variables).objectValue ?? [:]
      let probe = arguments["probe"]?.stringValue.map { ProbeName($0) }
      if step.action.rawValue.hasPrefix("sheet.") || step.action.rawValue.hasPrefix("picker."),
        let reason = probe.flatMap({ unshown[$0] })
      {
        return try await refuseAtScreen(step, reason)
      }
      let screen = try ScreenStep(step.action, arguments, bundle: probe.flatMap(context.bundle))
      return PreparedScreenStep(
        step: screen, place: place(of: step), evidence: ScreenEvidence(arguments))
    } catch let missing as MissingVariable {
      return try await refuseAtScreen(step, "\(missing): the step that should have saved it gave none")
    } catch let bad as BadScreenStep {
      return try await refuseAtScreen(step, "\(bad)")
    }
  }

  private func refuseAtScreen(_ step: Step, _ reason: String) async throws -> PreparedScreenStep? {
    _ = try await keepBack(step, reason)
    return nil
  }
}
