import Device
import Foundation
import ProbeProtocol
import RunFolder
import Scenario
import Verdict

/// Carries out the steps that the host takes itself.
struct HostStepRunner: Sendable {
  var context: RunContext

  /// Reinstalls a probe app.
  /// - Throws: `RunFolderError`, `CancellationError`; what goes wrong on the phone is the step's outcome.
  func reinstall(_ probe: ProbeName, in place: Place) async throws {
    let outcome: Outcome
    if let bundle = context.bundle(of: probe), let package = context.phone.package(of: probe) {
      do {
        try await context.phone.reinstall(bundle: bundle, from: package)
        outcome = .ok
      } catch {
        try Task.checkCancellation()
        outcome = .error(.init(domain: "sandprobe.host", code: 1, message: "\(error)"))
      }
    } else {
      outcome = .unsupported("no installable package of \(probe) is at hand")
    }
    try await context.recorder.note(
      .hostStep, in: place, outcome: outcome, data: ["probe": .string(probe.rawValue)])
    if let step = place.step { context.recorder.observe(.stepEnded(place.scenario, step, outcome)) }
  }

  /// Notes a step of the host that nobody knows how to take.
  func refuse(_ action: ActionName, in place: Place, why: String) async throws {
    try await context.recorder.note(.stepNotSent, in: place, message: "\(action): \(why)")
    if let step = place.step { context.recorder.observe(.stepNotSent(place.scenario, step, reason: why)) }
  }
}
