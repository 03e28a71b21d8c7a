import DeviceProtocol
public import Foundation

/// What a provisioning profile says: a signed message with a property list in it, whose signature is not checked here.
public struct ProvisioningProfile: Hashable, Sendable {
  public var name: String
  /// `TEAMID.bundle.identifier`.
  public var applicationID: String
  public var team: String?
  /// Seconds since 1970.
  public var expires: Double?
  /// Days that it was made for: seven for a personal team.
  public var days: Int?

  public init(name: String, applicationID: String, team: String?, expires: Double?, days: Int?) {
    self.name = name
    self.applicationID = applicationID
    self.team = team
    self.expires = expires
    self.days = days
  }

  /// Nil where no property list is in it.
  public init?(_ bytes: Data) {
    guard let start = bytes.range(of: Data("<?xml".utf8)),
      let end = bytes.range(of: Data("</plist>".utf8), in: start.lowerBound..<bytes.endIndex),
      let value = try? PropertyListSerialization.propertyList(
        from: bytes[start.lowerBound..<end.upperBound], format: nil) as? [String: Any],
      let entitlements = value["Entitlements"] as? [String: Any],
      let application = entitlements["application-identifier"] as? String
    else { return nil }
    name = value["Name"] as? String ?? ""
    applicationID = application
    team = (value["TeamIdentifier"] as? [String])?.first
    expires = (value["ExpirationDate"] as? Date)?.timeIntervalSince1970
    days = value["TimeToLive"] as? Int
  }

  /// Whether a personal team made it: its profiles last seven days.
  public var isOfPersonalTeam: Bool { days == 7 }
}

extension Doctor {
  /// App IDs that a personal team may have at a time.
  private static let personalAppIDs = 10

  /// What there is to say of signing.
  /// - Parameters:
  ///   - profiles: nil where none could be read.
  ///   - xcode: what `xcodebuild -version` says; nil where there is none.
  public func findings(of profiles: [ProvisioningProfile]?, xcode: String?) -> [DoctorFinding] {
    var findings: [DoctorFinding] = []
    findings.append(self.xcode(xcode))
    guard let profiles, !profiles.isEmpty else {
      findings.append(
        DoctorFinding(
          .signing, "profiles", .unknown,
          "no provisioning profile could be read: neither team nor days left are known",
          remedy: "run this on the Mac that built the apps, or with ideviceprovision and the phone attached"))
      return findings
    }
    for team in Set(profiles.compactMap(\.team)).sorted() {
      findings += self.findings(of: profiles.filter { $0.team == team }, team: team)
    }
    return findings
  }

  /// The oldest that the project was written for (phone-side.md).
  private static let oldestXcode = 26

  private func xcode(_ words: String?) -> DoctorFinding {
    guard isMac else {
      return DoctorFinding(
        .signing, "Xcode", .unknown, "not checked: this is no Mac",
        remedy: "run this on the Mac that builds the apps")
    }
    guard let words else {
      return DoctorFinding(
        .signing, "Xcode", .warning, "not installed: probe apps cannot be built here",
        remedy: "install Xcode")
    }
    let version = words.split(separator: " ").dropFirst().first?.split(separator: ".").first
    if let major = version.flatMap({ Int($0) }), major < Self.oldestXcode {
      return DoctorFinding(
        .signing, "Xcode", .warning, "\(words): older than what the probe apps are written for",
        remedy: "install Xcode \(Self.oldestXcode) or later")
    }
    return DoctorFinding(.signing, "Xcode", .ok, words)
  }

  private func findings(of profiles: [ProvisioningProfile], team: String) -> [DoctorFinding] {
    var findings: [DoctorFinding] = []
    if let first = profiles.compactMap(\.expires).min() {
      let days = Int(((first - now) / 86_400).rounded(.down))
      findings.append(
        days < 0
          ? DoctorFinding(
            .signing, "team \(team)", .problem, "a profile ran out \(-days) days ago: its app does not start",
            remedy: "build and install again: make apps TEAM=\(team), sandprobe install")
          : DoctorFinding(
            .signing, "team \(team)", days < 2 ? .warning : .ok, "its first profile runs out in \(days) days")
      )
    }
    guard profiles.contains(where: \.isOfPersonalTeam) else { return findings }
    let count = Set(profiles.map(\.applicationID)).count
    findings.append(
      DoctorFinding(
        .signing, "App IDs", count >= Self.personalAppIDs ? .warning : .ok,
        "\(count) of the \(Self.personalAppIDs) that a personal team may have in seven days, as far as profiles show",
        remedy: count >= Self.personalAppIDs ? "wait until one is seven days old, or use a paid team" : nil))
    return findings
  }
}
