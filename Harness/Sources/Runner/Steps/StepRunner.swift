import Device
import Foundation
import ProbeProtocol
import RunFolder
import Scenario
import Verdict

/// An order on its way: variables replaced, addressee known.
struct PreparedStep: Sendable {
  var step: Step
  var place: Place
  var probe: ProbeName
  var bundle: String
  var arguments: [String: JSONValue]
  var delivery: Conductor.OrdersRequest.Delivery
}

/// Carries out one step of a probe: sends the order, waits for its end event, closes its window.
struct StepRunner: Sendable {
  var context: RunContext
  var conductor: any ConductorConnection
  /// Held while something is done at the screen beside the step: until then its time does not run.
  var hold: StepHold?

  /// Sends the order.
  /// - Returns: whether it is on its way; what kept it back is noted.
  /// - Throws: `RunFolderError`, `CancellationError`.
  func send(_ prepared: PreparedStep) async throws -> Bool { try await send([prepared]) }

  /// Sends orders to one actor, as one list.
  /// - Parameter trigger: what the first of them waits for.
  func send(_ steps: [PreparedStep], after trigger: OrderTrigger? = nil) async throws -> Bool {
    guard let first = steps.first else { return false }
    var orders = steps.map { prepared in
      Order(
        scenario: prepared.place.scenario, repetition: prepared.place.repetition, step: prepared.step.id,
        action: prepared.step.action, arguments: prepared.arguments)
    }
    orders[0].after = trigger
    let list = OrderList(
      run: context.manifest.id, key: context.manifest.key, actor: first.step.actor, orders: orders)
    do {
      let reply = try await deliver(
        .init(bundle: first.bundle, delivery: first.delivery, orders: list.encoded), first.place)
      let message = reply == nil ? "it had arrived before the Conductor died" : nil
      for step in steps {
        try await note(step, pid: reply.flatMap { $0.pid == 0 ? nil : $0.pid }, message: message)
      }
      return true
    } catch let error as RunFolderError {
      throw error
    } catch let error as ConductorError {
      guard case .timedOut = error else { return try await refuse(steps, "\(error)") }
      // It may have arrived all the same: the actor's journal will tell.
      for step in steps { try await note(step, pid: nil, message: "\(error)") }
      return true
    } catch {
      try Task.checkCancellation()
      return try await refuse(steps, "\(error)")
    }
  }

  private func note(_ prepared: PreparedStep, pid: Int32?, message: String? = nil) async throws {
    let shown = ActionCatalogue.specification(of: prepared.step.action)?.shown(prepared.arguments)
    try await context.recorder.note(
      .orderSent, in: prepared.place, pid: pid, data: .object(shown ?? prepared.arguments), message: message)
  }

  /// Hands the orders over; where the Conductor died or was started anew, once more when it serves this run again.
  /// - Returns: nil where the actor had got them all the same.
  private func deliver(
    _ request: Conductor.OrdersRequest, _ place: Place
  ) async throws -> Conductor.OrdersReply? {
    do {
      return try await conductor.send(request)
    } catch let error as ConductorError {
      guard error.isOfADeadConductor,
        try await ConductorKeeper(context: context).waitUntilServed(by: conductor)
      else { throw error }
      if await context.live.hasSeen(.acted(place.scenario, place.repetition, place.step)) { return nil }
      return try await conductor.send(request)
    }
  }

  /// Waits for the end event, then fences the window.
  /// - Returns: the end event, from the log or else from the journal; nil where there is none in time.
  func finish(_ prepared: PreparedStep) async throws -> Event? {
    let end = try await waitForEnd(prepared)
    try Task.checkCancellation()
    if end != nil {
      try await Task.sleep(for: .milliseconds(context.manifest.settings.grace))
    }
    try await fence(prepared.place)
    return end
  }

  private func refuse(_ steps: [PreparedStep], _ reason: String) async throws -> Bool {
    for prepared in steps {
      try await context.recorder.note(.stepNotSent, in: prepared.place, message: reason)
      context.recorder.observe(.stepNotSent(prepared.place.scenario, prepared.step.id, reason: reason))
    }
    return false
  }

  private func waitForEnd(_ prepared: PreparedStep) async throws -> Event? {
    let step = prepared.step
    let place = prepared.place
    var deadline = ContinuousClock.now + .milliseconds(step.timeLimit)
    let keeper = JournalKeeper(context: context)
    var event: Event?
    var source: String?
    while event == nil {
      let left = deadline - .now
      let slice = min(context.limits.journalPoll, max(left, .zero))
      if await context.live.wait(for: .end(place.scenario, place.repetition, step.id), within: slice) {
        event = await context.live.endEvent(place.scenario, place.repetition, step.id)
      }
      try Task.checkCancellation()
      if await hold?.isHeld == true { deadline = .now + .milliseconds(step.timeLimit) }
      if event == nil {
        // A log that loses lines must not stop the run: the journal has the event too.
        event = await keeper.endEvent(of: step, probe: prepared.probe, in: place)
        if event != nil { source = "from the journal; the log did not carry it in time" }
      }
      if ContinuousClock.now >= deadline { break }
    }
    guard let event else {
      try await context.recorder.note(
        .stepTimedOut, in: place, message: "no end event within \(step.timeLimit) ms")
      context.recorder.observe(.stepTimedOut(place.scenario, step.id))
      return nil
    }
    try await context.recorder.note(
      .stepEnded, in: place, pid: event.pid, outcome: event.outcome, message: source)
    context.recorder.observe(.stepEnded(place.scenario, step.id, event.outcome))
    return event
  }

  /// Closes the window; without a fence the window stays open to the next event, so that the run goes on regardless.
  private func fence(_ place: Place) async throws {
    guard let step = place.step else { return }
    do {
      let logged = try await conductor.fence(
        .init(scenario: place.scenario, repetition: place.repetition, step: step))
      try await context.recorder.note(.fenceSent, in: place, data: ["sequence": .int(logged.sequence)])
      _ = await context.live.wait(for: .conductor(logged.sequence), within: context.limits.fence)
    } catch let error as ConductorError {
      try await context.recorder.note(.fenceSent, in: place, message: "\(error)")
    }
  }
}

extension ConductorError {
  /// Whether the Conductor is gone, or was started anew and knows nothing of this run.
  fileprivate var isOfADeadConductor: Bool {
    switch self {
    case .unreachable: true
    case .refused(let refusal): refusal.code == .noSession
    case .timedOut, .badReply: false
    }
  }
}

/// Whether something is done at the screen beside the orders of a group.
actor StepHold {
  private(set) var isHeld = true

  func release() { isHeld = false }
}
