import DeviceProtocol
public import Foundation

/// ideviceinstaller in both of its forms: options (1.1.1) and subcommands (1.2.0).
public struct AppInstaller: Sendable {
  var environment: ToolEnvironment
  var udid: String

  public init(environment: ToolEnvironment, udid: String) {
    self.environment = environment
    self.udid = udid
  }

  /// The apps that people installed, by bundle identifier.
  /// - Throws: `PhoneError`, `ToolError`.
  public func list() async throws -> [InstalledApplication] {
    let usesOptions = try await usesOptions()
    let arguments = usesOptions ? ["-l", "-o", "xml"] : ["list", "--xml"]
    let output = try await perform(arguments, limits: ToolLimits(time: .seconds(60), output: 64 << 20))
    return try Self.applications(in: output.standardOutput, command: output.command)
  }

  /// Installs a package.
  public func install(_ package: URL) async throws {
    let arguments = try await usesOptions() ? ["-i", package.path] : ["install", package.path]
    _ = try await perform(arguments, limits: Self.slow)
  }

  /// Removes an app with its containers.
  public func uninstall(bundle: String) async throws {
    let arguments = try await usesOptions() ? ["-U", bundle] : ["uninstall", bundle]
    _ = try await perform(arguments, limits: Self.slow)
  }

  /// Reads what `-o xml` or `--xml` printed.
  static func applications(in printed: Data, command: String) throws -> [InstalledApplication] {
    let value = try PropertyListReading.read(printed, command: command)
    guard case .array(let list) = value else {
      throw ToolError.unreadable(command: command, why: "it is no array")
    }
    return list.compactMap { InstalledApplication($0) }.sorted { $0.bundle < $1.bundle }
  }

  private static let slow = ToolLimits(time: .seconds(300), output: 16 << 20)

  private func usesOptions() async throws -> Bool {
    try await environment.help(of: .installer).contains("--list-apps")
  }

  private func perform(_ arguments: [String], limits: ToolLimits) async throws -> ToolOutput {
    let output = try await environment.run(.installer, ["-u", udid] + arguments, limits: limits)
    let complaint = output.standardError + String(decoding: output.standardOutput.prefix(400), as: UTF8.self)
    guard output.isSuccess else {
      if let known = PhoneError.reading(complaint, udid: udid) { throw known }
      if complaint.contains("Could not start com.apple."), let reason = await refusal() { throw reason }
      throw ToolError.failed(
        command: output.command, status: output.status, complaint: ToolOutput.tail(of: complaint))
    }
    return output
  }

  /// Why lockdownd does not start the service that installs apps: ideviceinstaller 1.1.1 keeps the reason to itself.
  private func refusal() async -> PhoneError? {
    do throws(HouseArrestError) {
      let door = PhoneDoor(udid: udid, address: try UsbmuxAddress(environment.muxAddress), wait: .seconds(5))
      try await door.open(service: "com.apple.mobile.installation_proxy").close()
      return nil
    } catch {
      return switch error {
      case .locked(let udid): .locked(udid: udid)
      case .trustPending(let udid): .trustPending(udid: udid)
      case .trustDenied(let udid): .trustRefused(udid: udid)
      case .notPaired(let udid): .notPaired(udid: udid, detail: "no valid pair record")
      case .noSuchPhone(let udid, _): .notAttached(udid: udid)
      default: nil
      }
    }
  }
}
