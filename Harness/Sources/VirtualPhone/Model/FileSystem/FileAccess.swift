import ProbeKit
import ProbeProtocol

/// What mode bits and read-only volumes permit.
extension FileTree {
  /// What somebody wants of a file or directory.
  enum Wish: UInt16, Hashable, Sendable {
    case read = 4
    case write = 2
    case search = 1
  }

  /// Whether owner and mode permit it. The superuser may do everything.
  func permits(_ wish: Wish, _ node: FileNode, as who: Credentials) -> Bool {
    if who.user == 0 { return true }
    if !manners.guardsSystemVolume, node.device == Self.systemDevice { return true }
    let shift: UInt16 = owns(node, who) ? 6 : 0
    return (node.mode >> shift) & wish.rawValue != 0
  }

  /// Whether somebody counts as the file's owner.
  func owns(_ node: FileNode, _ who: Credentials) -> Bool {
    guard node.owner == who.user else { return false }
    guard manners.separatesByCreator, let creator = node.creator, let bundle = who.bundle else { return true }
    return creator == bundle
  }

  /// - Throws: EROFS on a read-only volume, EACCES where mode bits refuse.
  func requireWritable(_ node: FileNode, as who: Credentials) throws(SystemError) {
    guard !isReadOnly(device: node.device) else { throw .errno(.erofs) }
    guard permits(.write, node, as: who) else { throw .errno(.eacces) }
  }

  /// - Throws: EACCES where mode bits refuse.
  func requireReadable(_ node: FileNode, as who: Credentials) throws(SystemError) {
    guard permits(.read, node, as: who) else { throw .errno(.eacces) }
  }

  /// A directory whose entries are to change.
  func requireChangeable(_ directory: Inode, as who: Credentials) throws(SystemError) {
    let node = try node(directory)
    guard node.entries != nil else { throw .errno(.enotdir) }
    try requireWritable(node, as: who)
    guard permits(.search, node, as: who) else { throw .errno(.eacces) }
  }
}
