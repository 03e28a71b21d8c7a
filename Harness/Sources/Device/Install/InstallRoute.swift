/// How apps come onto a phone.
public enum InstallRoute: String, Hashable, Sendable {
  case devicectl
  case ideviceinstaller
  /// In a Simulator.
  case simctl

  /// devicectl from iOS 17 on where there is one, which is on a Mac; ideviceinstaller everywhere else. installation_proxy
  /// still answers on iOS 17 and later, so that Linux has a way too.
  public init(systemVersion: String?, hasDevicectl: Bool) {
    let major = systemVersion?.split(separator: ".").first.flatMap { Int($0) } ?? 0
    self = hasDevicectl && major >= 17 ? .devicectl : .ideviceinstaller
  }

  /// The command that installs a package.
  /// - Parameters:
  ///   - udid: of the phone or the Simulator.
  ///   - usesOptions: ideviceinstaller's older form.
  ///   - json: where devicectl writes its answer.
  public func install(_ package: String, on udid: String, usesOptions: Bool, json: String) -> ToolCommand {
    switch self {
    case .devicectl: DevicectlRoute(device: udid, json: json).install(package)
    case .ideviceinstaller:
      ToolCommand("ideviceinstaller", ["-u", udid] + (usesOptions ? ["-i"] : ["install"]) + [package])
    case .simctl: SimctlRoute(udid: udid).install(package)
    }
  }

  /// The command that removes an app.
  public func uninstall(_ bundle: String, from udid: String, usesOptions: Bool, json: String) -> ToolCommand {
    switch self {
    case .devicectl: DevicectlRoute(device: udid, json: json).uninstall(bundle)
    case .ideviceinstaller:
      ToolCommand("ideviceinstaller", ["-u", udid] + (usesOptions ? ["-U"] : ["uninstall"]) + [bundle])
    case .simctl: SimctlRoute(udid: udid).uninstall(bundle)
    }
  }
}
