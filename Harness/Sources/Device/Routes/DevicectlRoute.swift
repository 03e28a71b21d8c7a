/// devicectl of Xcode 15 and later, for phones with iOS 17 and later.
///
/// What it answers goes to a file: on standard output a table for people comes first.
public struct DevicectlRoute: Sendable {
  /// CoreDevice's identifier, or the UDID.
  public var device: String
  /// The file for the answer.
  public var json: String

  public init(device: String, json: String) {
    self.device = device
    self.json = json
  }

  /// - Parameter seconds: below 5 is an error of devicectl.
  public static func list(json: String, seconds: Int = 5) -> ToolCommand {
    ToolCommand(
      "xcrun", ["devicectl", "list", "devices", "--timeout", "\(max(5, seconds))", "--json-output", json])
  }

  public func install(_ app: String) -> ToolCommand { command(["device", "install", "app"], [app]) }
  public func uninstall(_ bundle: String) -> ToolCommand {
    command(["device", "uninstall", "app"], [bundle])
  }

  /// - Parameter environment: given as one JSON dictionary; the bundle comes last.
  public func launch(_ bundle: String, environment: String, isAnew: Bool = true) -> ToolCommand {
    command(
      ["device", "process", "launch"],
      (isAnew ? ["--terminate-existing"] : []) + ["--environment-variables", environment, bundle])
  }

  public func processes() -> ToolCommand { command(["device", "info", "processes"], []) }
  public func terminate(_ pid: Int32) -> ToolCommand {
    command(["device", "process", "terminate"], ["--pid", "\(pid)"])
  }
  public func apps() -> ToolCommand { command(["device", "info", "apps"], ["--include-all-apps"]) }

  /// Where devicectl finds files.
  public enum Domain: String, Sendable, CaseIterable {
    case appDataContainer, appGroupDataContainer, temporary, rootStaging, systemCrashLogs
  }

  public func copy(
    _ source: String, of identifier: String, in domain: Domain, to destination: String
  ) -> ToolCommand {
    command(
      ["device", "copy", "from"],
      [
        "--domain-type", domain.rawValue, "--domain-identifier", identifier, "--source", source,
        "--destination",
        destination,
      ])
  }

  private func command(_ words: [String], _ rest: [String]) -> ToolCommand {
    ToolCommand("xcrun", ["devicectl"] + words + ["--device", device, "--json-output", json] + rest)
  }
}

/// simctl, for Simulators.
public struct SimctlRoute: Sendable {
  public var udid: String

  public init(udid: String) { self.udid = udid }

  public static func list() -> ToolCommand { ToolCommand("xcrun", ["simctl", "list", "devices", "--json"]) }
  public func boot() -> ToolCommand { command("boot", []) }
  public func shutdown() -> ToolCommand { command("shutdown", []) }
  public func install(_ app: String) -> ToolCommand { command("install", [app]) }
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
