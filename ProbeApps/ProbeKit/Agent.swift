public import ProbeProtocol

/// What acts inside a probe app: takes order lists, carries the orders out and reports.
///
/// One agent serves a process for as long as it lives. Every call blocks until its list is done, so an app calls it off
/// its main thread. One order is carried out at a time; a list that waits lets others pass.
public final class Agent: Sendable {
  private let system: any ProbeSystem
  private let probe: ProbeName
  private let surroundings: Surroundings
  private let handles = HandleTable()
  private let notices: TriggerBoard
  private let keeper = Locked(NoticeKeeper())

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
    notices = surroundings.triggers ?? TriggerBoard()
    notices.observe { [weak self] in self?.reportNotices() }
  }

  /// Carries out all orders of the list in turn: a `begin` event with the arguments, the action, an `end` event with
  /// its outcome. The process's first event in each journal is a `hello`.
  /// - Parameter place: From which notification on the list's triggers count; the next one unless told otherwise.
  public func run(_ list: OrderList, from place: TriggerBoard.Place? = nil) {
    var place = place ?? surroundings.triggers?.end
    for order in list.orders {
      let trouble = wait(for: order, from: &place)
      keeper.withLock { keeper in
        keeper.report(from: notices)
        var desk = self.desk(for: order, of: list, in: keeper)
        surroundings.watch(.begins(order))
        surroundings.watch(.ended(order, carryOut(order, of: list, after: trouble, &desk.log)))
        keeper.desks[journal(of: order, in: list)] = desk
        keeper.report(from: notices)
      }
    }
    reportNotices()
  }

  /// Says in the journal that a list came which waits for its moment, so that the harness knows that it arrived: an app
  /// may have others that wait before it.
  public func announce(_ list: OrderList) {
    guard let order = list.orders.first(where: { $0.after != nil }) else { return }
    keeper.withLock { keeper in
      var desk = self.desk(for: order, of: list, in: keeper)
      noteWait(for: order, at: desk.place, &desk.log)
      keeper.desks[journal(of: order, in: list)] = desk
    }
    reportNotices()
  }

  private func journal(of order: Order, in list: OrderList) -> String {
    JournalPath.file(
      run: list.run, scenario: order.scenario, repetition: order.repetition, actor: list.actor)
  }

  private func desk(for order: Order, of list: OrderList, in keeper: NoticeKeeper) -> NoticeKeeper.Desk {
    let journal = journal(of: order, in: list)
    return keeper.desks[journal]
      ?? NoticeKeeper.Desk(
        log: opened(journal, for: order, of: list),
        place: .init(scenario: order.scenario, repetition: order.repetition))
  }

  /// Reports what the system announced. Whoever carries out orders at the moment does it between two of them.
  private func reportNotices() {
    while keeper.withLock({ $0.isBehind(notices) }, orElse: false) {
      keeper.withLock({ $0.report(from: notices) }, orElse: ())
    }
  }

  private func noteWait(for order: Order, at place: EventLog.Place, _ log: inout EventLog) {
    guard let trigger = order.after else { return }
    var data: [String: JSONValue] = [
      "notice": .string(SystemNotice.waits), "step": .string(order.step.rawValue),
      "delay": .int(trigger.delay),
    ]
    if let signal = trigger.signal { data["for"] = .string(signal.rawValue) }
    log.record(.notice, at: place, data: data)
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
      guard let notice = triggers.wait(for: signal, from: &reached, within: trigger.limit) else {
        if trigger.isOptional {
          system.sleep(milliseconds: Int(reached.left(of: trigger.limit + trigger.delay) * 1_000))
          return nil
        }
        return .unsupported("'\(signal.rawValue)' did not come within \(trigger.limit) ms")
      }
      place = reached
      // From the notification on: lists that wait for one notification do not add up their delays.
      let passed = max(0, system.uptime - notice.uptime) / 1_000_000
      system.sleep(milliseconds: max(0, trigger.delay - passed))
    } else {
      system.sleep(milliseconds: trigger.delay)
    }
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
    let shown =
      ActionCatalogue.specification(of: order.action)?.shown(order.arguments) ?? order.arguments
    if let trouble { return end(ActionResult(trouble), begun: shown) }
    guard let action = ActionTable.action(named: order.action),
      let specification = ActionCatalogue.specification(of: order.action)
    else {
      let reason = "\(probe) knows no action '\(order.action)'"
      return end(ActionResult(.unsupported(reason)), begun: shown)
    }
    if let what = system.unmodelled(order.action) {
      return end(ActionResult(SystemError.notModelled(what).outcome), begun: shown)
    }
    do throws(ArgumentProblem) {
      let arguments = try Arguments(order.arguments, of: specification, home: system.homeDirectory)
      log.record(.begin, at: place, action: order.action, data: specification.shown(arguments.understood))
      let context = ActionContext(
        system: system, arguments: arguments, actor: list.actor, run: list.run, desk: surroundings.desk,
        mailboxGroup: surroundings.mailboxGroup, scope: "\(order.scenario)/\(order.repetition)",
        handles: handles, notices: notices)
      return end(action.perform(context), begun: nil)
    } catch {
      return end(ActionResult(.unsupported("\(order.action): \(error)")), begun: shown)
    }
  }
}
