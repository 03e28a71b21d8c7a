public import ProbeProtocol

/// One thing that a probe can do: its name in the catalogue and the code that does it.
public struct Action: Sendable {
  /// The name that orders use.
  public let name: ActionName
  private let body: @Sendable (ActionContext) throws -> ActionResult

  /// - Parameter body: Throws `SystemError` where the system refuses, `ArgumentProblem` where an argument is unfit.
  public init(_ name: ActionName, _ body: @escaping @Sendable (ActionContext) throws -> ActionResult) {
    self.name = name
    self.body = body
  }

  /// Carries the action out. Every trouble becomes an outcome; nothing is thrown.
  public func perform(_ context: ActionContext) -> ActionResult {
    do {
      return try body(context)
    } catch let error as SystemError {
      return ActionResult(error.outcome)
    } catch let problem as ArgumentProblem {
      return ActionResult(.unsupported("\(name): \(problem)"))
    } catch {
      return ActionResult(.unsupported("\(name): \(error)"))
    }
  }
}

/// What an action works with.
public struct ActionContext: Sendable {
  /// The operating system.
  public let system: any ProbeSystem
  /// The order's arguments, checked against the catalogue.
  public let arguments: Arguments
  /// Who acts.
  public let actor: ActorName
  /// In which run.
  public let run: RunID
  /// The sharing UI; nil where the actor has none.
  public let desk: (any SharingDesk)?
  /// The App Group that the actor shares with its extensions; nil where it has none.
  public let mailboxGroup: String?
  /// The performance that the order belongs to, as a word.
  let scope: String
  /// What earlier steps hold open.
  let handles: HandleTable
  /// What the system announced.
  let notices: TriggerBoard

  init(
    system: any ProbeSystem, arguments: Arguments, actor: ActorName, run: RunID,
    desk: (any SharingDesk)? = nil, mailboxGroup: String? = nil, scope: String, handles: HandleTable,
    notices: TriggerBoard
  ) {
    self.system = system
    self.arguments = arguments
    self.actor = actor
    self.run = run
    self.desk = desk
    self.mailboxGroup = mailboxGroup
    self.scope = scope
    self.handles = handles
    self.notices = notices
  }
}

/// How an action ended and what it found.
public struct ActionResult: Hashable, Sendable {
  public var outcome: Outcome
  /// The members that the catalogue lists as results.
  public var data: [String: JSONValue]

  public init(_ outcome: Outcome, _ data: [String: JSONValue] = [:]) {
    self.outcome = outcome
    self.data = data
  }
}
