public import ProbeProtocol

/// One target: an app, an extension, the UI test or a library.
public struct ProjectTarget: Hashable, Sendable {
  /// The kinds that there are, by XcodeGen's words.
  public enum Kind: String, Hashable, Sendable {
    case app = "application"
    case appExtension = "app-extension"
    case library = "library.static"
    case uiTest = "bundle.ui-testing"
  }

  public var name: String
  /// nil for a type that is none of the known ones.
  public var kind: Kind?
  /// Files and folders, from `ProbeApps`.
  public var sources: [String]
  /// The lowest iOS.
  public var deployment: String
  public var settings: [String: String]
  /// What is added to the Info.plist.
  public var info: [String: JSONValue]
  public var entitlements: [String: JSONValue]
  /// Names of targets.
  public var dependencies: [String]

  init(name: String, _ value: JSONValue, deployment: String) {
    self.name = name
    self.kind = value["type"]?.stringValue.flatMap(Kind.init)
    self.sources = (value["sources"]?.arrayValue ?? []).compactMap {
      $0.stringValue ?? $0["path"]?.stringValue
    }
    self.deployment = value["deploymentTarget"]?.stringValue ?? deployment
    self.settings = (value["settings"]?["base"]?.objectValue ?? [:]).compactMapValues(\.stringValue)
    self.info = value["info"]?["properties"]?.objectValue ?? [:]
    self.entitlements = value["entitlements"]?["properties"]?.objectValue ?? [:]
    self.dependencies = (value["dependencies"]?.arrayValue ?? []).compactMap { $0["target"]?.stringValue }
  }

  /// The bundle identifier, with build settings as they are written.
  public var bundle: String { settings["PRODUCT_BUNDLE_IDENTIFIER"] ?? "" }
  /// The executable's name, which is a process's name in the log.
  public var executable: String { settings["PRODUCT_NAME"] ?? name }
  /// App Groups by short name.
  public var groups: [String: String] {
    (info["SandProbeGroups"]?.objectValue ?? [:]).compactMapValues(\.stringValue)
  }
  /// App Groups that it is signed for.
  public var entitledGroups: [String] {
    (entitlements["com.apple.security.application-groups"]?.arrayValue ?? []).compactMap(\.stringValue)
  }
  public var claims: [ClaimID] {
    (info["SandProbeClaims"]?.arrayValue ?? []).compactMap(\.stringValue).map { ClaimID($0) }
  }
  /// `NSExtensionPointIdentifier`.
  public var extensionPoint: String? { info["NSExtension"]?["NSExtensionPointIdentifier"]?.stringValue }
}
