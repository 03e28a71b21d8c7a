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
  /// `UIFileSharingEnabled`.
  var sharesFiles = false
  /// `UISupportsDocumentBrowser`.
  var supportsDocumentBrowser = false
  /// `LSSupportsOpeningDocumentsInPlace`.
  var opensInPlace = false
  var isDebuggable = true
  /// One of the system's own apps, which has no container that the host could see.
  var isSystem = false
  /// Where an extension is offered; nil for an app.
  var point: ExtensionPoint?
  /// The app's own extensions.
  var extensions: [AppManifest] = []
  /// Whether other apps' text files can be opened in it as copies: its document types hold public.plain-text, and it
  /// does not open documents in place.
  var takesCopies = false

  /// Extension points by their identifiers.
  enum ExtensionPoint: String, Hashable, Sendable {
    case share = "com.apple.share-services"
    case action = "com.apple.ui-services"
    case fileProvider = "com.apple.fileprovider-nonui"
  }
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
    probe("Sender"), probe("Receiver", takesCopies: true),
    probe("ShareHost", groups: mailbox("share")).containing("ShareProbe", at: .share),
    probe("ActionHost", groups: mailbox("action")).containing("ActionProbe", at: .action),
    probe("ProviderHost", groups: mailbox("provider")).containing("FileProviderProbe", at: .fileProvider),
    probe("ReplicaHost", groups: mailbox("replica")), probe("PickerClient"),
    documentBrowser, documentInPlace, probe("DocumentHidden", takesCopies: true),
    probe("ProtectionOn"), probe("ProtectionOff"), probe("PrivacyNone"), probe("PrivacyAll"),
    probe("ATSDefault"), probe("ATSOpen"), probe("ATSExceptions"), probe("ATSLocal"), probe("ATSMedia"),
    probe("ATSWeb"), probe("ATSTransparency"),
  ]

  /// Some of the apps that every phone has.
  static let systemApps: [AppManifest] = [
    system("com.apple.DocumentsApp", "Files"), system("com.apple.Preferences", "Preferences"),
    system("com.apple.mobilesafari", "MobileSafari"), system("com.apple.mobileslideshow", "MobileSlideShow"),
  ]

  private static let documentBrowser = {
    var manifest = probe("DocumentBrowser")
    manifest.supportsDocumentBrowser = true
    return manifest
  }()

  private static let documentInPlace = {
    var manifest = probe("DocumentInPlace")
    manifest.opensInPlace = true
    manifest.sharesFiles = true
    return manifest
  }()

  private static func probe(
    _ name: String, groups: [String: String] = [:], takesCopies: Bool = false
  ) -> AppManifest {
    AppManifest(
      bundle: "dev.sandprobe.\(name)", probe: ProbeName(name), name: name, executable: name,
      version: probeVersion, groups: groups, takesCopies: takesCopies)
  }

  /// The app with an extension that is in its App Groups.
  private func containing(_ name: String, at point: ExtensionPoint) -> AppManifest {
    var app = self
    app.extensions.append(
      AppManifest(
        bundle: "\(bundle).\(name)", probe: ProbeName(name), name: name, executable: name, version: version,
        groups: groups, point: point))
    return app
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
