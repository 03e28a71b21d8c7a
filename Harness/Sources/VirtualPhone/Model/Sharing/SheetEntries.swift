import ProbeKit

/// What the system's sheets offer for a text file.
///
/// The apps that take a copy, by the label that UI tests look for, and the share and action extensions by their names: the
/// sheets of UIDocumentInteractionController have both (FS-39), as UIActivityViewController has (FS-27). Apps that open
/// documents in place are left out: of what happens there no source says a word.
enum SheetEntries {
  private static let copyPrefix = "Copy to "

  static func labels(for sheet: SharingSheet, on core: PhoneCore) -> [String] {
    let apps = core.state.withLock { $0.containers.installed }
    let copying = apps.filter(\.manifest.takesCopies).map { copyPrefix + $0.manifest.name }
    let hasExtensions = sheet == .activity || core.rules.holds(.menuOffersExtensions)
    return copying + (hasExtensions ? extensions(in: apps).map(\.manifest.name) : [])
  }

  /// The app that takes a copy.
  static func copyingApp(_ label: String, on core: PhoneCore) -> InstalledApp? {
    guard label.hasPrefix(copyPrefix) else { return nil }
    let name = label.dropFirst(copyPrefix.count)
    return core.state.withLock { $0.containers.installed }
      .first { $0.manifest.takesCopies && $0.manifest.name == name }
  }

  static func sharingExtension(_ label: String, on core: PhoneCore) -> InstalledApp? {
    extensions(in: core.state.withLock { $0.containers.installed }).first { $0.manifest.name == label }
  }

  private static func extensions(in apps: [InstalledApp]) -> [InstalledApp] {
    apps.flatMap(\.extensions).filter { $0.manifest.point == .share || $0.manifest.point == .action }
  }
}
