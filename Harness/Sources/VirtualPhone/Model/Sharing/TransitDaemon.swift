import Foundation
import ProbeKit
import ProbeProtocol

/// transitd: copies what is opened in another app to the receiver's Documents/Inbox, and says so (FS-20, FS-21).
struct TransitDaemon: Sendable {
  /// What the receiver gets.
  struct Delivery: Sendable {
    var path: String
    /// An extension of the sender's file: no phone gives one, only a mutant.
    var grant: SandboxExtensions.Grant?
  }

  let core: PhoneCore

  /// - Returns: nil where no source says what happens: the sender cannot read the file itself, or one of that name has
  ///   come before.
  func deliver(_ item: SharedItem, to app: InstalledApp) -> Delivery? {
    let rules = core.rules
    guard let source = item.sender.sharedSource(item.path) else { return nil }
    let original = SandboxExtensions.Grant(path: source, access: .readWrite)
    if item.sheet == .activity, !rules.holds(.activitySheetHandsOverCopies) {
      return Delivery(path: source, grant: original)
    }
    let folder = "\(app.container)/Documents\(rules.holds(.openInArrivesInInbox) ? "/Inbox" : "")"
    let copy = "\(folder)/\(item.name)"
    do throws(SystemError) {
      try core.state.withLock { (phone) throws(SystemError) in
        try phone.files.copy(
          source, to: folder, as: item.name, owner: app.user, isLink: !rules.holds(.openInMakesACopy))
      }
    } catch {
      return nil
    }
    SharingLog(core: core).copied(source, to: folder)
    return Delivery(path: copy, grant: rules.holds(.openInGrantsNoAccess) ? nil : original)
  }
}

extension FileTree {
  /// Copies a file into a folder, which is made where it is missing.
  /// - Parameter isLink: gives the file itself a second name instead.
  fileprivate mutating func copy(
    _ source: String, to folder: String, as name: String, owner: UInt32, isLink: Bool
  ) throws(SystemError) {
    let inode = try existing(source, as: .root).inode
    guard let bytes = try node(inode).bytes else { throw .errno(.eisdir) }
    let parent = try establish(folder, owner: owner)
    guard isLink else {
      try insert(name, into: parent, .file(bytes), owner: owner, mode: 0o644)
      return
    }
    guard var entries = try node(parent).entries, entries[name] == nil else { throw .errno(.eexist) }
    entries[name] = inode
    nodes[parent]?.content = .directory(entries)
    nodes[inode]?.links += 1
  }
}
