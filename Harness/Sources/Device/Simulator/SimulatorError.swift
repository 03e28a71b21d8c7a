/// Why a Simulator cannot be worked with.
public enum SimulatorError: Error, Hashable, Sendable {
  /// xcrun is not installed.
  case noXcode
  /// simctl wrote something else than what it is known to write.
  case unreadable(command: String, why: String)
  case noneBooted(known: [Simulator])
  case severalBooted([String])
  case unknown(udid: String)
  case unavailable(udid: String, version: String)
  case notRunning(udid: String)
}

extension SimulatorError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noXcode: "there are no Simulators here: xcrun is not installed"
    case .unreadable(let command, let why): "what '\(command)' wrote cannot be read: \(why)"
    case .noneBooted: "no Simulator is booted"
    case .severalBooted(let udids): "\(udids.count) Simulators are booted: \(udids.joined(separator: ", "))"
    case .unknown(let udid): "no Simulator of iOS has the udid \(udid)"
    case .unavailable(let udid, let version):
      "the Simulator \(udid) cannot be used: its iOS \(version) is not installed"
    case .notRunning(let udid): "the Simulator \(udid) is not booted"
    }
  }

  /// What to do next.
  public var remedy: String {
    switch self {
    case .noXcode:
      "Run this on a Mac with Xcode; on Linux 'sandprobe run --device virtual:simulator' rehearses."
    case .unreadable:
      "Run the command by hand; if its output looks right, this version of simctl is not known yet."
    case .noneBooted(let known):
      known.first.map { "Boot one: xcrun simctl boot \($0.udid) (\($0.name), iOS \($0.version))" }
        ?? "Install a Simulator in Xcode's settings, Components."
    case .severalBooted: "Name one with --device simulator:UDID."
    case .unknown: "'xcrun simctl list devices' names those that there are."
    case .unavailable: "Install it in Xcode's settings, Components, or take another Simulator."
    case .notRunning(let udid): "Boot it: xcrun simctl boot \(udid)"
    }
  }
}
