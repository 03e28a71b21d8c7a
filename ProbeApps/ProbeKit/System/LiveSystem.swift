import Foundation
public import ProbeProtocol

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The operating system that the process runs on, by POSIX calls and Foundation.
///
/// On Apple's platforms it is what a probe app acts on. Elsewhere it serves tests: a folder stands for the home
/// directory, other folders for the containers of App Groups.
public struct LiveSystem: ProbeSystem {
  public let homeDirectory: String
  public let temporaryDirectory: String
  /// Containers by identifier of their App Group; used where the platform has no App Groups.
  let groups: [String: String]
  let identifier: String
  let version: String
  let sink: @Sendable (LogMessage) -> Void
  /// What the app's `UIApplication` tells; nil for a process that is no app.
  let app: (any AppDoor)?

  /// A system with stand-ins for what only iOS has.
  /// - Parameters:
  ///   - home: The folder that stands for the home directory; `tmp` in it is the temporary directory.
  ///   - groups: Folders that stand for containers of App Groups, by identifier. Apple's platforms ask the system.
  ///   - bundle: The bundle's identifier and version.
  ///   - app: Stands for the app's `UIApplication`.
  ///   - logSink: Gets what is logged.
  public init(
    home: String, groups: [String: String] = [:],
    bundle: (identifier: String, version: String) = ("sandprobe", "0"),
    app: (any AppDoor)? = nil,
    logSink: @escaping @Sendable (LogMessage) -> Void
  ) {
    self.homeDirectory = home
    self.temporaryDirectory = home + "/tmp"
    self.groups = groups
    self.identifier = bundle.identifier
    self.version = bundle.version
    self.sink = logSink
    self.app = app
  }

  #if canImport(os)
    /// The system of an app: its own home directory, bundle and log.
    /// - Parameter app: The app's `UIApplication`; nil in an extension, which has none.
    public init(app: (any AppDoor)? = nil) {
      self.homeDirectory = NSHomeDirectory()
      self.temporaryDirectory = NSTemporaryDirectory()
      self.groups = [:]
      self.identifier = Bundle.main.bundleIdentifier ?? ""
      self.version = Bundle.main.object(forInfoDictionaryKey: "CFBundleVersion") as? String ?? ""
      self.sink = { UnifiedLog.write($0) }
      self.app = app
    }
  #endif

  public var bundle: (identifier: String, version: String) { (identifier, version) }

  public var processID: Int32 { getpid() }
  public var userID: UInt32 { getuid() }
  public var effectiveUserID: UInt32 { geteuid() }

  public func userName(of userID: UInt32) -> String? {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var space = [CChar](repeating: 0, count: 16_384)
    guard getpwuid_r(userID, &entry, &space, space.count, &found) == 0, found != nil, let name = entry.pw_name
    else { return nil }
    return String(cString: name)
  }

  public var uptime: Int { Self.nanoseconds(of: CLOCK_MONOTONIC) }
  public var time: Int { Self.nanoseconds(of: CLOCK_REALTIME) / 1_000_000 }

  public func sleep(milliseconds: Int) {
    Thread.sleep(forTimeInterval: Double(max(0, milliseconds)) / 1_000)
  }

  public func log(_ message: String, level: Canary.Level) {
    sink(LogMessage(head: message, level: level))
  }

  public func log(head: String, private filler: String, tail: String, level: Canary.Level) {
    sink(LogMessage(head: head, filler: filler, tail: tail, level: level))
  }

  private static func nanoseconds(of clock: clockid_t) -> Int {
    var now = timespec()
    clock_gettime(clock, &now)
    return Int(now.tv_sec) * 1_000_000_000 + Int(now.tv_nsec)
  }
}
