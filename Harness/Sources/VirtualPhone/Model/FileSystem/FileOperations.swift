import Foundation
import ProbeKit
import ProbeProtocol

/// What can be done to places in the tree. Each call checks owners, modes and volumes, and nothing else.
extension FileTree {
  /// Names in a directory, sorted.
  func list(_ inode: Inode, as who: Credentials) throws(SystemError) -> [String] {
    let node = try node(inode)
    guard let entries = node.entries else { throw .errno(.enotdir) }
    try requireReadable(node, as: who)
    return entries.keys.sorted()
  }

  func status(_ inode: Inode, seenDevice: UInt64?) throws(SystemError) -> FileStatus {
    let node = try node(inode)
    let kind: FileStatus.Kind =
      switch node.content {
      case .file: .file
      case .directory, .mount: .directory
      case .link: .link
      }
    return FileStatus(
      kind: kind, size: node.size, owner: node.owner, mode: node.mode, device: seenDevice ?? node.device,
      inode: inode)
  }

  /// Makes an empty file at a place that does not exist yet.
  mutating func createFile(at place: Place, as who: Credentials) throws(SystemError) -> Inode {
    try requireChangeable(place.parent, as: who)
    return try insert(
      place.name, into: place.parent, .file(Data()), owner: who.user, mode: 0o644, creator: who.bundle)
  }

  mutating func makeDirectory(at place: Place, as who: Credentials) throws(SystemError) {
    guard place.inode == nil else { throw .errno(.eexist) }
    try requireChangeable(place.parent, as: who)
    try insert(
      place.name, into: place.parent, .directory([:]), owner: who.user, mode: 0o755, creator: who.bundle)
  }

  /// `unlink`, and `rmdir` for an empty directory, as `remove` joins them.
  mutating func remove(_ place: Place, as who: Credentials) throws(SystemError) {
    guard let inode = place.inode else { throw .errno(.enoent) }
    guard !place.name.isEmpty else { throw .errno("EBUSY") }
    try requireChangeable(place.parent, as: who)
    if let entries = try node(inode).entries, !entries.isEmpty { throw .errno(.enotempty) }
    try detach(place.name, from: place.parent)
  }

  /// Removes a file, or a directory with all that is in it, whatever permissions say.
  mutating func removeTree(_ name: String, from parent: Inode) throws(SystemError) {
    guard let inode = try node(parent).entries?[name] else { throw .errno(.enoent) }
    for child in (try node(inode).entries ?? [:]).keys.sorted() { try removeTree(child, from: inode) }
    try detach(name, from: parent)
  }

  mutating func rename(_ source: Place, to destination: Place, as who: Credentials) throws(SystemError) {
    guard let inode = source.inode else { throw .errno(.enoent) }
    guard inode != destination.inode else { return }
    try requireChangeable(source.parent, as: who)
    try requireChangeable(destination.parent, as: who)
    let moved = try node(inode)
    guard moved.device == (try node(destination.parent).device) else { throw .errno("EXDEV") }
    let isDirectory = moved.entries != nil
    if isDirectory, (destination.canonical + "/").hasPrefix(source.canonical + "/") { throw .errno(.einval) }
    if let old = destination.inode {
      let replaced = try node(old)
      if isDirectory, replaced.entries == nil { throw .errno(.enotdir) }
      if !isDirectory, replaced.entries != nil { throw .errno(.eisdir) }
      if let entries = replaced.entries, !entries.isEmpty { throw .errno(.enotempty) }
      try detach(destination.name, from: destination.parent)
    }
    nodes[inode]?.links += 1
    try detach(source.name, from: source.parent)
    guard var entries = try node(destination.parent).entries else { throw .errno(.enotdir) }
    entries[destination.name] = inode
    nodes[destination.parent]?.content = .directory(entries)
  }

  mutating func setMode(_ inode: Inode, _ mode: UInt16, as who: Credentials) throws(SystemError) {
    let node = try node(inode)
    guard !isReadOnly(device: node.device) else { throw .errno(.erofs) }
    guard who.user == 0 || owns(node, who) else { throw .errno(.eperm) }
    nodes[inode]?.mode = mode & 0o7777
  }

  /// Replaces the bytes from a position on, or appends where the position is nil. Gives the position after them.
  mutating func write(_ bytes: Data, to inode: Inode, at position: Int?) throws(SystemError) -> Int {
    guard var content = try node(inode).bytes else { throw .errno(.eisdir) }
    // The tree gives the bytes up while they change: a second owner would make each write copy the whole file.
    nodes[inode]?.content = .file(Data())
    let start = position ?? content.count
    if content.count < start { content.append(Data(count: start - content.count)) }
    let end = min(content.count, start + bytes.count)
    content.replaceSubrange(start..<end, with: bytes)
    nodes[inode]?.content = .file(content)
    nodes[inode]?.modified = Date()
    return start + bytes.count
  }

  mutating func truncate(_ inode: Inode) throws(SystemError) {
    guard try node(inode).bytes != nil else { throw .errno(.eisdir) }
    nodes[inode]?.content = .file(Data())
    nodes[inode]?.modified = Date()
  }
}
