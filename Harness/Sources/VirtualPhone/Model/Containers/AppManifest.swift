import ProbeProtocol

/// An app as its package describes it.
struct AppManifest: Hashable, Sendable {
  var bundle: String
  /// The probe's name; nil for the system's own apps.
  var probe: ProbeName?
  var name: String
  var executable: String
  var version: String
  /// App Groups by the name that scenarios use.
  var groups: [String: String] = [:]
  var sharesFiles = false
  var isDebuggable = true
  /// One of the system's own apps, which has no container that the host could see.
  var isSystem = false
}

extension AppManifest {
  /// Version that every probe app carries.
  static let probeVersion = "1"
  static let sharedGroup = ["shared": "group.dev.sandprobe.shared"]

  /// The probe apps. The runner's bundle and executable are named as Xcode names those of a UI-test runner.
  static let probes: [AppManifest] = [
    probe("IsolatedA"), probe("IsolatedB"), probe("GroupMemberA", groups: sharedGroup),
    probe("GroupMemberB", groups: sharedGroup), probe("Outsider"),
    AppManifest(
      bundle: "dev.sandprobe.Conductor.xctrunner", probe: .conductor, name: "Conductor",
      executable: "Conductor-Runner", version: probeVersion),
    // After those that were there first, whose containers keep their names.
    probe("Sender"), probe("Receiver"), probe("ShareHost", groups: mailbox("share")),
    probe("ActionHost", groups: mailbox("action")), probe("ProviderHost", groups: mailbox("provider")),
    probe("ReplicaHost", groups: mailbox("replica")), probe("PickerClient"),
    probe("DocumentBrowser"), probe("DocumentInPlace", sharesFiles: true), probe("DocumentHidden"),
    probe("ProtectionOn"), probe("ProtectionOff"), probe("PrivacyNone"), probe("PrivacyAll"),
    probe("ATSDefault"), probe("ATSOpen"), probe("ATSExceptions"), probe("ATSLocal"), probe("ATSMedia"),
    probe("ATSWeb"), probe("ATSTransparency"),
  ]

  /// Some of the apps that every phone has.
  static let systemApps: [AppManifest] = [
    system("com.apple.DocumentsApp", "Files"), system("com.apple.Preferences", "Preferences"),
    system("com.apple.mobilesafari", "MobileSafari"), system("com.apple.mobileslideshow", "MobileSlideShow"),
  ]

  private static func probe(
    _ name: String, groups: [String: String] = [:], sharesFiles: Bool = false
  ) -> AppManifest {
    AppManifest(
      bundle: "dev.sandprobe.\(name)", probe: ProbeName(name), name: name, executable: name,
      version: probeVersion, groups: groups, sharesFiles: sharesFiles)
  }

  /// The App Group that an app shares with its extension.
  private static func mailbox(_ name: String) -> [String: String] {
    ["mailbox": "group.dev.sandprobe.\(name)"]
  }

  private static func system(_ bundle: String, _ name: String) -> AppManifest {
    AppManifest(
      bundle: bundle, name: name, executable: name, version: "1.0", isDebuggable: false, isSystem: true)
  }
}
