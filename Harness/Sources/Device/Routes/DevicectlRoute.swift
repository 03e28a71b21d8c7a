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

  /// Whether the phone is locked; sweetpad-dev/sweetpad has a captured answer.
  public func lockState() -> ToolCommand { command(["device", "info", "lockState"], []) }
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
