import Foundation
import ProbeKit
import ProbeProtocol

/// A folder of the phone as a service daemon shows it to the host: no sandbox and no mode bits stand in the way, and
/// nothing outside the folder can be reached.
struct ModelFileStore: VirtualFileStore {
  let core: PhoneCore
  /// Canonical path.
  let root: String
  /// The one name in the root that is shown; nil for all.
  var only: String?

  func list(_ path: String) throws(VirtualDeviceError) -> [String] {
    try attempt { (files) throws(SystemError) in
      let inode = try existing(path, files)
      let names = try files.list(inode, as: .root)
      return parts(of: path).isEmpty ? names.filter { only == nil || $0 == only } : names
    }
  }

  func attributes(_ path: String) throws(VirtualDeviceError) -> VirtualFileAttributes {
    try attempt { (files) throws(SystemError) in
      let node = try files.node(try existing(path, files))
      return VirtualFileAttributes(
        isDirectory: node.entries != nil, isLink: node.target != nil, size: node.size, modified: node.modified
      )
    }
  }

  func read(_ path: String) throws(VirtualDeviceError) -> Data {
    try attempt { (files) throws(SystemError) in
      let node = try files.node(try existing(path, files))
      guard let bytes = node.bytes else { throw .errno(.eisdir) }
      try core.protection.requireData(of: node, for: .host)
      return bytes
    }
  }

  func write(_ path: String, _ content: Data) throws(VirtualDeviceError) {
    try attempt { (files) throws(SystemError) in
      let place = try place(path, files)
      let inode: Inode
      if let present = place.inode {
        try files.truncate(present)
        inode = present
      } else {
        inode = try files.createFile(at: place, as: try owner(files))
      }
      _ = try files.write(content, to: inode, at: 0)
    }
  }

  func makeDirectory(_ path: String) throws(VirtualDeviceError) {
    try attempt { (files) throws(SystemError) in
      try files.makeDirectory(at: try place(path, files), as: try owner(files))
    }
  }

  func remove(_ path: String, recursively: Bool) throws(VirtualDeviceError) {
    try attempt { (files) throws(SystemError) in
      let place = try place(path, files)
      guard place.inode != nil else { throw .errno(.enoent) }
      guard place.canonical != root else { throw .errno(.eperm) }
      if recursively {
        try files.removeTree(place.name, from: place.parent)
      } else {
        try files.remove(place, as: .root)
      }
    }
  }

  /// What the daemon makes belongs to whoever has the folder.
  private func owner(_ files: FileTree) throws(SystemError) -> Credentials {
    let folder = try files.existing(root, as: .root)
    return Credentials(user: try files.node(folder.inode).owner, bundle: nil)
  }

  private func parts(of path: String) -> [Substring] { path.split(separator: "/").filter { $0 != "." } }

  private func place(_ path: String, _ files: FileTree) throws(SystemError) -> Place {
    let parts = parts(of: path)
    if let only, let first = parts.first, first != only { throw .errno(.eacces) }
    let place = try files.place(
      ([root] + parts.map(String.init)).joined(separator: "/"), followingLast: false, as: .root)
    guard Sandbox.contains(root, place.canonical) else { throw .errno(.eacces) }
    return place
  }

  private func existing(_ path: String, _ files: FileTree) throws(SystemError) -> Inode {
    guard let inode = try place(path, files).inode else { throw .errno(.enoent) }
    return inode
  }

  private func attempt<Result>(
    _ body: (inout FileTree) throws(SystemError) -> Result
  ) throws(VirtualDeviceError) -> Result {
    do throws(SystemError) {
      return try core.state.withLock { (phone) throws(SystemError) in try body(&phone.files) }
    } catch {
      throw VirtualDeviceError(error)
    }
  }
}

extension VirtualDeviceError {
  /// What a service tells the host of a system error.
  init(_ error: SystemError) {
    guard case .errno(let name) = error else {
      self = .permissionDenied
      return
    }
    switch name {
    case .enoent: self = .noSuchFile
    case .eisdir: self = .isDirectory
    case .enotdir: self = .isNotDirectory
    case .eexist: self = .exists
    case .enotempty: self = .notEmpty
    default: self = .permissionDenied
    }
  }
}
