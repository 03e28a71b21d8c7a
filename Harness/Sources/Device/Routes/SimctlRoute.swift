/// simctl, for Simulators: its words as appium/node-simctl and cameroncooke/XcodeBuildMCP use them. That `spawn` runs
/// `log stream` is common knowledge.
public struct SimctlRoute: Sendable {
  public var udid: String

  public init(udid: String) { self.udid = udid }

  /// Simulators, with the runtimes and device types that tell their version, build and model.
  public static func list() -> ToolCommand { ToolCommand("xcrun", ["simctl", "list", "--json"]) }
  public func boot() -> ToolCommand { command("boot", []) }
  public func shutdown() -> ToolCommand { command("shutdown", []) }
  public func install(_ app: String) -> ToolCommand { command("install", [app]) }
  public func uninstall(_ bundle: String) -> ToolCommand { command("uninstall", [bundle]) }
  public func apps() -> ToolCommand { command("listapps", []) }
  public func terminate(_ bundle: String) -> ToolCommand { command("terminate", [bundle]) }
  public func openURL(_ url: String) -> ToolCommand { command("openurl", [url]) }

  /// A variable `SIMCTL_CHILD_NAME` reaches the app as `NAME`.
  public func launch(_ bundle: String, environment: [String: String]) -> ToolCommand {
    let names = environment.map { ("SIMCTL_CHILD_\($0.key)", $0.value) }
    return ToolCommand(
      "xcrun", ["simctl", "launch", "--terminate-running-process", udid, bundle],
      variables: Dictionary(uniqueKeysWithValues: names))
  }

  /// - Parameter group: nil for the app's own container.
  public func container(of bundle: String, group: String? = nil) -> ToolCommand {
    command("get_app_container", [bundle, group ?? "data"])
  }

  /// The Simulator's log, one JSON object a line.
  public func log() -> ToolCommand {
    command("spawn", ["log", "stream", "--style", "ndjson", "--level", "debug"])
  }

  private func command(_ word: String, _ rest: [String]) -> ToolCommand {
    ToolCommand("xcrun", ["simctl", word, udid] + rest)
  }
}
