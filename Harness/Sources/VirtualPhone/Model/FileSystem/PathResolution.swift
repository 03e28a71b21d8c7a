import Foundation
import ProbeKit
import ProbeProtocol

/// Where a path leads.
struct Place: Sendable {
  var parent: Inode
  /// The last name; empty for the root.
  var name: String
  /// Nil where the last name does not exist.
  var inode: Inode?
  /// The path without links, `.` and `..`: as the kernel names the file.
  var canonical: String
  /// The device it is seen on, where a mount shows it on another than its own.
  var seenDevice: UInt64?
}

/// Path lookup as `namei` does it.
extension FileTree {
  /// Links that one lookup follows before it gives up: MAXSYMLINKS of Darwin.
  static let maximumLinks = 32
  static let maximumName = 255
  static let maximumPath = 1_023

  /// Where the path leads; a last name that does not exist is no error, anything before it is.
  func place(_ path: String, followingLast: Bool, as who: Credentials) throws(SystemError) -> Place {
    guard !path.isEmpty else { throw .errno(.enoent) }
    guard path.utf8.count <= Self.maximumPath else { throw .errno("ENAMETOOLONG") }
    var lookup = Lookup()
    lookup.push(path)
    while let name = lookup.pending.popLast() {
      guard name != "." else { continue }
      guard name != ".." else {
        try lookup.ascend()
        continue
      }
      try step(into: name, &lookup, followingLast: followingLast || path.hasSuffix("/"), as: who)
    }
    return lookup.place
  }

  /// Where an existing file lies.
  /// - Throws: ENOENT where the last name does not exist.
  func existing(
    _ path: String, followingLast: Bool = true, as who: Credentials
  ) throws(SystemError) -> (place: Place, inode: Inode) {
    let place = try place(path, followingLast: followingLast, as: who)
    guard let inode = place.inode else { throw .errno(.enoent) }
    if path.hasSuffix("/"), try node(inode).entries == nil { throw .errno(.enotdir) }
    return (place, inode)
  }

  private func step(
    into name: String, _ lookup: inout Lookup, followingLast: Bool, as who: Credentials
  ) throws(SystemError) {
    guard name.utf8.count <= Self.maximumName else { throw .errno("ENAMETOOLONG") }
    guard !lookup.isBeyond else { throw .errno(.enoent) }
    let directory = try node(lookup.current)
    guard let entries = directory.entries else { throw .errno(.enotdir) }
    guard permits(.search, directory, as: who) else { throw .errno(.eacces) }
    guard let inode = entries[name] else {
      lookup.descendBeyond(name)
      return
    }
    switch try node(inode).content {
    case .link(let target) where !lookup.pending.isEmpty || followingLast:
      lookup.links += 1
      guard lookup.links <= Self.maximumLinks else { throw .errno(.eloop) }
      if target.hasPrefix("/") { lookup.restart() }
      lookup.push(target)
    case .mount(let path):
      lookup.restart(seenDevice: try node(inode).device)
      lookup.push(path)
    default:
      lookup.descend(name, inode)
    }
  }
}

/// The state of one lookup.
private struct Lookup {
  private struct Level {
    var name: String
    var inode: Inode
  }

  /// Names still to be looked up, the next one last.
  var pending: [String] = []
  var links = 0
  private var levels: [Level] = []
  private var beyond: String?
  private var seenDevice: UInt64?

  var current: Inode { levels.last?.inode ?? FileTree.rootInode }
  /// A name was missing: nothing can be looked up below it.
  var isBeyond: Bool { beyond != nil }

  mutating func push(_ path: String) {
    pending += path.split(separator: "/", omittingEmptySubsequences: true).map(String.init).reversed()
  }

  mutating func restart(seenDevice device: UInt64? = nil) {
    levels = []
    seenDevice = device
  }

  mutating func ascend() throws(SystemError) {
    guard !isBeyond else { throw .errno(.enoent) }
    _ = levels.popLast()
    if levels.isEmpty { seenDevice = nil }
  }

  mutating func descend(_ name: String, _ inode: Inode) {
    levels.append(Level(name: name, inode: inode))
  }

  mutating func descendBeyond(_ name: String) { beyond = name }

  var place: Place {
    var names = levels.map(\.name)
    if let beyond { names.append(beyond) }
    let canonical = "/" + names.joined(separator: "/")
    if let beyond {
      return Place(parent: current, name: beyond, inode: nil, canonical: canonical, seenDevice: seenDevice)
    }
    let parent = levels.dropLast().last?.inode ?? FileTree.rootInode
    return Place(
      parent: parent, name: levels.last?.name ?? "", inode: current, canonical: canonical,
      seenDevice: seenDevice)
  }
}
