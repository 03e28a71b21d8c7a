import ProbeProtocol

/// Who the actor is.
enum IdentityActions {
  static let all = [read]

  static let read = Action("identity.read") { context in
    let system = context.system
    return ActionResult(
      .ok,
      [
        "uid": .int(Int(system.userID)),
        "euid": .int(Int(system.effectiveUserID)),
        "user": system.userName(of: system.userID).map(JSONValue.string) ?? .null,
        "home": .string(system.homeDirectory),
        "temporary": .string(system.temporaryDirectory),
        "bundle": .string(system.bundle.identifier),
        "pid": .int(Int(system.processID)),
      ])
  }
}
