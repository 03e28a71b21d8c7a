import Foundation
import ProbeKit
import ProbeProtocol

/// Foundation's calls for files with protection classes, and what the app's `UIApplication` tells.
extension ModelledProcess {
  func writeData(
    _ path: String, _ bytes: Data, protection: ProtectionClass?, isAtomic: Bool
  ) throws(SystemError) {
    if let protection { try requireKnown(protection) }
    let wanted = protection.map { core.rules.holds(.dataWriteSetsClass) ? $0 : ProtectionClass.none }
    guard isAtomic else {
      try writeAll(bytes, to: path, protection: wanted)
      return
    }
    let draft = "\(path).sb-\(identity.pid)"
    try writeAll(bytes, to: draft, protection: wanted)
    try rename(draft, to: path)
  }

  func createFile(_ path: String, _ bytes: Data, protection: ProtectionClass?) throws(SystemError) {
    if let protection { try requireKnown(protection) }
    try writeAll(bytes, to: path, protection: protection)
  }

  /// Whether what is made in a directory takes its class over is a question that no source answers, so that only the
  /// directory gets it.
  func createDirectory(_ path: String, protection: ProtectionClass?) throws(SystemError) {
    if let protection { try requireKnown(protection) }
    try makeDirectory(path)
    if let protection { try protect(path, protection) }
  }

  func copyItem(_ path: String, to newPath: String) throws(SystemError) {
    let (content, protection) = try call { (phone, gate) throws(SystemError) in
      let found = try phone.files.existing(path, as: gate.who)
      try gate.require(.readData, found.place)
      let node = try phone.files.node(found.inode)
      guard let bytes = node.bytes else { throw .notModelled("copying what is no file") }
      try phone.files.requireReadable(node, as: gate.who)
      try core.protection.requireData(of: node, for: party)
      return (bytes, node.protection)
    }
    let handle = try open(newPath, .createNew)
    try write(handle, content)
    try close(handle)
    guard !core.rules.holds(.copyDropsClass), let protection else { return }
    try protect(newPath, protection)
  }

  func setProtection(_ path: String, _ protection: ProtectionClass) throws(SystemError) {
    try requireKnown(protection)
    try protect(path, core.rules.holds(.setAttributesSetsClass) ? protection : ProtectionClass.none)
  }

  func protection(of path: String) throws(SystemError) -> ProtectionClass? {
    let node = try look(at: path)
    guard core.profile.kind == .physical else {
      return core.rules.holds(.simulatorNoProtectionKey) ? nil : node.protection ?? ProtectionClass.none
    }
    guard let protection = node.protection else {
      throw .notModelled("the class of a file that nobody gave one, on iOS \(core.profile.version)")
    }
    return protection
  }

  func attributes(of path: String) throws(SystemError) -> ItemAttributes {
    guard core.profile.stands(on: .dataProtection) else {
      throw .notModelled("what a class leaves as it is, on iOS \(core.profile.version)")
    }
    let node = try look(at: path)
    return ItemAttributes(
      size: node.size, owner: node.owner, ownerName: userName(of: node.owner), mode: node.mode,
      protection: try protection(of: path))
  }

  func isProtectedDataAvailable() throws(SystemError) -> Bool {
    guard core.profile.kind == .physical else {
      throw .notModelled("isProtectedDataAvailable in the Simulator")
    }
    guard life.isAlive else { throw .errno("EINTR") }
    return core.protection.isAvailable
  }

  func applicationState() throws(SystemError) -> ApplicationState {
    guard life.isAlive else { throw .errno("EINTR") }
    return core.protection.isActive(identity.app.manifest.bundle) ? .active : .background
  }

  func unmodelled(_ action: ActionName) -> String? { core.profile.unmodelled(action) }

  /// On whose behalf the process asks for data.
  var party: DataProtection.Party { .app(identity.app.manifest.bundle) }

  private func look(at path: String) throws(SystemError) -> FileNode {
    try call { (phone, gate) throws(SystemError) in
      let found = try phone.files.existing(path, as: gate.who)
      try gate.require(.readMetadata, found.place)
      return try phone.files.node(found.inode)
    }
  }

  private func writeAll(
    _ bytes: Data, to path: String, protection: ProtectionClass?
  ) throws(SystemError) {
    let handle = try open(path, .write(create: true))
    try write(handle, bytes)
    try close(handle)
    if let protection { try protect(path, protection) }
  }

  private func protect(_ path: String, _ protection: ProtectionClass) throws(SystemError) {
    try call { (phone, gate) throws(SystemError) in
      let found = try phone.files.existing(path, as: gate.who)
      try gate.require(.mode, found.place)
      guard phone.files.owns(try phone.files.node(found.inode), gate.who) else { throw .errno(.eperm) }
      try phone.files.protect(found, protection, by: core.rules)
    }
  }

  /// The 2011 source speaks of two classes, which are those of iOS 4.
  private func requireKnown(_ protection: ProtectionClass) throws(SystemError) {
    guard !core.profile.stands(on: .dataAtRest), core.profile.kind == .physical else { return }
    guard protection == .none || protection == .complete else {
      throw .notModelled("the class \(protection.rawValue) on iOS \(core.profile.version)")
    }
  }
}

extension FileTree {
  /// Gives a file its class.
  mutating func protect(
    _ found: (place: Place, inode: Inode), _ protection: ProtectionClass, by rules: RuleBook
  ) throws(SystemError) {
    var inodes = [found.inode]
    // Turned over, the class is the folder's, and so that of all files in it.
    if !rules.holds(.protectionIsPerFile), try node(found.inode).bytes != nil {
      let siblings = try node(found.place.parent).entries ?? [:]
      inodes += siblings.values.filter { nodes[$0]?.bytes != nil }
    }
    for inode in inodes {
      nodes[inode]?.protection = protection
      if !rules.holds(.classChangesNothingElse), protection != .none { nodes[inode]?.mode = 0o600 }
    }
  }
}
