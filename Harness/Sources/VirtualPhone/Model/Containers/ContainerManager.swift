import Foundation
import ProbeKit
import ProbeProtocol

/// Installs and removes apps, and keeps their containers: what containermanagerd and installd do between them.
struct ContainerManager: Sendable {
  /// A group's container and who uses it.
  private struct Group: Sendable {
    var path: String
    var members: Set<String>
  }

  let rules: RuleBook
  let layout: PhoneLayout
  private var random: SeededRandom
  /// Apart from apps', whose containers keep their names whatever extensions there are.
  private var extensionRandom: SeededRandom
  private var apps: [String: InstalledApp] = [:]
  private var groups: [String: Group] = [:]
  /// Homes of removed apps, for the mutant that gives them out again.
  private var formerHomes: [String: String] = [:]
  private var nextOwnUser: UInt32 = 10_001

  init(rules: RuleBook, layout: PhoneLayout, seed: UInt64) {
    self.rules = rules
    self.layout = layout
    random = SeededRandom(seed: seed, stream: "containers")
    extensionRandom = SeededRandom(seed: seed, stream: "extension containers")
  }

  /// Every installed app by bundle identifier.
  var installed: [InstalledApp] { apps.values.sorted { $0.manifest.bundle < $1.manifest.bundle } }

  func app(_ bundle: String) -> InstalledApp? { apps[bundle] }

  /// Installs an app, or a newer build over an older one, which keeps its containers.
  mutating func install(_ manifest: AppManifest, in tree: inout FileTree) throws(SystemError) {
    if var present = apps[manifest.bundle] {
      present.manifest = manifest
      apps[manifest.bundle] = present
      return
    }
    var app = InstalledApp(
      manifest: manifest, path: "/Applications/\(manifest.name).app", container: "", user: PhoneLayout.mobile,
      groupContainers: [:])
    if !manifest.isSystem {
      app.user = nextUser()
      app.path = "\(layout.bundles)/\(random.nextUUID())/\(bundleFolder(of: manifest))"
      try tree.place(
        file: "\(app.path)/\(manifest.executable)", Data([0xCF, 0xFA, 0xED, 0xFE]), mode: 0o755)
      app.container = try makeHome(of: manifest.bundle, user: app.user, in: &tree)
      for group in manifest.groups.values.sorted() {
        app.groupContainers[group] = try join(group, manifest.bundle, user: app.user, in: &tree)
      }
      for manifest in manifest.extensions {
        app.extensions.append(try makeExtension(manifest, of: app, in: &tree))
      }
    }
    apps[manifest.bundle] = app
  }

  /// Removes an app, its data container, and a group's container with the group's last member.
  mutating func uninstall(_ bundle: String, from tree: inout FileTree) throws(SystemError) {
    guard let app = apps.removeValue(forKey: bundle), !app.manifest.isSystem else { return }
    if let folder = app.path.split(separator: "/").dropLast().last {
      try removeFolder("\(layout.bundles)/\(folder)", from: &tree)
    }
    for item in app.extensions { try removeFolder(item.container, from: &tree) }
    formerHomes[bundle] = app.container
    if !apps.values.contains(where: { $0.container == app.container }) {
      try removeFolder(app.container, from: &tree)
    }
    for key in app.manifest.groups.values.sorted().map({ groupKey($0, bundle) }) {
      groups[key]?.members.remove(bundle)
      guard let group = groups[key], group.members.isEmpty else { continue }
      try removeFolder(group.path, from: &tree)
      groups[key] = nil
    }
  }

