public import Foundation
public import ProbeProtocol

/// The operating system as a probe reaches it: the one narrow door through which every action goes.
///
/// Two systems stand behind it: the live one (POSIX and Foundation), and the virtual phone's modelled one. Calls keep
/// the shape of the calls that the claims name, so that both run the very same actions. Every call may block.
public protocol ProbeSystem: Sendable {
  // MARK: Identity

  /// `getpid`.
  var processID: Int32 { get }
  /// `getuid`.
  var userID: UInt32 { get }
  /// `geteuid`.
  var effectiveUserID: UInt32 { get }
  /// The name that `getpwuid` gives for a user id; nil where it gives none (FS-06).
  func userName(of userID: UInt32) -> String?
  /// `NSHomeDirectory`.
  var homeDirectory: String { get }
  /// `NSTemporaryDirectory`.
  var temporaryDirectory: String { get }
  /// The main bundle's identifier and `CFBundleVersion`.
  var bundle: (identifier: String, version: String) { get }

  // MARK: Files

  /// `open`. The handle stays open until ``close(_:)``.
  func open(_ path: String, _ mode: OpenMode) throws(SystemError) -> FileHandleNumber
  /// Reads up to `count` bytes from the handle's position; empty at the end.
  func read(_ handle: FileHandleNumber, count: Int) throws(SystemError) -> Data
  /// Writes all bytes at the handle's position.
  func write(_ handle: FileHandleNumber, _ bytes: Data) throws(SystemError)
  func close(_ handle: FileHandleNumber) throws(SystemError)
  /// `opendir`, `readdir` to the end, `closedir`: names besides `.` and `..`, sorted.
  func listDirectory(_ path: String) throws(SystemError) -> [String]
  func makeDirectory(_ path: String) throws(SystemError)
  func remove(_ path: String) throws(SystemError)
  func rename(_ path: String, to newPath: String) throws(SystemError)
  /// `stat`, or `lstat` where links are not followed.
  func status(_ path: String, followingLinks: Bool) throws(SystemError) -> FileStatus
  /// `readlink`.
  func linkTarget(_ path: String) throws(SystemError) -> String
  /// `chmod`.
  func setMode(_ path: String, _ mode: UInt16) throws(SystemError)
  /// Whether `statfs` reports the volume as mounted read-only.
  func isVolumeReadOnly(_ path: String) throws(SystemError) -> Bool

  // MARK: Processes

  /// `setuid`.
  func setUserID(_ userID: UInt32) throws(SystemError)
  /// `fork`; a child that comes to be ends at once.
  func fork() throws(SystemError)
  /// `posix_spawn` and `waitpid`: the exit status.
  func spawn(_ path: String) throws(SystemError) -> Int32

  // MARK: App Groups

  /// `FileManager.containerURL(forSecurityApplicationGroupIdentifier:)`; nil where it gives none.
  func groupContainer(_ identifier: String) -> String?
  /// `UserDefaults(suiteName:)`: sets the value and waits until it is stored.
  func setDefault(suite: String, key: String, value: String) throws(SystemError)
  /// `UserDefaults(suiteName:)`: the value as text.
  func defaultValue(suite: String, key: String) throws(SystemError) -> String?
  /// `NSFileCoordinator`: runs the body while no other co-ordinated reader or writer has the file.
  func coordinateWriting(_ path: String, _ body: () -> Void) throws(SystemError)

  // MARK: Data protection

  /// `Data.write(to:options:)`, with the option for the class or with none.
  func writeData(_ path: String, _ bytes: Data, protection: ProtectionClass?, isAtomic: Bool)
    throws(SystemError)
  /// `FileManager.createFile(atPath:contents:attributes:)`.
  func createFile(_ path: String, _ bytes: Data, protection: ProtectionClass?) throws(SystemError)
  /// `FileManager.createDirectory(atPath:withIntermediateDirectories:attributes:)`.
  func createDirectory(_ path: String, protection: ProtectionClass?) throws(SystemError)
  /// `FileManager.copyItem(atPath:toPath:)`.
  func copyItem(_ path: String, to newPath: String) throws(SystemError)
  /// `FileManager.setAttributes([.protectionKey: …], ofItemAtPath:)`.
  func setProtection(_ path: String, _ protection: ProtectionClass) throws(SystemError)
  /// `.protectionKey` of `FileManager.attributesOfItem(atPath:)`; nil where the attributes hold none.
  func protection(of path: String) throws(SystemError) -> ProtectionClass?
  /// `FileManager.attributesOfItem(atPath:)`.
  func attributes(of path: String) throws(SystemError) -> ItemAttributes

  // MARK: The app's life

  /// `UIApplication.isProtectedDataAvailable`.
  func isProtectedDataAvailable() throws(SystemError) -> Bool
  /// `UIApplication.applicationState`.
  func applicationState() throws(SystemError) -> ApplicationState
  /// Why a modelled phone does not know what an action would find; nil where it does, as always on a live system.
  func unmodelled(_ action: ActionName) -> String?

  // MARK: Clock and log

  /// Nanoseconds of the monotonic clock.
  var uptime: Int { get }
  /// Milliseconds since 1970 by the wall clock.
  var time: Int { get }
  func sleep(milliseconds: Int)
  /// Logs a message publicly under the probe's own subsystem.
  func log(_ message: String, level: Canary.Level)
  /// Logs a public head and tail with a private argument between them.
  func log(head: String, private filler: String, tail: String, level: Canary.Level)
}

/// How a file is opened.
public enum OpenMode: Hashable, Sendable {
  /// `O_RDONLY`.
  case read
  /// `O_WRONLY | O_TRUNC`, with `O_CREAT` and mode 0644 where `create` is true.
  case write(create: Bool)
  /// `O_WRONLY | O_CREAT | O_APPEND` with mode 0644.
  case append
  /// `O_WRONLY | O_CREAT | O_EXCL` with mode 0644.
  case createNew
}

/// A file that a probe holds open.
public struct FileHandleNumber: Hashable, Sendable {
  public let number: Int32
  public init(_ number: Int32) { self.number = number }
}

/// What `stat` tells.
public struct FileStatus: Hashable, Sendable {
  /// The kinds that probes tell apart.
  public enum Kind: String, Hashable, Sendable {
    case file, directory, link, other
  }

  public var kind: Kind
  public var size: Int
  public var owner: UInt32
  /// Permission bits alone.
  public var mode: UInt16
  public var device: UInt64
  public var inode: UInt64

  public init(kind: Kind, size: Int, owner: UInt32, mode: UInt16, device: UInt64, inode: UInt64) {
    self.kind = kind
    self.size = size
    self.owner = owner
    self.mode = mode
    self.device = device
    self.inode = inode
  }
}

/// Why a call did not succeed.
public enum SystemError: Error, Hashable, Sendable {
  case errno(ErrnoName)
  /// A framework's `NSError`.
  case failure(Outcome.Failure)
  /// A modelled phone has no documented behaviour for the call; with what is missing.
  case notModelled(String)
  /// This system has nothing of the kind; with what is missing.
  case unavailable(String)

  /// The error as an action's outcome.
  public var outcome: Outcome {
    switch self {
    case .errno(let name): .errno(name)
    case .failure(let failure): .error(failure)
    case .notModelled(let what): .unsupported("not modelled: \(what)")
    case .unavailable(let what): .unsupported("this system has none of it: \(what)")
    }
  }
}
