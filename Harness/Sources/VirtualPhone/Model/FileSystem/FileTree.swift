import Foundation
import ProbeKit
import ProbeProtocol

/// The phone's file system in memory: nodes by inode, and the volumes they lie on. POSIX semantics; knows nothing of
/// sandboxes.
struct FileTree: Sendable {
  /// What the profile's rules change in the file system itself.
  struct Manners: Hashable, Sendable {
    /// Mode bits tell apps of one user apart by who made the file. No source says so: only a mutant does.
    var separatesByCreator = false
    /// Whether the system volume's owners and modes are enforced; off where a mutant opens it.
    var guardsSystemVolume = true
    /// The protection class of a file that nobody gave one; nil where no source says.
    var defaultProtection: ProtectionClass?
  }

  static let systemDevice: UInt64 = 0x100_0001
  static let dataDevice: UInt64 = 0x100_0002
  static let mirrorDevice: UInt64 = 0x100_0003
  static let rootInode: Inode = 2

  var nodes: [Inode: FileNode]
  var volumes: [Volume]
  let manners: Manners
  private var nextInode: Inode = 3

  init(isSystemReadOnly: Bool, manners: Manners = Manners()) {
    self.manners = manners
    volumes = [
      Volume(device: Self.systemDevice, isReadOnly: isSystemReadOnly),
      Volume(device: Self.dataDevice, isReadOnly: false),
      Volume(device: Self.mirrorDevice, isReadOnly: false),
    ]
    nodes = [
      Self.rootInode: FileNode(
        content: .directory([:]), owner: 0, mode: 0o755, device: Self.systemDevice, modified: Date())
    ]
  }

  /// The node of an inode that a name or a handle leads to.
  func node(_ inode: Inode) throws(SystemError) -> FileNode {
    guard let node = nodes[inode] else { throw .errno(.enoent) }
    return node
  }

  func isReadOnly(device: UInt64) -> Bool {
    volumes.contains { $0.device == device && $0.isReadOnly }
  }

  /// Puts a new node under a directory, whatever permissions say.
  @discardableResult
  mutating func insert(
    _ name: String, into parent: Inode, _ content: FileNode.Content, owner: UInt32, mode: UInt16,
    creator: String? = nil, device: UInt64? = nil
  ) throws(SystemError) -> Inode {
    let directory = try node(parent)
    guard var entries = directory.entries else { throw .errno(.enotdir) }
    guard entries[name] == nil else { throw .errno(.eexist) }
    let inode = nextInode
    nextInode += 1
    nodes[inode] = FileNode(
      content: content, owner: owner, mode: mode, device: device ?? directory.device, modified: Date(),
      protection: manners.defaultProtection, creator: creator)
    entries[name] = inode
    nodes[parent]?.content = .directory(entries)
    nodes[parent]?.modified = Date()
    return inode
  }

  /// Takes a name away; the node goes with its last name and handle.
  mutating func detach(_ name: String, from parent: Inode) throws(SystemError) {
    guard var entries = try node(parent).entries else { throw .errno(.enotdir) }
    guard let inode = entries.removeValue(forKey: name) else { throw .errno(.enoent) }
    nodes[parent]?.content = .directory(entries)
    nodes[parent]?.modified = Date()
    nodes[inode]?.links -= 1
    dropIfUnused(inode)
  }

  /// Forgets a node that neither a name nor a handle leads to.
  mutating func dropIfUnused(_ inode: Inode) {
    guard let node = nodes[inode], node.links <= 0, node.handles <= 0 else { return }
    nodes[inode] = nil
  }
}
