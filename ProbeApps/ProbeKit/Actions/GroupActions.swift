import ProbeProtocol

/// What an actor does with an App Group: its container and its user defaults.
enum GroupActions {
  static let all = [locate, write, read]

  static let locate = Action("group.locate") { context in
    guard let path = context.system.groupContainer(try context.arguments.text("group")) else {
      return ActionResult(.none, ["path": .null])
    }
    return ActionResult(.ok, ["path": .string(path)])
  }

  static let write = Action("defaults.write") { context in
    let arguments = context.arguments
    try context.system.setDefault(
      suite: arguments.text("suite"), key: arguments.text("key"), value: arguments.text("value"))
    return ActionResult(.ok)
  }

  static let read = Action("defaults.read") { context in
    let arguments = context.arguments
    let value = try context.system.defaultValue(suite: arguments.text("suite"), key: arguments.text("key"))
    return ActionResult(.ok, ["value": value.map(JSONValue.string) ?? .null])
  }
}
