import Foundation

/// Files that are there whole or not at all, whenever the process ends.
enum WholeFile {
  /// What the name of a file ends with while it is being written. A killed process leaves such a file; nobody reads it.
  static let unfinished = ".partial"

  /// Writes the bytes beside the file and puts them in its place.
  /// - Throws: ``RunFolderError/cannotWrite(_:why:)``; what was there before is still there then.
  static func write(_ bytes: Data, to url: URL) throws(RunFolderError) {
    let draft = url.path + unfinished
    do throws(Failure) {
      try fill(draft, bytes)
      guard rename(draft, url.path) == 0 else { throw Failure(code: errno) }
    } catch {
      unlink(draft)
      throw .cannotWrite(url.path, why: String(cString: strerror(error.code)))
    }
    synchronizeFolder(url.deletingLastPathComponent().path)
  }

  private struct Failure: Error { var code: Int32 }

  private static func fill(_ path: String, _ bytes: Data) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw Failure(code: errno) }
    var written = 0
    let code = bytes.withUnsafeBytes { buffer -> Int32 in
      while written < buffer.count {
        let count = Foundation.write(
          descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count < 0 ? errno : EIO }
        written += count
      }
      return fsync(descriptor) == 0 ? 0 : errno
    }
    // Some file systems tell only here that there was no room.
    let closing = close(descriptor) == 0 ? 0 : errno
    guard code == 0, closing == 0 else { throw Failure(code: code != 0 ? code : closing) }
  }

  /// The new name has to outlive a loss of power, too.
  private static func synchronizeFolder(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }
}
