import ProbeProtocol

/// What an actor does to raise its privileges or to start processes.
enum ProcessActions {
  static let all = [setUserID, fork, spawn]

  /// Tells the ids afterwards whether it succeeded or not.
  static let setUserID = Action("process.setuid") { context in
    let system = context.system
    let number = try context.arguments.number("uid", in: 0...Int(UInt32.max))
    var outcome = Outcome.ok
    do throws(SystemError) {
      try system.setUserID(UInt32(number))
    } catch {
      outcome = error.outcome
    }
    return ActionResult(
      outcome, ["uid": .int(Int(system.userID)), "euid": .int(Int(system.effectiveUserID))])
  }

  static let fork = Action("process.fork") { context in
    try context.system.fork()
    return ActionResult(.ok)
  }

  static let spawn = Action("process.spawn") { context in
    let status = try context.system.spawn(context.arguments.path())
    return ActionResult(.ok, ["status": .int(Int(status))])
  }
}
