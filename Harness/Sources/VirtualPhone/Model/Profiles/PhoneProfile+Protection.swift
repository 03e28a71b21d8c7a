import ProbeProtocol

extension PhoneProfile {
  /// The class of a file that nobody gave one: none in 2011; no source here says it of a later phone without the
  /// capability.
  func defaultProtection(_ rules: RuleBook) -> ProtectionClass? {
    guard stands(on: .dataProtection) else { return nil }
    return rules.holds(.defaultClassIsNone) ? ProtectionClass.none : .complete
  }

  /// What a phone of which only its protected files are known can be asked.
  private static let protectionActions: Set<ActionName> = [
    "file.read", "file.write", "file.remove", "data.write", "file.create", "file.copy", "protection.set",
    "protection.read", "file.attributes", "protection.state", "protection.notices", "handle.open",
    "handle.read", "handle.write", "handle.close", "app.state",
  ]

  /// Why an action would ask for what no source of the profile describes; nil where one does.
  func unmodelled(_ action: ActionName) -> String? {
    guard !stands(on: .fileSharing), !Self.protectionActions.contains(action) else { return nil }
    return "\(action) on iOS \(version): the source of the profile \(name) speaks of protected files only"
  }
}
