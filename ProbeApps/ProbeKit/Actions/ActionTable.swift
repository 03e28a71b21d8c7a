public import ProbeProtocol

/// Every action that ProbeKit can take: the catalogue without what only the harness can do.
public enum ActionTable {
  /// All actions, in the catalogue's order of families.
  public static let all: [Action] =
    IdentityActions.all + DirectoryActions.all + FileActions.all + ModeActions.all + ProcessActions.all
    + GroupActions.all + RaceActions.all + RecordActions.all + DeskActions.all + ScopeActions.all
    + MailboxActions.all + ProtectionActions.all + HandleActions.all + LifecycleActions.all

  /// The action of that name; nil where there is none.
  public static func action(named name: ActionName) -> Action? { byName[name] }

  private static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
}
