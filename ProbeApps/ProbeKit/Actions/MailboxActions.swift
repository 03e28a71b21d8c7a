import ProbeProtocol

/// What a containing app does for its extension.
enum MailboxActions {
  static let all = [put, collect]

  static let put = Action("mailbox.put") { context in
    let mailbox = try context.mailbox()
    let orders = try context.arguments.text("orders")
    do throws(OrderInboxError) {
      _ = try OrderInbox.orders(encoded: orders)
    } catch {
      throw ArgumentProblem("argument 'orders': \(error)")
    }
    try mailbox.put(orders)
    return ActionResult(.ok)
  }

  static let collect = Action("mailbox.collect") { context in
    let files = try context.mailbox().collect(run: context.run)
    return ActionResult(.ok, ["files": .array(files.map(JSONValue.string))])
  }
}

extension ActionContext {
  /// The mailbox of the extension that `probe` names.
  func mailbox() throws -> Mailbox {
    let probe = ProbeName(try arguments.text("probe"))
    guard SafeName.isSafe(probe.rawValue) else {
      throw ArgumentProblem("argument 'probe' is no name: use a-z, 0-9, . - _")
    }
    guard let group = mailboxGroup else {
      throw SystemError.notModelled(
        "an App Group named '\(ProbeManifest.mailboxGroup)' in the actor's Info.plist")
    }
    return try Mailbox(probe: probe, group: group, system: system)
  }
}
