import Foundation
import ProbeKit
import ProbeProtocol

/// Opening, reading and writing.
extension ModelledProcess {
  func open(_ path: String, _ mode: OpenMode) throws(SystemError) -> FileHandleNumber {
    keepApart(path, mode)
    let file = try call { (phone, gate) throws(SystemError) in
      let file = try opened(path, mode, &phone.files, &gate)
      phone.files.hold(file.inode)
      return file
    }
    beginLease(of: file.canonical)
    do throws(SystemError) {
      return try state.withLock { (state) throws(SystemError) in try state.files.add(file) }
    } catch {
      core.state.withLock { $0.files.release(file.inode) }
      throw error
    }
  }

  func read(_ handle: FileHandleNumber, count: Int) throws(SystemError) -> Data {
    let file = try held(handle)
    guard file.mode == .read else { throw .errno(.ebadf) }
    let bytes = try call { (phone, gate) throws(SystemError) in
      let node = try phone.files.node(file.inode)
      guard let bytes = node.bytes else { throw .errno(.eisdir) }
      try core.protection.requireData(of: node, for: party, isOpening: false)
      return screened(bytes, of: node)
    }
    let start = min(file.position, bytes.count)
    let end = min(bytes.count, start + max(0, count))
    state.withLock { $0.files.move(handle, to: end) }
    return bytes.subdata(in: start..<end)
  }

  func write(_ handle: FileHandleNumber, _ bytes: Data) throws(SystemError) {
    let file = try held(handle)
    guard file.mode != .read else { throw .errno(.ebadf) }
    let position = file.mode == .append ? nil : file.position
    let fate = try fateOfWriting(bytes, to: file)
    let end = try call { (phone, gate) throws(SystemError) in
      let node = try phone.files.node(file.inode)
      try core.protection.requireData(of: node, for: party, isOpening: false)
      return try phone.files.write(bytes.prefix(fate.kept), to: file.inode, at: position)
    }
    if let failure = fate.failure { throw failure }
    state.withLock { $0.files.move(handle, to: end) }
  }

  func close(_ handle: FileHandleNumber) throws(SystemError) {
    guard life.isAlive else { throw .errno("EINTR") }
    let file = try state.withLock { (state) throws(SystemError) in try state.files.remove(handle) }
    core.state.withLock { $0.files.release(file.inode) }
    if file.mode != .read { releaseTurn(file.canonical) }
  }

  private func held(_ handle: FileHandleNumber) throws(SystemError) -> OpenFiles.File {
    try state.withLock { (state) throws(SystemError) in try state.files.file(handle) }
  }

  private func opened(
    _ path: String, _ mode: OpenMode, _ files: inout FileTree, _ gate: inout Gate
  ) throws(SystemError) -> OpenFiles.File {
    let place = try files.place(path, followingLast: true, as: gate.who)
    guard let inode = place.inode else {
      guard mode.creates else { throw .errno(.enoent) }
      guard !path.hasSuffix("/") else { throw .errno(.eisdir) }
      try gate.require(.create, place)
      guard core.faults.fateOfWrite() == .hasRoom else { throw .noRoom }
      return OpenFiles.File(
        inode: try files.createFile(at: place, as: gate.who), canonical: place.canonical, mode: mode)
    }
    guard mode != .createNew else { throw .errno(.eexist) }
    let node = try files.node(inode)
    if path.hasSuffix("/"), node.entries == nil { throw .errno(.enotdir) }
    if mode == .read {
      try gate.require(.readData, place)
      try files.requireReadable(node, as: gate.who)
      try core.protection.requireData(of: node, for: party)
    } else {
      guard node.entries == nil else { throw .errno(.eisdir) }
      try gate.require(.writeData, place)
      try files.requireWritable(node, as: gate.who)
      try core.protection.requireData(of: node, for: party)
      if case .write = mode { try files.truncate(inode) }
    }
    return OpenFiles.File(inode: inode, canonical: place.canonical, mode: mode)
  }
}

extension OpenMode {
  fileprivate var creates: Bool {
    switch self {
    case .read: false
    case .write(let create): create
    case .append, .createNew: true
    }
  }
}

extension FileTree {
  /// A handle is open: the node stays while it is.
  mutating func hold(_ inode: Inode) { nodes[inode]?.handles += 1 }

  mutating func release(_ inode: Inode) {
    nodes[inode]?.handles -= 1
    dropIfUnused(inode)
  }
}
