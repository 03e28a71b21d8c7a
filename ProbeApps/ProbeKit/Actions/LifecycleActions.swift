import ProbeProtocol

/// Where the app stands.
enum LifecycleActions {
  static let all = [state]

  static let state = Action("app.state") { context in
    ActionResult(.ok, ["state": .string(try context.system.applicationState().rawValue)])
  }
}
