import Foundation
import ProbeProtocol

/// The number of a file within the whole phone.
typealias Inode = UInt64

/// What lies behind a name in the file system.
struct FileNode: Sendable {
  /// What the node holds.
  enum Content: Sendable {
    case file(Data)
    case directory([String: Inode])
    case link(String)
    /// Shows the directory of that path under a second name and device, as a mount does.
    case mount(String)
  }

  var content: Content
  var owner: UInt32
  /// Permission bits alone.
  var mode: UInt16
  var device: UInt64
  var modified: Date
  /// Its protection class; nil where nobody gave it one and no source says which it has then.
  var protection: ProtectionClass?
  /// The bundle that made it; nil for what the system made.
  var creator: String?
  /// Names that lead here.
  var links = 1
  /// Handles that hold it.
  var handles = 0

  var entries: [String: Inode]? { if case .directory(let entries) = content { entries } else { nil } }
  var bytes: Data? { if case .file(let bytes) = content { bytes } else { nil } }
  var target: String? { if case .link(let target) = content { target } else { nil } }

  var size: Int {
    switch content {
    case .file(let bytes): bytes.count
    case .link(let target): target.utf8.count
    // APFS gives 32 bytes for each entry, `.` and `..` among them.
    case .directory(let entries): (entries.count + 2) * 32
    case .mount: 64
    }
  }
}

/// On whose behalf the file system is asked.
struct Credentials: Hashable, Sendable {
  var user: UInt32
  /// The asking app's bundle identifier; nil for the system.
  var bundle: String?

  static let root = Credentials(user: 0, bundle: nil)
}

/// A part of the file system with a device number of its own.
struct Volume: Hashable, Sendable {
  var device: UInt64
  var isReadOnly: Bool
}
