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
          message: error.value(at: "userInfo.NSLocalizedDescription.string")?.stringValue
            ?? error.value(at: "userInfo.NSLocalizedDescription")?.stringValue))
      next = error.value(at: "userInfo.NSUnderlyingError.error")
    }
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
    public var isPhysical: Bool

    init?(_ value: JSONValue) {
      guard let identifier = value["identifier"]?.stringValue else { return nil }
      func text(_ path: String) -> String? { value.value(at: path)?.stringValue }
      self.identifier = identifier
      udid = text("hardwareProperties.udid")
      name = text("deviceProperties.name")
      version = text("deviceProperties.osVersionNumber")
      build = text("deviceProperties.osBuildUpdate")
      developerMode = text("deviceProperties.developerModeStatus")
      pairing = text("connectionProperties.pairingState")
      tunnel = text("connectionProperties.tunnelState")
      transport = text("connectionProperties.transportType")
      isPhysical = text("hardwareProperties.reality") != "virtual"
    }

    public var isReachable: Bool { tunnel != "unavailable" && (pairing == nil || pairing == "paired") }
  }
}
