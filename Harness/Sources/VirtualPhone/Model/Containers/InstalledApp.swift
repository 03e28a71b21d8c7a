import DeviceProtocol
import ProbeProtocol

/// An app on the phone with its places.
struct InstalledApp: Hashable, Sendable {
  var manifest: AppManifest
  /// The `.app` folder.
  var path: String
  /// The data container; empty for the system's own apps.
  var container: String
  /// The user it runs as.
  var user: UInt32
  /// Containers by group identifier.
  var groupContainers: [String: String]
  /// The app's own extensions, each with a container of its own.
  var extensions: [InstalledApp] = []

  /// The app as installation_proxy describes it.
  var description: PropertyList {
    var members: [String: PropertyList] = [
      "CFBundleIdentifier": .string(manifest.bundle), "CFBundleName": .string(manifest.name),
      "CFBundleDisplayName": .string(manifest.name), "CFBundleExecutable": .string(manifest.executable),
      "CFBundleVersion": .string(manifest.version), "CFBundleShortVersionString": .string(manifest.version),
      "ApplicationType": manifest.isSystem ? "System" : "User", "Path": .string(path),
      "UIFileSharingEnabled": .bool(manifest.sharesFiles), "StaticDiskUsage": 1_048_576,
      "DynamicDiskUsage": 65_536,
    ]
    // Keys of an Info.plist that has not got them are absent.
    if manifest.supportsDocumentBrowser { members["UISupportsDocumentBrowser"] = true }
    if manifest.opensInPlace { members["LSSupportsOpeningDocumentsInPlace"] = true }
    guard !manifest.isSystem else { return .dictionary(members) }
    members["Container"] = .string(container)
    members["Entitlements"] = .dictionary(entitlements)
    members["SignerIdentity"] = "Apple Development: SandProbe (VIRTUAL000)"
    if let probe = manifest.probe { members["SandProbeName"] = .string(probe.rawValue) }
    if !manifest.groups.isEmpty {
      members["SandProbeGroups"] = .dictionary(manifest.groups.mapValues(PropertyList.string))
      members["GroupContainers"] = .dictionary(groupContainers.mapValues(PropertyList.string))
    }
    return .dictionary(members)
  }

  private var entitlements: [String: PropertyList] {
    var members: [String: PropertyList] = [
      "application-identifier": .string("VIRTUAL000.\(manifest.bundle)"),
      "com.apple.developer.team-identifier": "VIRTUAL000",
      "get-task-allow": .bool(manifest.isDebuggable),
    ]
    if !manifest.groups.isEmpty {
      members["com.apple.security.application-groups"] = .array(
        manifest.groups.values.sorted().map(PropertyList.string))
    }
    return members
  }
}
