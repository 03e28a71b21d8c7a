public import Foundation
import ProbeProtocol

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

// The calls of the same names, found here since a method hides the function that it is named after.
private func openFile(_ path: String, _ flags: Int32) -> Int32 { open(path, flags | O_CLOEXEC, 0o644) }
private func readBytes(_ file: Int32, _ into: UnsafeMutableRawBufferPointer) -> Int {
  read(file, into.baseAddress, into.count)
}
private func writeBytes(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(file, bytes.baseAddress, bytes.count)
}
private func closeFile(_ file: Int32) -> Int32 { close(file) }
private func renameFile(_ old: String, _ new: String) -> Int32 { rename(old, new) }

/// The global `errno`, which the case of that name hides within `SystemError`.
private func errorNumber() -> Int32 { errno }

extension SystemError {
  /// What the last call left in `errno`.
  static var last: SystemError { .errno(ErrnoName(number: errorNumber())) }
}

extension LiveSystem {
  public func open(_ path: String, _ mode: OpenMode) throws(SystemError) -> FileHandleNumber {
    let flags =
      switch mode {
      case .read: O_RDONLY
      case .write(let create): O_WRONLY | O_TRUNC | (create ? O_CREAT : 0)
      case .append: O_WRONLY | O_CREAT | O_APPEND
      case .createNew: O_WRONLY | O_CREAT | O_EXCL
      }
    while true {
      let file = openFile(path, flags)
      if file >= 0 { return FileHandleNumber(file) }
      if errno != EINTR { throw .last }
    }
  }

  public func read(_ handle: FileHandleNumber, count: Int) throws(SystemError) -> Data {
    guard count > 0 else { return Data() }
    var bytes = Data(count: count)
    while true {
      let got = bytes.withUnsafeMutableBytes { readBytes(handle.number, $0) }
      if got >= 0 { return bytes.prefix(got) }
      if errno != EINTR { throw .last }
    }
  }

  public func write(_ handle: FileHandleNumber, _ bytes: Data) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let put = rest.withUnsafeBytes { writeBytes(handle.number, $0) }
      if put >= 0 {
        rest = rest.dropFirst(put)
      } else if errno != EINTR {
        throw .last
      }
    }
  }

  public func close(_ handle: FileHandleNumber) throws(SystemError) {
    guard closeFile(handle.number) == 0 else { throw .last }
  }

  public func listDirectory(_ path: String) throws(SystemError) -> [String] {
    guard let directory = opendir(path) else { throw .last }
    defer { closedir(directory) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(directory) else { break }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
          String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    guard errno == 0 else { throw .last }
    return names.sorted()
  }

  public func makeDirectory(_ path: String) throws(SystemError) {
    guard mkdir(path, 0o755) == 0 else { throw .last }
  }

  public func remove(_ path: String) throws(SystemError) {
    guard unlink(path) == 0 else { throw .last }
  }

  public func rename(_ path: String, to newPath: String) throws(SystemError) {
    guard renameFile(path, newPath) == 0 else { throw .last }
  }

  public func status(_ path: String, followingLinks: Bool) throws(SystemError) -> FileStatus {
    var info = stat()
    guard (followingLinks ? stat(path, &info) : lstat(path, &info)) == 0 else { throw .last }
    let kind: FileStatus.Kind =
      switch info.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .link
      default: .other
      }
    return FileStatus(
      kind: kind, size: Int(info.st_size), owner: info.st_uid, mode: UInt16(info.st_mode & 0o7777),
      device: UInt64(truncatingIfNeeded: info.st_dev), inode: UInt64(info.st_ino))
  }

  public func linkTarget(_ path: String) throws(SystemError) -> String {
    var target = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink(path, &target, target.count - 1)
    guard count >= 0 else { throw .last }
    return String(decoding: target.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  public func setMode(_ path: String, _ mode: UInt16) throws(SystemError) {
    guard chmod(path, mode_t(mode)) == 0 else { throw .last }
  }

  public func isVolumeReadOnly(_ path: String) throws(SystemError) -> Bool {
    #if canImport(Darwin)
      var info = statfs()
      guard statfs(path, &info) == 0 else { throw .last }
      return info.f_flags & UInt32(MNT_RDONLY) != 0
    #else
      var info = statvfs()
      guard statvfs(path, &info) == 0 else { throw .last }
      return info.f_flag & UInt(ST_RDONLY) != 0
    #endif
  }
}
