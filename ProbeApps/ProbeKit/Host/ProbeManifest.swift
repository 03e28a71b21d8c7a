public import ProbeProtocol

/// What a probe's Info.plist says of it. Bundle and group identifiers depend on who signs, so they are read from there.
public struct ProbeManifest: Hashable, Sendable {
  /// The short name of the App Group that an app shares with its extensions.
  public static let mailboxGroup = "mailbox"

  /// `SandProbeName`.
  public var probe: ProbeName
  /// `SandProbeGroups`: App Groups by the short name that scenarios use.
  public var groups: [String: String]
  /// `SandProbeClaims`: the claims that the probe is there for.
  public var claims: [ClaimID]
  /// `SandProbeNote`: what sets it apart, in a sentence.
  public var note: String

  /// - Parameter info: The bundle's Info.plist.
  public init(info: [String: Any]) {
    self.probe = ProbeName(info["SandProbeName"] as? String ?? "")
    self.groups = info["SandProbeGroups"] as? [String: String] ?? [:]
    self.claims = (info["SandProbeClaims"] as? [String] ?? []).map { ClaimID($0) }
    self.note = info["SandProbeNote"] as? String ?? ""
  }
}
