public import ProbeProtocol

/// What acts inside a probe app: takes order lists, carries the orders out and reports.
///
/// One agent serves a process for as long as it lives. Every call blocks until its list is done, and lists are done
/// one after another, so an app calls it off its main thread.
public final class Agent: Sendable {
  private let system: any ProbeSystem
  private let probe: ProbeName
  private let surroundings: Surroundings
  private let logs = Locked<[String: EventLog]>([:])

  /// What an agent has beside the operating system; an agent without any takes orders and acts at once.
  public struct Surroundings: Sendable {
    /// The sharing UI.
    public var desk: (any SharingDesk)?
    /// The App Group that the app shares with its extensions.
    public var mailboxGroup: String?
    /// The folder that stands for the home directory of journals; the process's own home where it is nil.
    public var journalHome: String?
    /// The notifications that orders can wait for.
    public var triggers: TriggerBoard?
    /// Is told what the agent does, on the thread on which it acts.
    public var watch: @Sendable (Progress) -> Void

    public init(
      desk: (any SharingDesk)? = nil, mailboxGroup: String? = nil, journalHome: String? = nil,
      triggers: TriggerBoard? = nil, watch: @escaping @Sendable (Progress) -> Void = { _ in }
    ) {
      self.desk = desk
      self.mailboxGroup = mailboxGroup
      self.journalHome = journalHome
      self.triggers = triggers
      self.watch = watch
    }
  }

  /// What an agent does with an order.
  public enum Progress: Hashable, Sendable {
    case waits(Order, OrderTrigger)
    case begins(Order)
    case ended(Order, Outcome)
  }

  public init(system: any ProbeSystem, probe: ProbeName, _ surroundings: Surroundings = Surroundings()) {
    self.system = system
    self.probe = probe
    self.surroundings = surroundings
  }

  /// Carries out all orders of the list in turn: a `begin` event with the arguments, the action, an `end` event with
  /// its outcome. The process's first event in each journal is a `hello`.
  /// - Parameter place: From which notification on the list's triggers count; the next one unless told otherwise.
  public func run(_ list: OrderList, from place: TriggerBoard.Place? = nil) {
    logs.withLock { logs in
      var place = place ?? surroundings.triggers?.end
      for order in list.orders {
        let journal = JournalPath.file(
          run: list.run, scenario: order.scenario, repetition: order.repetition, actor: list.actor)
        var log = logs[journal] ?? opened(journal, for: order, of: list)
        let trouble = wait(for: order, from: &place)
        surroundings.watch(.begins(order))
        surroundings.watch(.ended(order, carryOut(order, of: list, after: trouble, &log)))
        logs[journal] = log
      }
    }
  }

  private func opened(_ journal: String, for order: Order, of list: OrderList) -> EventLog {
    var log = EventLog(
      system: system, run: list.run, key: list.key, actor: list.actor, probe: probe, journal: journal,
      home: surroundings.journalHome)
    log.recordHello(at: .init(scenario: order.scenario, repetition: order.repetition))
    return log
  }

  /// Waits until the order may be carried out; why it may not be where its time does not come.
  private func wait(for order: Order, from place: inout TriggerBoard.Place?) -> Outcome? {
    guard let trigger = order.after else { return nil }
    surroundings.watch(.waits(order, trigger))
    if let signal = trigger.signal {
      guard let triggers = surroundings.triggers, var reached = place else {
        return .unsupported(
          "\(probe) gets no notifications, and \(order.action) waits for '\(signal.rawValue)'")
      }
      guard triggers.wait(for: signal, from: &reached, within: trigger.limit) else {
        return .unsupported("'\(signal.rawValue)' did not come within \(trigger.limit) ms")
      }
      place = reached
    }
    system.sleep(milliseconds: trigger.delay)
    return nil
  }

  private func carryOut(
    _ order: Order, of list: OrderList, after trouble: Outcome?, _ log: inout EventLog
  ) -> Outcome {
    let place = EventLog.Place(
      scenario: order.scenario, repetition: order.repetition, step: order.step)
    func end(_ result: ActionResult, begun data: [String: JSONValue]?) -> Outcome {
      if let data { log.record(.begin, at: place, action: order.action, data: data) }
      log.record(.end, at: place, action: order.action, outcome: result.outcome, data: result.data)
      return result.outcome
    }
    if let trouble { return end(ActionResult(trouble), begun: order.arguments) }
    guard let action = ActionTable.action(named: order.action),
      let specification = ActionCatalogue.specification(of: order.action)
    else {
      let reason = "\(probe) knows no action '\(order.action)'"
      return end(ActionResult(.unsupported(reason)), begun: order.arguments)
    }
    do throws(ArgumentProblem) {
      let arguments = try Arguments(order.arguments, of: specification, home: system.homeDirectory)
      log.record(.begin, at: place, action: order.action, data: arguments.understood)
      let context = ActionContext(
        system: system, arguments: arguments, actor: list.actor, run: list.run, desk: surroundings.desk,
        mailboxGroup: surroundings.mailboxGroup)
      return end(action.perform(context), begun: nil)
    } catch {
      return end(ActionResult(.unsupported("\(order.action): \(error)")), begun: order.arguments)
    }
  }
}
