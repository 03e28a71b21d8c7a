public import ProbeProtocol

/// What acts inside a probe app: takes order lists, carries the orders out and reports.
///
/// One agent serves a process for as long as it lives. Every call blocks until its list is done, and lists are done
/// one after another, so an app calls it off its main thread.
public final class Agent: Sendable {
  private let system: any ProbeSystem
  private let probe: ProbeName
  private let logs = Locked<[String: EventLog]>([:])

  public init(system: any ProbeSystem, probe: ProbeName) {
    self.system = system
    self.probe = probe
  }

  /// Carries out all orders of the list in turn: a `begin` event with the arguments, the action, an `end` event with
  /// its outcome. The process's first event in each journal is a `hello`.
  public func run(_ list: OrderList) {
    logs.withLock { logs in
      for order in list.orders {
        let journal = JournalPath.file(
          run: list.run, scenario: order.scenario, repetition: order.repetition, actor: list.actor)
        var log = logs[journal] ?? opened(journal, for: order, of: list)
        carryOut(order, of: list, &log)
        logs[journal] = log
      }
    }
  }

  private func opened(_ journal: String, for order: Order, of list: OrderList) -> EventLog {
    var log = EventLog(
      system: system, run: list.run, key: list.key, actor: list.actor, probe: probe, journal: journal)
    log.recordHello(at: .init(scenario: order.scenario, repetition: order.repetition))
    return log
  }

  private func carryOut(_ order: Order, of list: OrderList, _ log: inout EventLog) {
    let place = EventLog.Place(
      scenario: order.scenario, repetition: order.repetition, step: order.step)
    guard let action = ActionTable.action(named: order.action),
      let specification = ActionCatalogue.specification(of: order.action)
    else {
      log.record(.begin, at: place, action: order.action, data: order.arguments)
      log.record(
        .end, at: place, action: order.action,
        outcome: .unsupported("\(probe) knows no action '\(order.action)'"))
      return
    }
    do throws(ArgumentProblem) {
      let arguments = try Arguments(order.arguments, of: specification, home: system.homeDirectory)
      log.record(.begin, at: place, action: order.action, data: arguments.understood)
      let result = action.perform(
        ActionContext(system: system, arguments: arguments, actor: list.actor))
      log.record(.end, at: place, action: order.action, outcome: result.outcome, data: result.data)
    } catch {
      log.record(.begin, at: place, action: order.action, data: order.arguments)
      log.record(.end, at: place, action: order.action, outcome: .unsupported("\(order.action): \(error)"))
    }
  }
}
