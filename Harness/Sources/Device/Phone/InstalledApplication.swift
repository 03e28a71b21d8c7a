package import DeviceProtocol
import Foundation
public import ProbeProtocol

/// An app as installation_proxy describes it.
public struct InstalledApplication: Hashable, Sendable {
  public var bundle: String
  /// `CFBundleVersion`.
  public var version: String
  /// Which probe it is, by the key `SandProbeName` of its Info.plist; nil for any other app. The Info.plist of the
  /// Conductor's runner is Xcode's own and has no such key: it is known by its bundle identifier, the target's with
  /// `.xctrunner` behind it.
  public var probe: ProbeName?
  /// The key `SandProbeGroups` of its Info.plist: App Groups by the short name that scenarios use.
  public var groups: [String: String]
  /// The key `SandProbeBuild` of its Info.plist: the digest of the sources that it was built from.
  public var build: String?
  /// What the installed build was signed with.
  public var entitlements: [String: JSONValue]

  public init(
    bundle: String, version: String, probe: ProbeName? = nil, groups: [String: String] = [:],
    build: String? = nil, entitlements: [String: JSONValue] = [:]
  ) {
    self.bundle = bundle
    self.version = version
    self.probe = probe
    self.groups = groups
    self.build = build
    self.entitlements = entitlements
  }

  /// Reads one dictionary of the list; nil where it has no bundle identifier.
  package init?(_ value: PropertyList) {
    guard let bundle = value["CFBundleIdentifier"]?.stringValue else { return nil }
    self.init(
      bundle: bundle, version: value["CFBundleVersion"]?.stringValue ?? "",
      probe: value["SandProbeName"]?.stringValue.map { ProbeName($0) }
        ?? (bundle.hasSuffix(".\(ProbeName.conductor).xctrunner") ? .conductor : nil),
      groups: value["SandProbeGroups"]?.dictionaryValue?.compactMapValues(\.stringValue) ?? [:],
      build: value["SandProbeBuild"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 },
      entitlements: value["Entitlements"]?.dictionaryValue?.mapValues { JSONValue($0) } ?? [:])
  }
}
