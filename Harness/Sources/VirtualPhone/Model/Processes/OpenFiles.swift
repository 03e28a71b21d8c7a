import ProbeKit
import ProbeProtocol

/// The files that a process holds open.
struct OpenFiles: Sendable {
  struct File: Sendable {
    var inode: Inode
    var canonical: String
    var mode: OpenMode
    var position = 0
  }

  /// More than any probe opens at a time; Darwin's own default limit.
  static let limit = 256

  private var files: [Int32: File] = [:]

  /// Takes the lowest free number from 3, as `open` does.
  mutating func add(_ file: File) throws(SystemError) -> FileHandleNumber {
    guard let number = (3..<Int32(Self.limit)).first(where: { files[$0] == nil }) else {
      throw .errno("EMFILE")
    }
    files[number] = file
    return FileHandleNumber(number)
  }

  func file(_ handle: FileHandleNumber) throws(SystemError) -> File {
    guard let file = files[handle.number] else { throw .errno(.ebadf) }
    return file
  }

  mutating func move(_ handle: FileHandleNumber, to position: Int) {
    files[handle.number]?.position = position
  }

  mutating func remove(_ handle: FileHandleNumber) throws(SystemError) -> File {
    guard let file = files.removeValue(forKey: handle.number) else { throw .errno(.ebadf) }
    return file
  }

  /// Closes everything; gives the inodes.
  mutating func removeAll() -> [Inode] {
    defer { files = [:] }
    return files.values.map(\.inode)
  }
}
