package import DeviceProtocol
package import Foundation

/// A phone as the services show it to the host. The model of iOS behaviour stands behind it; the services know the
/// wire and nothing else.
package protocol VirtualDevice: Sendable {
  /// `XXXXXXXX-XXXXXXXXXXXXXXXX`.
  var udid: String { get }

  /// Whether the phone lets this host in.
  var hostAccess: HostAccess { get }

  /// What lockdownd answers to GetValue: one value for a key, a dictionary of all without one, nil for MissingValue.
  func lockdownValue(domain: String?, key: String?) -> PropertyList?

  /// The installed apps, each as the dictionary that installation_proxy gives.
  func installedApplications() -> [PropertyList]

  /// Installs what was uploaded to the media folder.
  func install(packageAt path: String) throws(VirtualDeviceError)
  func uninstall(bundle: String) throws(VirtualDeviceError)

  /// An app's data container, or its Documents alone, as house_arrest vends it.
  func container(bundle: String, documentsOnly: Bool) throws(VirtualDeviceError) -> any VirtualFileStore

  /// What `com.apple.afc` shows.
  var mediaFolder: any VirtualFileStore { get }

  /// Names of the running processes by pid.
  func processes() -> [Int32: String]

  /// Calls the receiver with every record that the phone logs from now on, in stream order, until the token is
  /// dropped or cancelled. The receiver must not block.
  func observeLog(_ receiver: @escaping @Sendable (PhoneLogRecord) -> Void) -> PhoneLogObservation

  /// What becomes of the relays' connections; nil where nothing does.
  var channel: FaultyChannel? { get }

  /// Answers one HTTP request to the Conductor. The status 0 is no answer: the connection closes.
  func conductor(method: String, path: String, authorization: String?, body: Data) async -> (
    status: Int, body: Data
  )

  /// Changes what the Conductor's process does.
  func conductorCourse(_ course: ConductorCourse)

  /// A listener of a probe on the phone, by port: what a client sends comes back as the returned bytes. Nil refuses
  /// the connection.
  func listener(port: UInt16) -> (@Sendable (Data) -> Data)?
}

extension VirtualDevice {
  /// Whether its services speak TLS. The tools keep to TLS 1.0 with a phone below iOS 10 (libimobiledevice 1.3.0), which
  /// no server of today speaks: such a phone does without.
  var speaksTLS: Bool {
    let version = lockdownValue(domain: nil, key: "ProductVersion")?.stringValue ?? ""
    return (version.split(separator: ".").first.flatMap { Int($0) } ?? 0) >= 10
  }

  /// Phones trust the host unless they say otherwise.
  package var hostAccess: HostAccess { .granted }

  /// Relays work unless they are told not to.
  package var channel: FaultyChannel? { nil }

  /// A phone that has no say in it.
  package func conductorCourse(_ course: ConductorCourse) {}
}

/// What the Conductor's process can be made to do.
package enum ConductorCourse: Hashable, Sendable {
  case dies
  case starts
  /// It lives, and neither answers nor logs.
  case stands
  case goesOn
}

/// How a phone stands towards the host, as far as lockdownd tells.
package enum HostAccess: Hashable, Sendable {
  case granted
  /// The phone asks its owner whether to trust this computer: PairingDialogResponsePending.
  case trustPending
  /// The owner said no: UserDeniedPairing.
  case trustDenied
  /// Locked with a passcode: services do not start, PasswordProtected.
  case locked
}

/// Ends an observation of the log.
package struct PhoneLogObservation: Sendable {
  package let cancel: @Sendable () -> Void

  package init(cancel: @escaping @Sendable () -> Void) { self.cancel = cancel }
}

/// A folder tree that AFC can show. Paths are relative to its root and may lack the leading slash.
package protocol VirtualFileStore: Sendable {
  /// Names in a directory, without `.` and `..`, sorted.
  func list(_ path: String) throws(VirtualDeviceError) -> [String]
  func attributes(_ path: String) throws(VirtualDeviceError) -> VirtualFileAttributes
  func read(_ path: String) throws(VirtualDeviceError) -> Data
  func write(_ path: String, _ content: Data) throws(VirtualDeviceError)
  func makeDirectory(_ path: String) throws(VirtualDeviceError)
  func remove(_ path: String, recursively: Bool) throws(VirtualDeviceError)
}

/// What AFC's GET_FILE_INFO tells.
package struct VirtualFileAttributes: Hashable, Sendable {
  package var isDirectory: Bool
  package var isLink: Bool
  package var size: Int
  package var modified: Date

  package init(isDirectory: Bool, isLink: Bool = false, size: Int, modified: Date) {
    self.isDirectory = isDirectory
    self.isLink = isLink
    self.size = size
    self.modified = modified
  }
}

/// Why a virtual device refuses what the host asks for.
package enum VirtualDeviceError: Error, Hashable, Sendable {
  case noSuchApplication
  /// The app's signature or Info.plist does not let the host in.
  case notAllowed
  case noSuchFile
  case isDirectory
  case isNotDirectory
  case exists
  case notEmpty
  case permissionDenied
  case badPackage(String)
}

/// A record as the phone logs it, before any relay has given it a form.
package struct PhoneLogRecord: Hashable, Sendable {
  /// Levels of the unified log.
  package enum Level: Hashable, Sendable {
    case `default`, info, debug, error, fault
  }

  package var time: Date
  package var process: String
  /// Full path of the process's executable.
  package var processPath: String
  /// The library that logged it; nil for the executable itself.
  package var image: String?
  package var pid: Int32
  package var level: Level
  package var message: String
  package var subsystem: String
  package var category: String

  package init(
    time: Date, process: String, processPath: String, image: String? = nil, pid: Int32, level: Level,
    message: String, subsystem: String = "", category: String = ""
  ) {
    self.time = time
    self.process = process
    self.processPath = processPath
    self.image = image
    self.pid = pid
    self.level = level
    self.message = message
    self.subsystem = subsystem
    self.category = category
  }
}
