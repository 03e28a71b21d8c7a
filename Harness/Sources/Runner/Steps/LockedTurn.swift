import Device
import Foundation
import ProbeProtocol
import RunFolder
import Scenario
import Verdict

/// Carries out scenarios for which the phone is locked once: what each does before, the orders for what its apps do
/// while it is locked, the lock, what the host does, the unlocking, and the rest.
struct LockedTurn {
  let context: RunContext
  let conductor: any ConductorConnection
  private var runners: [ScenarioRunner]
  /// Runners that are out of it: skipped, or failed.
  private var out: Set<Int> = []
  private var launched: Set<ProbeName> = []

  init(context: RunContext, conductor: any ConductorConnection, runners: [ScenarioRunner]) {
    self.context = context
    self.conductor = conductor
    self.runners = runners
  }

  /// - Throws: `RunFolderError`, `CancellationError`; what goes wrong with a scenario is noted instead.
  mutating func run() async throws {
    do {
      for index in runners.indices where try await !runners[index].begin() { out.insert(index) }
      guard out.count < runners.count else { return }
      try await each { runner in
        try await runner.carryOut(steps: runner.scenario.steps.prefix { $0.moment != .locked })
      }
      if try await lock() {
        try await act()
        let isUnlocked = try await unlock()
        try await each { runner in
          let rest = runner.scenario.steps.drop { $0.moment != .locked }.drop { $0.moment == .locked }
          if isUnlocked {
            try await runner.carryOut(steps: rest)
          } else {
            // On a phone that is still locked they would be refused, and that says nothing.
            try await runner.leaveOut(rest, "nobody unlocked the phone")
          }
        }
      }
      for index in runners.indices where !out.contains(index) { try await runners[index].end() }
    } catch {
      // A phone that stays locked would keep the next run out.
      await shielded(context.limits.closing) { [conductor] in _ = try? await conductor.unlock() }
      for index in runners.indices where !out.contains(index) { await runners[index].save() }
      throw error
    }
  }

  /// Where what concerns all of them is noted: at the first that takes part.
  private var place: Place? { runners.indices.first { !out.contains($0) }.map { runners[$0].place } }

  // MARK: - The lock

  /// Hands out the orders and locks the phone.
  /// - Returns: false where it could not be locked, which the records of the steps left out say. It is no absent
  ///   precondition: the claims stay open.
  private mutating func lock() async throws -> Bool {
    let began = ContinuousClock.now
    let wait = context.limits.lockWait
    let limit = context.limits.locking
    // A phone without a passcode announces nothing, and whether another one does is itself a claim: an app that hears
    // nothing acts when the phone must be locked by now.
    let trigger = OrderTrigger(
      signal: .locking, delay: wait.milliseconds, limit: limit.milliseconds, isOptional: true)
    try await each { runner in try await runner.stand(waitingFor: trigger) }
    if context.operatorBook != nil, let place = self.place {
      let screen = ScreenStepRunner(context: context, conductor: conductor)
      if try await screen.run(.lock, in: place, evidence: ScreenEvidence()) == nil {
        try await giveUp("nobody and nothing locked the phone")
        return false
      }
    }
    do {
      let reply = try await conductor.lock()
      guard ContinuousClock.now - began < limit else {
        _ = try await unlock()
        try await giveUp("locking the phone took longer than the apps wait for it")
        return false
      }
      let way = reply.way.map { "by \($0)" } ?? "it was locked already"
      try await context.recorder.note(.phoneLocked, message: way)
      return true
    } catch let error as ConductorError {
      try await giveUp("the phone could not be locked: \(error)")
      return false
    }
  }

  /// What happens while the phone is locked: the host's steps after the wait, and the ends of the apps' steps.
  private mutating func act() async throws {
    context.recorder.observe(
      .waiting(for: "protected files to close on the locked phone", atMost: context.limits.lockWait))
    try await Task.sleep(for: context.limits.lockWait)
    let wait = context.limits.lockWait
    try await each { runner in try await runner.actLocked(after: wait) }
  }

