public import DeviceProtocol
import Foundation

/// What lockdownd tells of a phone.
public struct LockdownValues: Hashable, Sendable {
  /// All values without a domain, by key.
  public var values: [String: PropertyList]
  /// Whether they are of a Simulator, which has no lockdownd: what else is known of it stands in its place.
  public var isSimulator: Bool

  public init(values: [String: PropertyList], isSimulator: Bool = false) {
    self.values = values
    self.isSimulator = isSimulator
  }

  /// `XXXXXXXX-XXXXXXXXXXXXXXXX`.
  public var udid: String? { values["UniqueDeviceID"]?.stringValue }
  public var name: String? { values["DeviceName"]?.stringValue }
  /// `iPhone10,3`.
  public var productType: String? { values["ProductType"]?.stringValue }
  /// `15.2`.
  public var productVersion: String? { values["ProductVersion"]?.stringValue }
  /// `19C56`.
  public var buildVersion: String? { values["BuildVersion"]?.stringValue }
  /// Whether a passcode is set: `PasswordProtected`. A real phone says it to a paired host only.
  public var isPasscodeSet: Bool? { values["PasswordProtected"]?.boolValue }
  /// What a virtual phone says of itself; no real phone has this key.
  public var rehearsal: PropertyList? { values["SandProbeRehearsal"] }

  /// Asks a phone.
  /// - Throws: `PhoneError` where the phone does not answer as it should; `ToolError`.
  public static func read(udid: String, _ environment: ToolEnvironment) async throws -> LockdownValues {
    let output = try await environment.run(.deviceInfo, ["-u", udid, "-x"])
    guard output.isSuccess else {
      // ideviceinfo 1.3.0 says on standard output that there is no such phone.
      let words = output.standardError + String(decoding: output.standardOutput.prefix(4_096), as: UTF8.self)
      throw PhoneError.reading(words, udid: udid)
        ?? ToolError.failed(
          command: output.command, status: output.status, complaint: ToolOutput.tail(of: words))
    }
    return try reading(output.standardOutput, command: output.command)
  }

  /// The values of a domain; nil where the phone does not give them.
  public static func domain(
    _ name: String, udid: String, _ environment: ToolEnvironment
  ) async -> [String: PropertyList]? {
    guard let output = try? await environment.run(.deviceInfo, ["-u", udid, "-q", name, "-x"]),
      output.isSuccess
    else { return nil }
    return try? reading(output.standardOutput, command: output.command).values
  }

  /// Reads what `ideviceinfo -x` printed.
  static func reading(_ printed: Data, command: String) throws -> LockdownValues {
    let value = try PropertyListReading.read(printed, command: command)
    guard case .dictionary(let values) = value else {
      throw ToolError.unreadable(command: command, why: "it is no dictionary")
    }
    return LockdownValues(values: values)
  }
}
