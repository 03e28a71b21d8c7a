/// The external programs that the harness runs.
public enum Tool: String, Sendable, CaseIterable {
  case deviceList = "idevice_id"
  case deviceInfo = "ideviceinfo"
  case log = "idevicesyslog"
  case installer = "ideviceinstaller"
  case portForward = "iproxy"

  /// The Debian package that holds it.
  public var debianPackage: String {
    switch self {
    case .deviceList, .deviceInfo, .log: "libimobiledevice-utils"
    case .installer: "ideviceinstaller"
    case .portForward: "libusbmuxd-tools"
    }
  }

  /// The Homebrew formula that holds it.
  public var homebrewFormula: String {
    switch self {
    case .deviceList, .deviceInfo, .log: "libimobiledevice"
    case .installer: "ideviceinstaller"
    case .portForward: "libusbmuxd"
    }
  }

  /// The command that installs it on this kind of machine.
  public var installCommand: String {
    #if os(Linux)
      "sudo apt-get install \(debianPackage)"
    #else
      "brew install \(homebrewFormula)"
    #endif
  }
}