  /// Unlocks the phone, or waits until somebody does.
  /// - Returns: false where it stayed locked, or nothing tells.
  private func unlock() async throws -> Bool {
    if context.operatorBook != nil, let place = self.place {
      let screen = ScreenStepRunner(context: context, conductor: conductor)
      if try await screen.run(.unlock, in: place, evidence: ScreenEvidence()) != nil {
        try await context.recorder.note(.phoneUnlocked)
        return true
      }
    }
    do {
      let reply = try await conductor.unlock()
      try await context.recorder.note(.phoneUnlocked, message: reply.way.map { "by \($0)" })
      return true
    } catch is ConductorError {
      // It needs a person, or its answer was lost: the phone itself says how it stands.
      context.recorder.observe(
        .waiting(for: "the phone to be unlocked by hand", atMost: context.limits.unlocking))
    }
    let deadline = ContinuousClock.now + context.limits.unlocking
    while ContinuousClock.now < deadline {
      if let state = try? await conductor.isLocked(), !state.isLocked {
        try await context.recorder.note(.phoneUnlocked, message: "by hand")
        return true
      }
      try await Task.sleep(for: .milliseconds(500))
    }
    try await context.recorder.note(.phoneUnlocked, message: "it was not: nobody unlocked the phone")
    return false
  }

  /// Leaves out what was to be done on the locked phone, and what comes after it.
  private mutating func giveUp(_ reason: String) async throws {
    try await each { runner in
      try await runner.leaveOut(runner.scenario.steps.drop { $0.moment != .locked }, reason)
    }
  }

  // MARK: - All scenarios

  /// Does something with each scenario that is not out of it yet. Apps that one has launched are reached by the next
  /// as they run.
  private mutating func each(_ body: (inout ScenarioRunner) async throws -> Void) async throws {
    for index in runners.indices where !out.contains(index) {
      runners[index].launched = launched
      do {
        try await body(&runners[index])
      } catch let error as RunFolderError {
        throw error
      } catch {
        if error is OperatorLeft { throw error }
        try Task.checkCancellation()
        let runner = runners[index]
        try await context.recorder.note(.failed, in: runner.place, message: "\(error)")
        context.recorder.observe(
          .scenarioFailed(runner.scenario.id, repetition: runner.repetition, reason: "\(error)"))
        await runner.save()
        out.insert(index)
      }
      launched = runners[index].launched
    }
  }
}

extension ScenarioRunner {
  /// Hands every app what it is to do on the locked phone, and waits until it says that it waits.
  mutating func stand(waitingFor trigger: OrderTrigger) async throws {
    let steps = scenario.steps.filter { $0.moment == .locked && $0.actor != .host }
    let runner = StepRunner(context: context, conductor: conductor)
    for casting in scenario.actors {
      var prepared: [PreparedStep] = []
      for step in steps where step.actor == casting.actor {
        context.recorder.observe(.stepBegan(scenario.id, step.id))
        guard var ready = try await prepare(step) else { continue }
        ready.step.timeLimit += trigger.limit
        prepared.append(ready)
      }
      guard !prepared.isEmpty, try await runner.send(prepared, after: trigger) else { continue }
      standing += prepared
      _ = await context.live.wait(
        for: .waits(scenario.id, repetition, casting.actor), within: context.limits.canary)
    }
  }

  /// Notes that steps were not carried out, and why.
  func leaveOut(_ steps: some Sequence<Step>, _ reason: String) async throws {
    for step in steps {
      let place = Place(
        scenario: scenario.id, repetition: repetition, step: step.id, actor: step.actor,
        probe: scenario.probe(of: step.actor))
      try await context.recorder.note(.stepNotSent, in: place, message: reason)
      context.recorder.observe(.stepNotSent(scenario.id, step.id, reason: reason))
    }
  }

  /// Takes the host's steps on the locked phone, in their place among the apps', whose ends are waited for.
  mutating func actLocked(after wait: Duration) async throws {
    let runner = StepRunner(context: context, conductor: conductor)
    for step in scenario.steps where step.moment == .locked {
      if step.actor == .host {
        context.recorder.observe(.stepBegan(scenario.id, step.id))
        try await carryOutOnHost(step)
      } else if let prepared = standing.first(where: { $0.step.id == step.id }) {
        save(step, try await runner.finish(prepared)?.data)
      }
    }
    standing = []
  }
}

extension Duration {
  /// As a number of milliseconds.
  fileprivate var milliseconds: Int { Int(seconds * 1_000) }
}
