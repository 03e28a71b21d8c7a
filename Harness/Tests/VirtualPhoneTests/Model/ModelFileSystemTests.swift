import Foundation
import ProbeKit
import ProbeProtocol
import Testing

@testable import VirtualPhone

@Suite("The modelled file system")
struct ModelFileSystemTests {
  private let mobile = Credentials(user: 501, bundle: "dev.sandprobe.Test")

  private func tree() throws -> FileTree {
    var tree = FileTree(isSystemReadOnly: true)
    try tree.establish("/data", owner: 501, device: FileTree.dataDevice)
    try tree.place(file: "/data/file", Data("text".utf8), owner: 501, directoryOwner: 501)
    return tree
  }

  private func name(_ body: () throws(SystemError) -> Void) -> String {
    do throws(SystemError) {
      try body()
      return "ok"
    } catch {
      return error.outcome.description
    }
  }

  @Test("lookup says ENOENT, ENOTDIR, ENAMETOOLONG as namei does")
  func lookup() throws {
    let tree = try tree()
    let cases = [
      ("", "ENOENT"), ("/none", "ENOENT"), ("/none/deeper", "ENOENT"), ("/none/..", "ENOENT"),
      ("/data/file/below", "ENOTDIR"), ("/data/file/", "ENOTDIR"), ("/data/./../data//file", "ok"),
      ("/..", "ok"), ("/" + String(repeating: "n", count: 256), "ENAMETOOLONG"),
      ("/data/" + String(repeating: "d/", count: 600), "ENAMETOOLONG"),
    ]
    for (path, expected) in cases {
      #expect(
        name { () throws(SystemError) in _ = try tree.existing(path, as: mobile) } == expected, "\(path)")
    }
  }

  @Test("links are followed, relative ones from where they lie, and a circle ends in ELOOP")
  func links() throws {
    var tree = try tree()
    let data = try tree.existing("/data", as: .root).inode
    try tree.insert("near", into: data, .link("file"), owner: 501, mode: 0o755)
    try tree.insert("far", into: FileTree.rootInode, .link("/data"), owner: 0, mode: 0o755)
    try tree.insert("left", into: data, .link("right"), owner: 501, mode: 0o755)
    try tree.insert("right", into: data, .link("/data/left"), owner: 501, mode: 0o755)
    let found = try tree.existing("/far/near", as: mobile)
    #expect(found.place.canonical == "/data/file")
    #expect(try tree.existing("/data/near", followingLast: false, as: mobile).place.canonical == "/data/near")
    #expect(name { () throws(SystemError) in _ = try tree.existing("/data/left", as: mobile) } == "ELOOP")
  }

  @Test("mode bits refuse with EACCES: reading, writing, and searching a directory")
  func modes() throws {
    var tree = try tree()
    let file = try tree.existing("/data/file", as: .root).inode
    try tree.setMode(file, 0o200, as: mobile)
    #expect(throws: SystemError.errno(.eacces)) { try tree.requireReadable(tree.node(file), as: mobile) }
    #expect(throws: Never.self) { try tree.requireWritable(tree.node(file), as: mobile) }
    let folder = try tree.existing("/data", as: .root).inode
    try tree.setMode(folder, 0o600, as: mobile)
    #expect(throws: SystemError.errno(.eacces)) { try tree.existing("/data/file", as: mobile) }
    #expect(throws: Never.self) { try tree.existing("/data/file", as: .root) }
    #expect(throws: SystemError.errno(.eperm)) {
      try tree.setMode(folder, 0o755, as: Credentials(user: 502, bundle: nil))
    }
  }

  @Test("nothing can be made, removed or changed on a read-only volume")
  func readOnly() throws {
    var tree = try tree()
    let place = try tree.place("/new", followingLast: true, as: .root)
    #expect(throws: SystemError.errno(.erofs)) { try tree.createFile(at: place, as: .root) }
    #expect(throws: SystemError.errno(.erofs)) { try tree.makeDirectory(at: place, as: .root) }
    let data = try tree.existing("/data", as: .root).place
    #expect(throws: SystemError.self) { try tree.remove(data, as: .root) }
  }

  @Test("rename replaces a file, and refuses other kinds, full directories and its own inside")
  func rename() throws {
    var tree = try tree()
    func at(_ path: String) throws -> Place { try tree.place(path, followingLast: false, as: mobile) }
    try tree.place(file: "/data/other", Data("new".utf8), owner: 501)
    try tree.makeDirectory(at: at("/data/full"), as: mobile)
    try tree.place(file: "/data/full/inside", Data(), owner: 501)
    try tree.makeDirectory(at: at("/data/empty"), as: mobile)
    try tree.rename(at("/data/other"), to: at("/data/file"), as: mobile)
    let inode = try tree.existing("/data/file", as: mobile).inode
    #expect(try tree.node(inode).bytes == Data("new".utf8))
    #expect(try at("/data/other").inode == nil)
    let refusals = [
      ("/data/file", "/data/full", "EISDIR"), ("/data/full", "/data/file", "ENOTDIR"),
      ("/data/empty", "/data/full", "ENOTEMPTY"), ("/data/full", "/data/full/deep", "EINVAL"),
      ("/data/none", "/data/x", "ENOENT"),
    ]
    for (source, target, expected) in refusals {
      let places = (try at(source), try at(target))
      #expect(
        name { () throws(SystemError) in try tree.rename(places.0, to: places.1, as: mobile) } == expected)
    }
  }

  @Test("remove takes files and empty directories, and a full one says ENOTEMPTY")
  func remove() throws {
    var tree = try tree()
    func at(_ path: String) throws -> Place { try tree.place(path, followingLast: false, as: mobile) }
    try tree.makeDirectory(at: at("/data/folder"), as: mobile)
    #expect(throws: SystemError.errno(.eexist)) { try tree.makeDirectory(at: at("/data/folder"), as: mobile) }
    try tree.place(file: "/data/folder/file", Data(), owner: 501)
    #expect(throws: SystemError.errno(.enotempty)) { try tree.remove(at("/data/folder"), as: mobile) }
    try tree.remove(at("/data/folder/file"), as: mobile)
    try tree.remove(at("/data/folder"), as: mobile)
    #expect(try at("/data/folder").inode == nil)
  }

  @Test("an open handle still reads a file whose name is gone, and handles are counted")
  func handles() throws {
    let phone = try ModelTestPhone()
    let process = try phone.process("IsolatedA")
    let path = "\(process.homeDirectory)/Documents/file"
    let handle = try process.open(path, .createNew)
    try process.write(handle, Data("abc".utf8))
    try process.close(handle)
    #expect(throws: SystemError.errno(.eexist)) { try process.open(path, .createNew) }
    let reader = try process.open(path, .read)
    #expect(reader.number == 3)
    try process.remove(path)
    #expect(try process.read(reader, count: 2) == Data("ab".utf8))
    #expect(try process.read(reader, count: 9) == Data("c".utf8))
    #expect(try process.read(reader, count: 9).isEmpty)
    try process.close(reader)
    #expect(throws: SystemError.errno(.ebadf)) { try process.read(reader, count: 1) }
    #expect(throws: SystemError.errno(.enoent)) { try process.open(path, .read) }
  }

  @Test("appending goes to the end, and opening for writing cuts")
  func writing() throws {
    let phone = try ModelTestPhone()
    let process = try phone.process("IsolatedA")
    let path = "\(process.homeDirectory)/tmp/file"
    for (mode, text) in [(OpenMode.append, "one"), (.append, "two"), (.write(create: false), "x")] {
      let handle = try process.open(path, mode)
      try process.write(handle, Data(text.utf8))
      try process.close(handle)
      let size = try process.status(path, followingLinks: true).size
      #expect(size == (text == "one" ? 3 : text == "two" ? 6 : 1))
    }
    #expect(throws: SystemError.errno(.enoent)) { try process.open(path + "x", .write(create: false)) }
    #expect(throws: SystemError.errno(.eisdir)) {
      try process.open(process.homeDirectory, .write(create: true))
    }
  }
}
