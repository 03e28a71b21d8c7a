import Foundation

/// Brings apps onto a phone and off it, by whichever program suits its iOS. Whether it worked is for the phone's own list
/// to say.
struct PackageInstaller: Sendable {
  var environment: ToolEnvironment
  var udid: String

  private static let slow = ToolLimits(time: .seconds(300), output: 16 << 20)

  /// - Throws: `PhoneError`, `ToolError`.
  func install(_ package: URL) async throws {
    guard try await route() == .devicectl else {
      return try await AppInstaller(environment: environment, udid: udid).install(package)
    }
    try await devicectl { $0.install(package.path) }
  }

  /// - Throws: `PhoneError`, `ToolError`.
  func uninstall(bundle: String) async throws {
    guard try await route() == .devicectl else {
      return try await AppInstaller(environment: environment, udid: udid).uninstall(bundle: bundle)
    }
    try await devicectl { $0.uninstall(bundle) }
  }

  private func route() async throws -> InstallRoute {
    guard environment.path(named: "xcrun") != nil else { return .ideviceinstaller }
    let version = try await LockdownValues.read(udid: udid, environment).productVersion
    return InstallRoute(systemVersion: version, hasDevicectl: true)
  }

  private func devicectl(_ command: (DevicectlRoute) -> ToolCommand) async throws {
    let answer = DevicectlList.answerFile
    defer { try? FileManager.default.removeItem(at: answer) }
    let command = command(DevicectlRoute(device: udid, json: answer.path))
    let output = try await environment.run(command, limits: Self.slow)
    guard let words = InstallComplaint.words(output, answer: try? Data(contentsOf: answer)) else { return }
    throw ToolError.failed(
      command: command.line, status: output?.status ?? "nothing", complaint: words)
  }
}
