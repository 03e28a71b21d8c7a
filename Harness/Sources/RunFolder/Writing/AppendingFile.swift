import Foundation

/// A raw file of a run: bytes are only ever added at its end, each piece with a call of its own, so that what was
/// handed over is in the file when this process is killed.
///
/// Whoever writes holds the file's lock. The system lets go of it when the process ends, however it ends: so a run that
/// still goes on is told from one that was killed.
final class AppendingFile {
  /// What a piece is when only a part of it found room.
  enum Pieces {
    /// A part is as good as the whole: bytes of a log.
    case divisible
    /// A part says nothing: half a record is taken back.
    case indivisible
  }

  let url: URL
  /// In bytes.
  private(set) var size: Int
  /// Below 0 when the file is closed.
  private var descriptor: Int32
  private let pieces: Pieces

  /// Opens the file, which is made if need be.
  /// - Throws: ``RunFolderError/cannotWrite(_:why:)``, and ``RunFolderError/inUse(_:)`` where another process writes.
  init(_ url: URL, pieces: Pieces) throws(RunFolderError) {
    self.url = url
    self.pieces = pieces
    descriptor = open(url.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw RunFolderError.cannotWrite(url.path, why: Self.lastWords) }
    // A file system without locks refuses for another reason, and there is nobody to be told apart.
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      close(descriptor)
      throw .inUse(url.deletingLastPathComponent().path)
    }
    size = max(0, Int(lseek(descriptor, 0, SEEK_END)))
  }

  deinit { finish() }

  /// Closes the file and lets go of its lock.
  func finish() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  /// Whether another process, or another part of this one, writes the file.
  static func isBeingWritten(_ url: URL) -> Bool {
    let descriptor = open(url.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  /// Adds a piece.
  /// - Throws: ``RunFolderError/cannotWrite(_:why:)``; of a divisible piece the part that found room is kept then.
  func append(_ bytes: Data) throws(RunFolderError) {
    var written = 0
    let failure = bytes.withUnsafeBytes { buffer -> Int32? in
      while written < buffer.count {
        let count = write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count < 0 ? errno : EIO }
        written += count
      }
      return nil
    }
    guard let failure else {
      size += written
      return
    }
    if pieces == .indivisible, written > 0, ftruncate(descriptor, off_t(size)) == 0 { written = 0 }
    size += written
    throw .cannotWrite(url.path, why: String(cString: strerror(failure)))
  }

  /// Ends a line that was cut, so that the next one begins by itself.
  /// - Returns: whether there was one.
  func endLine() throws(RunFolderError) -> Bool {
    guard size > 0, let last = lastByte(), last != UInt8(ascii: "\n") else { return false }
    try append(Data("\n".utf8))
    return true
  }

  /// Waits until all is on the disk, for a machine that loses its power.
  func synchronize() { _ = fsync(descriptor) }

  private func lastByte() -> UInt8? {
    guard let reader = try? FileHandle(forReadingFrom: url) else { return nil }
    defer { try? reader.close() }
    guard (try? reader.seek(toOffset: UInt64(size - 1))) != nil else { return nil }
    return (try? reader.read(upToCount: 1))?.first
  }

  private static var lastWords: String { String(cString: strerror(errno)) }
}
