import Foundation
import RunFolder

/// A folder for what a command needs while it runs. What a killed command left is removed by the next one.
final class ScratchFolder: Sendable {
  let url: URL
  /// Holds a lock for as long as this process lives, however it ends.
  private let lock: Int32

  private static let prefix = "sandprobe-scratch-"
  private static let lockName = "lock"
  /// A folder that is younger may be about to get its lock, in seconds.
  private static let age = 60.0

  /// - Throws: `CommandError` where none can be made.
  init() throws {
    let place = FileManager.default.temporaryDirectory
    Self.sweep(place)
    url = place.appendingPathComponent(Self.prefix + UUID().uuidString)
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw CommandError(
        .inputOutput, "'\(url.path)' cannot be made: \(error.systemWords)",
        help: ["check free space and permissions there, or name another place in TMPDIR"])
    }
    lock = open(url.appendingPathComponent(Self.lockName).path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    if lock >= 0 { _ = flock(lock, LOCK_EX | LOCK_NB) }
  }

  deinit { if lock >= 0 { close(lock) } }

  func remove() { try? FileManager.default.removeItem(at: url) }

  /// Removes folders whose command is gone.
  private static func sweep(_ place: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let folder = place.appendingPathComponent(name)
      let file = folder.appendingPathComponent(lockName)
      let descriptor = open(file.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      guard isOwnAndOld(file), flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
      try? FileManager.default.removeItem(at: folder)
    }
  }

  /// Whether this user made it, and long enough ago. Foundation's attributes rather than `fstat`: in a static
  /// build the C structure belongs to another module than in a dynamic one.
  private static func isOwnAndOld(_ file: URL) -> Bool {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: file.path),
      let owner = attributes[.ownerAccountID] as? NSNumber, owner.uint32Value == getuid(),
      let made = attributes[.modificationDate] as? Date
    else { return false }
    return Date().timeIntervalSince(made) > age
  }
}
