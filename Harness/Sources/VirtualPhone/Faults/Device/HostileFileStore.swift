import Foundation

/// A folder tree that lists names which no file system takes: with slashes, leading out of the folder, very long.
struct HostileFileStore: VirtualFileStore {
  private static let names = [HostileNames.path, "..", "/etc/passwd", HostileNames.markup, HostileNames.long]

  var store: any VirtualFileStore

  func list(_ path: String) throws(VirtualDeviceError) -> [String] { try store.list(path) + Self.names }

  func attributes(_ path: String) throws(VirtualDeviceError) -> VirtualFileAttributes {
    guard isHostile(path) else { return try store.attributes(path) }
    return VirtualFileAttributes(
      isDirectory: false, size: HostileFiles.content.count, modified: Date(timeIntervalSince1970: 0))
  }

  func read(_ path: String) throws(VirtualDeviceError) -> Data {
    isHostile(path) ? HostileFiles.content : try store.read(path)
  }

  func write(_ path: String, _ content: Data) throws(VirtualDeviceError) { try store.write(path, content) }

  func makeDirectory(_ path: String) throws(VirtualDeviceError) { try store.makeDirectory(path) }

  func remove(_ path: String, recursively: Bool) throws(VirtualDeviceError) {
    try store.remove(path, recursively: recursively)
  }

  private func isHostile(_ path: String) -> Bool { Self.names.contains { path.hasSuffix($0) } }
}
