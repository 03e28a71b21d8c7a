import DeviceProtocol
public import Foundation

/// A file that was read from a phone.
public struct PulledFile: Hashable, Sendable {
  /// Relative to the folder that was asked for, `journal/events.jsonl`.
  public var path: String
  public var bytes: Data

  public init(path: String, bytes: Data) {
    self.path = path
    self.bytes = bytes
  }
}

/// How much a pull may bring.
public struct PullLimits: Hashable, Sendable {
  public var fileBytes: Int
  public var totalBytes: Int
  public var files: Int
  /// Levels of folders.
  public var depth: Int

  public init(fileBytes: Int = 64 << 20, totalBytes: Int = 256 << 20, files: Int = 10_000, depth: Int = 16) {
    self.fileBytes = fileBytes
    self.totalBytes = totalBytes
    self.files = files
    self.depth = depth
  }
}

/// Reads files from the data container of an app, through usbmuxd, lockdownd and `com.apple.mobile.house_arrest`.
///
/// It works with a real phone and with the virtual one. VendContainer is asked for first; a phone that refuses it is
/// asked for the app's Documents, whose paths begin with `/Documents` all the same. Debian 12 has no tool for this, and
/// `afcclient` of later versions exits with 0 even when the file is missing (libimobiledevice 1.4.0).
public struct HouseArrestClient: Sendable {
  private static let service = "com.apple.mobile.house_arrest"

  private let door: PhoneDoor
  private let patience: Duration

  /// - Parameters:
  ///   - udid: with or without its hyphen.
  ///   - wait: how long any single answer may take.
  ///   - patience: how long all answers of one call may take together.
  public init(
    udid: String, address: UsbmuxAddress = .standard, wait: Duration = .seconds(15),
    patience: Duration = .seconds(300)
  ) {
    door = PhoneDoor(udid: udid, address: address, wait: wait)
    self.patience = patience
  }

  /// Names in a folder of an app's container, without `.` and `..`; nil where there is no such folder.
  public func list(bundle: String, path: String) async throws(HouseArrestError) -> [String]? {
    try await withContainer(of: bundle) { (files) async throws(HouseArrestError) in try await files.list(path)
    }
  }

  /// The content of a file; nil where there is none.
  ///
  /// - Parameter limit: a longer file is an error, ``HouseArrestError/fileTooLarge(path:bytes:limit:)``.
  public func readFile(
    bundle: String, path: String, limit: Int = 64 << 20
  ) async throws(HouseArrestError) -> Data? {
    try await withContainer(of: bundle) { (files) async throws(HouseArrestError) in
      try await files.read(path, limit: limit)
    }
  }

  /// All regular files below a folder, in the order of their paths; none where there is no such folder. Links are not
  /// followed.
  public func pullFolder(
    bundle: String, path: String, limits: PullLimits = PullLimits()
  ) async throws(HouseArrestError) -> [PulledFile] {
    try await withContainer(of: bundle) { (files) async throws(HouseArrestError) in
      var pull = FolderPull(files: files, root: path, limits: limits)
      return try await pull.run()
    }
  }

  /// Writes all regular files below a folder into a folder of this computer, which is made if need be. Files are called
  /// as ``LocalNames`` says.
  ///
  /// - Returns: what was written, relative to the folder.
  public func pull(
    bundle: String, path: String, into folder: URL, limits: PullLimits = PullLimits()
  ) async throws(HouseArrestError) -> [String] {
    let files = try await pullFolder(bundle: bundle, path: path, limits: limits)
    var names = LocalNames()
    let paths = files.map { names.path(for: $0.path) }
    for (file, path) in zip(files, paths) {
      let target = path.split(separator: "/").reduce(folder) { $0.appending(component: $1) }
      do {
        try FileManager.default.createDirectory(
          at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try file.bytes.write(to: target)
      } catch {
        throw .cannotWrite(path: target.path, why: "\(error)")
      }
    }
    return paths
  }

  /// - Parameter commands: What house_arrest is asked for, one after another until one is granted.
  func withContainer<Value: Sendable>(
    of bundle: String, _ commands: [String] = ["VendContainer", "VendDocuments"],
    _ body: (AFCClient) async throws(HouseArrestError) -> Value
  ) async throws(HouseArrestError) -> Value {
    let connection = try await vend(bundle, commands)
    defer { connection.close() }
    return try await body(AFCClient(connection: connection, patience: patience))
  }

  private func vend(_ bundle: String, _ commands: [String]) async throws(HouseArrestError) -> WireConnection {
    for command in commands {
      let connection = try await door.open(service: Self.service)
      var error: String?
      do throws(HouseArrestError) {
        let reply = try await connection.ask(
          ["Command": .string(command), "Identifier": .string(bundle)], during: "\(command) of \(bundle)")
        if reply["Status"]?.stringValue == "Complete" { return connection }
        error = reply["Error"]?.stringValue
      } catch {
        connection.close()
        throw error
      }
      connection.close()
      switch error {
      case "ApplicationLookupFailed": throw .appNotInstalled(bundle: bundle)
      case "InstallationLookupFailed": continue
      default: throw .refused(what: "\(command) of \(bundle)", error: error ?? "no status")
      }
    }
    throw .notADevelopmentBuild(bundle: bundle)
  }
}
