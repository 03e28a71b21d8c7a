import ProbeProtocol
import Scenario

/// A step at the screen with its variables replaced.
struct PreparedScreenStep: Sendable {
  var step: ScreenStep
  var place: Place
  var evidence: ScreenEvidence
}

/// The steps at the screen of one group, which are taken one after another beside its orders.
struct ScreenGroup: Sendable {
  var runner: ScreenStepRunner
  var steps: [PreparedScreenStep]
  /// Holds the time of the orders; released when nothing is done at the screen any more.
  var hold: StepHold?

  /// - Returns: the results of each; nil where it was not done.
  /// - Throws: As ``ScreenStepRunner/run(_:in:evidence:)`` does.
  func run() async throws -> [JSONValue?] {
    var results: [JSONValue?] = []
    do {
      for step in steps {
        results.append(try await runner.run(step.step, in: step.place, evidence: step.evidence))
      }
    } catch {
      await hold?.release()
      throw error
    }
    await hold?.release()
    return results
  }
}
