/// What is known of an external program.
public struct ToolFacts: Hashable, Sendable {
  public var name: String
  /// Nil where it is not installed.
  public var path: String?
  public var version: String?
  /// What it can do, asked of the program itself.
  public var abilities: [String]

  public init(name: String, path: String?, version: String? = nil, abilities: [String] = []) {
    self.name = name
    self.path = path
    self.version = version
    self.abilities = abilities
  }
}

/// A program that a run can do without.
public enum OptionalTool: String, Sendable, CaseIterable {
  case pairing = "idevicepair"
  case provisioning = "ideviceprovision"
  case pymobiledevice = "pymobiledevice3"
  case goIOS = "ios"
  case xcrun, xcodebuild
  case resultPage = "xchtmlreport"

  /// What it is good for.
  var use: String {
    switch self {
    case .pairing: "pairs the phone with this machine"
    case .provisioning: "reads provisioning profiles off the phone"
    case .pymobiledevice, .goIOS: "starts the Conductor without Xcode"
    case .xcrun: "devicectl and simctl"
    case .xcodebuild: "builds the probe apps and starts the Conductor"
    case .resultPage: "makes a page of Xcode's result bundle"
    }
  }

  /// How it is installed, in words.
  var installing: String {
    switch self {
    case .pairing, .provisioning: Tool.deviceInfo.installCommand
    case .pymobiledevice: "python3 -m pip install pymobiledevice3"
    case .goIOS: "see github.com/danielpaulus/go-ios"
    case .xcrun, .xcodebuild: "install Xcode"
    case .resultPage: "brew install xctesthtmlreport"
    }
  }

  /// Whether it exists on Macs alone.
  var isForMacs: Bool { [.xcrun, .xcodebuild, .resultPage].contains(self) }
}

extension ToolEnvironment {
  /// What is known of every program.
  public func toolFacts() async -> [ToolFacts] {
    var facts: [ToolFacts] = []
    for tool in Tool.allCases {
      guard let path = try? path(of: tool) else {
        facts.append(ToolFacts(name: tool.rawValue, path: nil))
        continue
      }
      let help = (try? await help(of: tool)) ?? ""
      facts.append(
        ToolFacts(
          name: tool.rawValue, path: path, version: await version(of: tool),
          abilities: Self.abilities(of: tool, help: help)))
    }
    for tool in OptionalTool.allCases {
      let path = path(named: tool.rawValue)
      let abilities = tool == .xcrun && path != nil ? await xcrunAbilities() : []
      facts.append(ToolFacts(name: tool.rawValue, path: path, abilities: abilities))
    }
    return facts
  }

  /// Which of Xcode's tools xcrun finds: the command line tools alone have neither.
  private func xcrunAbilities() async -> [String] {
    var abilities: [String] = []
    for name in ["devicectl", "simctl"] {
      let output = try? await run(ToolCommand("xcrun", ["--find", name]))
      abilities.append(output?.isSuccess == true ? "finds \(name)" : "does not find \(name)")
    }
    return abilities
  }

  /// What the words of `--help` show: version numbers do not tell.
  static func abilities(of tool: Tool, help: String) -> [String] {
    switch tool {
    case .log:
      help.contains("--syslog-relay")
        ? ["os_trace_relay, and syslog_relay on request"] : ["syslog_relay only: whole seconds, no subsystem"]
    case .installer: [help.contains("--list-apps") ? "takes options (1.1.1)" : "takes subcommands (1.2.0)"]
    case .portForward:
      [help.contains("LOCAL_PORT:DEVICE_PORT") ? "takes pairs of ports" : "takes two ports and a udid"]
    case .deviceList, .deviceInfo: []
    }
  }
}