  /// Extensions have containers beside those of apps: crash reports of phones name
  /// `Containers/Data/PluginKitPlugin`.
  private mutating func makeExtension(
    _ manifest: AppManifest, of app: InstalledApp, in tree: inout FileTree
  ) throws(SystemError) -> InstalledApp {
    let container = "\(layout.extensionContainers)/\(extensionRandom.nextUUID())"
    for folder in ["Documents", "Library/Caches", "Library/Preferences", "tmp"] {
      try tree.establish("\(container)/\(folder)", owner: app.user)
    }
    let path = "\(app.path)/PlugIns/\(manifest.executable).appex"
    try tree.place(
      file: "\(path)/\(manifest.executable)", Data([0xCF, 0xFA, 0xED, 0xFE]), mode: 0o755)
    return InstalledApp(
      manifest: manifest, path: path, container: container, user: app.user,
      groupContainers: app.groupContainers)
  }

  private func bundleFolder(of manifest: AppManifest) -> String { "\(manifest.executable).app" }

  private mutating func nextUser() -> UInt32 {
    guard !rules.holds(.sameUserForAllApps) else { return PhoneLayout.mobile }
    defer { nextOwnUser += 1 }
    return nextOwnUser
  }

  private mutating func makeHome(
    of bundle: String, user: UInt32, in tree: inout FileTree
  ) throws(SystemError) -> String {
    let fresh = random.nextUUID()
    let parent = rules.holds(.homeInContainers) ? layout.dataContainers : "\(layout.base)/Applications"
    var home = "\(parent)/\(fresh)"
    if !rules.holds(.homePerApp), let shared = installed.first(where: { !$0.manifest.isSystem }) {
      home = shared.container
    }
    if !rules.holds(.reinstallNewHome), let former = formerHomes[bundle] { home = former }
    for folder in ["Documents", "Library/Caches", "Library/Preferences", "tmp"] {
      try tree.establish("\(home)/\(folder)", owner: user)
    }
    return home
  }

  /// Where the group's container is filed; for the mutant, each member has its own.
  private func groupKey(_ group: String, _ bundle: String) -> String {
    rules.holds(.oneGroupContainerPerGroup) ? group : "\(group)\n\(bundle)"
  }

  private mutating func join(
    _ group: String, _ bundle: String, user: UInt32, in tree: inout FileTree
  ) throws(SystemError) -> String {
    let key = groupKey(group, bundle)
    if let present = groups[key] {
      groups[key]?.members.insert(bundle)
      return present.path
    }
    let uuid = random.nextUUID()
    let path = "\(layout.groupContainers)/\(uuid)"
    groups[key] = Group(path: path, members: [bundle])
    // Under the mutant that gives each app a user of its own, members still share the folder, if not its files.
    try tree.establish(path, owner: user, mode: rules.holds(.sameUserForAllApps) ? 0o755 : 0o777)
    guard rules.holds(.groupContainerLayout) else { return path }
    try tree.establish("\(path)/Library/Caches", owner: user)
    // Nobody says who owns the list on a phone. With an owner whom mode bits let in, the sandbox alone guards it.
    try tree.place(
      file: "\(path)/\(Sandbox.metadataName)", Self.metadata(of: group, uuid: uuid), owner: user)
    return path
  }

  private func removeFolder(_ path: String, from tree: inout FileTree) throws(SystemError) {
    let found = try tree.existing(path, as: .root)
    try tree.removeTree(found.place.name, from: found.place.parent)
  }

  /// The list's content, with the keys that the source printed from the Simulator. As XML, whose keys are sorted: the
  /// binary form's bytes would differ from one run to the next.
  private static func metadata(of group: String, uuid: String) -> Data {
    let content: [String: Any] = [
      "MCMMetadataActiveDPClass": -1, "MCMMetadataContentClass": 7, "MCMMetadataIdentifier": group,
      "MCMMetadataInfo": ["com.apple.MobileInstallation.ContentProtectionClass": -1],
      "MCMMetadataSchemaVersion": 1, "MCMMetadataUUID": uuid, "MCMMetadataVersion": 6,
      "MCMMetadataUserIdentity": ["posixGID": 20, "posixUID": 501, "type": 2, "version": "2"]
        as [String: Any],
    ]
    return (try? PropertyListSerialization.data(fromPropertyList: content, format: .xml, options: 0))
      ?? Data()
  }
}
