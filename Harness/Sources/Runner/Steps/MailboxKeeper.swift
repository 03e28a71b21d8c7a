import Device
import Foundation
import ProbeProtocol
import Scenario
import Verdict

/// Reaches extensions through the apps that contain them: leaves orders in the App Group that the two share, and has the
/// journals brought to where the harness can pull them.
struct MailboxKeeper: Sendable {
  var context: RunContext
  var conductor: any ConductorConnection

  /// What a containing app is to do.
  struct Errand: Sendable {
    var app: ProbeName
    var delivery: Conductor.OrdersRequest.Delivery
    /// The performance that it is for.
    var place: Place
    /// Tells errands of one performance apart.
    var number: Int
  }

  /// Leaves an extension's orders. Between two of them lies the time that the kernel may take for its word.
  /// - Returns: why they could not be left; nil where they lie there.
  /// - Throws: `RunFolderError`, `CancellationError`.
  func put(_ steps: [PreparedStep], for probe: ProbeName, on errand: Errand) async throws -> String? {
    guard let actor = steps.first?.step.actor else { return nil }
    let pause = OrderTrigger(signal: nil, delay: context.manifest.settings.grace)
    let orders = steps.enumerated().map { index, prepared in
      Order(
        scenario: prepared.place.scenario, repetition: prepared.place.repetition, step: prepared.step.id,
        action: prepared.step.action, arguments: prepared.arguments, after: index == 0 ? nil : pause)
    }
    let list = OrderList(
      run: context.manifest.id, key: context.manifest.key, actor: actor, orders: orders)
    let arguments: [String: JSONValue] = [
      "probe": .string(probe.rawValue), "orders": .string(list.encoded),
    ]
    return try await run("mailbox.put", arguments, on: errand)
  }

  /// Has the containing app fetch an extension's journals.
  /// - Returns: why it could not; nil where it did.
  /// - Throws: `RunFolderError`, `CancellationError`.
  func collect(_ probe: ProbeName, on errand: Errand) async throws -> String? {
    try await run("mailbox.collect", ["probe": .string(probe.rawValue)], on: errand)
  }

  private func run(
    _ action: ActionName, _ arguments: [String: JSONValue], on errand: Errand
  ) async throws -> String? {
    guard let bundle = context.bundle(of: errand.app) else { return "\(errand.app) is not installed" }
    // No step of a scenario can be named so.
    let step = Step(id: StepID("\(action).\(errand.number)"), actor: .mailbox, action: action)
    var place = errand.place
    (place.step, place.actor, place.probe) = (step.id, .mailbox, errand.app)
    let prepared = PreparedStep(
      step: step, place: place, probe: errand.app, bundle: bundle, arguments: arguments,
      delivery: errand.delivery)
    let sender = StepRunner(context: context, conductor: conductor)
    guard try await sender.send(prepared) else { return "\(errand.app) could not be reached" }
    return try await outcome(of: prepared).map { $0 == .ok ? nil : "\(action) ended with \($0)" }
      ?? "\(errand.app) did not say within \(step.timeLimit) ms that it had done \(action)"
  }

  /// How the errand ended, from the log or else from the app's journal; nil where neither tells in time.
  private func outcome(of prepared: PreparedStep) async throws -> Outcome? {
    let (step, place) = (prepared.step, prepared.place)
    let deadline = ContinuousClock.now + .milliseconds(step.timeLimit)
    let keeper = JournalKeeper(context: context)
    repeat {
      let slice = min(context.limits.journalPoll, max(deadline - .now, .zero))
      if await context.live.wait(for: .end(place.scenario, place.repetition, step.id), within: slice) {
        return await context.live.endEvent(place.scenario, place.repetition, step.id)?.outcome
      }
      try Task.checkCancellation()
      if let event = await keeper.endEvent(of: step, probe: prepared.probe, in: place) {
        return event.outcome
      }
    } while ContinuousClock.now < deadline
    return nil
  }
}
