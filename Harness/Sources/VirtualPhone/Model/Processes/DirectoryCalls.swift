import Foundation
import ProbeKit
import ProbeProtocol

/// Directories, names and attributes.
extension ModelledProcess {
  func listDirectory(_ path: String) throws(SystemError) -> [String] {
    try call { (phone, gate) throws(SystemError) in
      let found = try phone.files.existing(path, as: gate.who)
      guard try phone.files.node(found.inode).entries != nil else { throw .errno(.enotdir) }
      try gate.require(.readData, found.place)
      return try phone.files.list(found.inode, as: gate.who)
    }
  }

  func makeDirectory(_ path: String) throws(SystemError) {
    try call { (phone, gate) throws(SystemError) in
      let place = try phone.files.place(path, followingLast: true, as: gate.who)
      guard place.inode == nil else { throw .errno(.eexist) }
      try gate.require(.create, place)
      guard core.faults.fateOfWrite() == .hasRoom else { throw .noRoom }
      try phone.files.makeDirectory(at: place, as: gate.who)
    }
  }

  func remove(_ path: String) throws(SystemError) {
    try call { (phone, gate) throws(SystemError) in
      let place = try phone.files.existing(path, followingLast: false, as: gate.who).place
      try gate.require(.unlink, place)
      try phone.files.remove(place, as: gate.who)
    }
  }

  func rename(_ path: String, to newPath: String) throws(SystemError) {
    let target = try call { (phone, gate) throws(SystemError) in
      let source = try phone.files.existing(path, followingLast: false, as: gate.who).place
      let target = try phone.files.place(newPath, followingLast: false, as: gate.who)
      try gate.require(.unlink, source)
      try gate.require(.create, target)
      try phone.files.rename(source, to: target, as: gate.who)
      return target.canonical
    }
    releaseTurn(target)
  }

  func status(_ path: String, followingLinks: Bool) throws(SystemError) -> FileStatus {
    try call { (phone, gate) throws(SystemError) in
      let found = try phone.files.existing(path, followingLast: followingLinks, as: gate.who)
      try gate.require(.readMetadata, found.place)
      return try phone.files.status(found.inode, seenDevice: found.place.seenDevice)
    }
  }

  func linkTarget(_ path: String) throws(SystemError) -> String {
    try call { (phone, gate) throws(SystemError) in
      let found = try phone.files.existing(path, followingLast: false, as: gate.who)
      try gate.require(.readMetadata, found.place)
      guard let target = try phone.files.node(found.inode).target else { throw .errno(.einval) }
      return target
    }
  }

  func setMode(_ path: String, _ mode: UInt16) throws(SystemError) {
    try call { (phone, gate) throws(SystemError) in
      let found = try phone.files.existing(path, as: gate.who)
      try gate.require(.mode, found.place)
      try phone.files.setMode(found.inode, mode, as: gate.who)
    }
  }

  func isVolumeReadOnly(_ path: String) throws(SystemError) -> Bool {
    guard core.profile.kind == .physical else {
      throw .notModelled("how the Simulator's volumes are mounted")
    }
    return try call { (phone, gate) throws(SystemError) in
      let found = try phone.files.existing(path, as: gate.who)
      return phone.files.isReadOnly(device: try phone.files.node(found.inode).device)
    }
  }
}
