public import Foundation
public import ProbeProtocol

/// What devicectl wrote, read leniently: every section may be missing, and later versions add more.
public struct DevicectlAnswer: Hashable, Sendable {
  /// `success`, `failed` or `timeout`; nil where it does not say.
  public var outcome: String?
  /// Of devicectl itself.
  public var version: String?
  public var result: JSONValue
  /// The errors, the outermost first: the cause is in the last.
  public var errors: [Failure]

  /// One error of the chain.
  public struct Failure: Hashable, Sendable {
    public var code: Int?
    public var domain: String?
    public var message: String?
  }

  /// Nil where it is no JSON object.
  public init?(_ bytes: Data) {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: bytes), value.objectValue != nil else {
      return nil
    }
    outcome = value.value(at: "info.outcome")?.stringValue
    version = value.value(at: "info.version")?.stringValue
    result = value["result"] ?? .null
    errors = []
    var next = value["error"]
    while let error = next, errors.count < 16 {
      errors.append(
        Failure(
          code: error["code"]?.intValue, domain: error["domain"]?.stringValue,
          message: Self.message(of: error)))
      next = error.value(at: "userInfo.NSUnderlyingError.error")
    }
  }

  /// What happened, and why where that is told.
  private static func message(of error: JSONValue) -> String? {
    let words = ["NSLocalizedDescription", "NSLocalizedFailureReason"].compactMap { name in
      error.value(at: "userInfo.\(name).string")?.stringValue
        ?? error.value(at: "userInfo.\(name)")?.stringValue
    }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// Whether it says that it worked. Where it does not say, a result counts.
  public var isSuccess: Bool { outcome.map { $0 == "success" } ?? (errors.isEmpty && result != .null) }

  /// The words of all errors, the cause last.
  public var complaint: String {
    errors.map { error in
      let name = [error.domain, error.code.map { "\($0)" }].compactMap { $0 }.joined(separator: " ")
      return [error.message, name.isEmpty ? nil : "(\(name))"].compactMap { $0 }.joined(separator: " ")
    }.joined(separator: "; ")
  }

  /// The phones of `list devices`.
  public var devices: [Device] { (result["devices"]?.arrayValue ?? []).compactMap(Device.init) }

  /// The pid of `device process launch`.
  public var launchedPID: Int? { result.value(at: "process.processIdentifier")?.intValue }

  /// Whether the phone asks for its passcode, of `device info lockState`: it is locked then. False says nothing of a phone
  /// without a passcode.
  public var isPasscodeRequired: Bool? { result["passcodeRequired"]?.boolValue }

  /// Bundle identifiers of `device install app`.
  public var installed: [String] { bundles("installedApplications") }
  /// Bundle identifiers of `device uninstall app`.
  public var uninstalled: [String] { bundles("uninstalledApplications") }

  /// The running processes; the executable may be missing.
  public var processes: [(pid: Int, executable: String?)] {
    (result["runningProcesses"]?.arrayValue ?? []).compactMap { process in
      process["processIdentifier"]?.intValue.map { ($0, process["executable"]?.stringValue) }
    }
  }

  private func bundles(_ name: String) -> [String] {
    (result[name]?.arrayValue ?? []).compactMap { $0["bundleID"]?.stringValue }
  }

  /// A phone as devicectl knows it.
  ///
  /// Up to version 3 of the JSON its members are `connectionProperties`, `deviceProperties` and `hardwareProperties`; from
  /// version 5 on, which is Xcode 27's, `properties` holds them in another form, and the old ones are deprecated
  /// (sweetpad-dev/sweetpad reads both, from captured answers).
  public struct Device: Hashable, Sendable {
    /// CoreDevice's identifier.
    public var identifier: String
    public var udid: String?
    public var name: String?
    public var version: String?
    public var build: String?
    /// `enabled` or `disabled`.
    public var developerMode: String?
    public var pairing: String?
    /// `disconnected` does not mean that it cannot be reached; `unavailable` does.
    public var tunnel: String?
    /// `wired` or `localNetwork`.
    public var transport: String?
    /// False for a Simulator, which Xcode 27 lists among the phones as `simulated`. True where it is not told.
    public var isPhysical: Bool
    /// Whether it runs iOS; a watch does not. True where it is not told.
    public var isPhone: Bool
    /// Whether the developer disk image is mounted. Xcode mounts it when it is needed.
    public var hasImage: Bool?
    /// `iPhone14,5`.
    public var productType: String?

    init?(_ value: JSONValue) {
      guard let identifier = value["identifier"]?.stringValue else { return nil }
      /// The new form before the old one.
      func text(_ paths: String...) -> String? {
        paths.lazy.compactMap { value.value(at: $0)?.stringValue }.first
      }
      self.identifier = identifier
      udid = text("properties.hardware.udid", "hardwareProperties.udid")
      name = text("properties.state.name", "deviceProperties.name")
      version = text("properties.software.osVersionNumber.stringValue", "deviceProperties.osVersionNumber")
      build = text(
        "properties.software.osBuildVersions.buildVersion.name", "deviceProperties.osBuildUpdate")
      developerMode =
        value.value(at: "properties.state.developerModeStatus")?.objectValue?.keys.first
        ?? text("deviceProperties.developerModeStatus")
      pairing = text("properties.connection.pairingState", "connectionProperties.pairingState")
      tunnel = text("properties.connection.state", "connectionProperties.tunnelState")
      transport = text("properties.connection.transportType", "connectionProperties.transportType")
      isPhysical =
        text("properties.hardware.reality", "hardwareProperties.reality").map { $0 == "physical" } ?? true
      isPhone =
        text("properties.hardware.platform", "hardwareProperties.platform").map { $0 == "iOS" } ?? true
      hasImage = value.value(at: "deviceProperties.ddiServicesAvailable")?.boolValue
      productType = text("properties.hardware.productType", "hardwareProperties.productType")
    }

    public var isReachable: Bool { tunnel != "unavailable" && (pairing == nil || pairing == "paired") }
  }
}
