import Foundation
import ProbeKit
import ProbeProtocol

/// The file providers of the phone: the local one with the documents of apps, and those that apps contain.
struct FileProviders: Sendable {
  /// What the local provider is called, on a phone set to English.
  static let localName = "On My iPhone"

  let rules: RuleBook
  /// Names of third parties' providers that were turned on: each is off until first used.
  private(set) var turnedOn: Set<String> = []

  init(rules: RuleBook) { self.rules = rules }

  mutating func turnOn(_ provider: String) { turnedOn.insert(provider) }

  /// Whether the picker asks before a provider's first use.
  func isOff(_ provider: String) -> Bool { provider != Self.localName && !turnedOn.contains(provider) }

  /// The locations of the picker with their files, the local provider first.
  func locations(_ apps: [InstalledApp], _ files: FileTree) -> [PickerFolder] {
    var local = PickerFolder(name: Self.localName)
    local.folders = apps.filter { showsDocuments($0.manifest) }.map { app in
      var folder = Self.folder(app.manifest.name, at: "\(app.container)/Documents", files)
      folder.isContainer = true
      return folder
    }
    guard rules.holds(.providerInPicker) else { return [local] }
    return [local] + apps.compactMap(providerFolder)
  }

  /// Whether the local provider shows an app's Documents. Of an app with one of the two older keys alone no source
  /// speaks; no probe is one.
  private func showsDocuments(_ manifest: AppManifest) -> Bool {
    guard !manifest.isSystem, manifest.probe != .conductor else { return false }
    if manifest.supportsDocumentBrowser { return rules.holds(.documentBrowserShowsDocuments) }
    if manifest.opensInPlace, manifest.sharesFiles { return rules.holds(.inPlaceSharingShowsDocuments) }
    return !rules.holds(.otherDocumentsAreHidden)
  }

  private static func folder(_ name: String, at path: String, _ files: FileTree) -> PickerFolder {
    var folder = PickerFolder(name: name)
    guard let found = try? files.existing(path, as: .root),
      let entries = try? files.node(found.inode).entries
    else { return folder }
    for (name, inode) in entries.sorted(by: { $0.key < $1.key }) {
      guard let node = try? files.node(inode) else { continue }
      let path = "\(found.place.canonical)/\(name)"
      switch node.content {
      case .directory: folder.folders.append(Self.folder(name, at: path, files))
      case .file: folder.files[name] = PickableFile(path: path)
      case .link, .mount: continue
      }
    }
    return folder
  }

  private func providerFolder(of app: InstalledApp) -> PickerFolder? {
    guard let provider = Self.provider(in: app), let storage = storage(of: provider, in: app) else {
      return nil
    }
    var folder = PickerFolder(name: provider.manifest.name)
    for item in ProviderShelf.items {
      folder.files[item.name] = PickableFile(
        path: "\(storage)/\(ProviderShelf.path(of: item))", item: item, owner: app.user)
    }
    return folder
  }

  /// The provider that an app contains, which keeps its files in an App Group. The kind whose files the system keeps
  /// came with iOS 16, of which no profile is.
  private static func provider(in app: InstalledApp) -> InstalledApp? {
    app.extensions.first { $0.manifest.point == .fileProvider }
  }

  /// Where a provider keeps its files (FS-41): in the App Group that its Info.plist names, which is the one that it
  /// shares with its app.
  private func storage(of provider: InstalledApp, in app: InstalledApp) -> String? {
    guard rules.holds(.providerStorageInGroup) else { return "\(app.container)/File Provider Storage" }
    let group = provider.manifest.groups[ProbeManifest.mailboxGroup]
    return group.flatMap { provider.groupContainers[$0] }.map { "\($0)/File Provider Storage" }
  }
}

extension FileTree {
  /// What a provider does when one of its files is wanted: it puts the file into its storage unless it is there.
  mutating func provide(_ file: PickableFile) throws(SystemError) {
    guard let item = file.item, (try? existing(file.path, as: .root)) == nil else { return }
    try place(file: file.path, Data(item.content.utf8), owner: file.owner, directoryOwner: file.owner)
  }

  /// Lets everybody write a file as far as its mode goes.
  mutating func openMode(of path: String) {
    guard let found = try? existing(path, as: .root) else { return }
    nodes[found.inode]?.mode = 0o666
  }
}
