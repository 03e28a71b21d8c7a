import DeviceProtocol
import Foundation
import NIOConcurrencyHelpers
import VirtualPhone

/// A phone without a model behind it: it has what a test puts there.
final class StubPhone: VirtualDevice {
  struct State {
    var access = HostAccess.granted
    var apps: [PropertyList] = []
    var containers: [String: MemoryStore] = [:]
    /// What is vended instead of a container.
    var stores: [String: any VirtualFileStore] = [:]
    var closedContainers: Set<String> = []
    var observers: [Int: @Sendable (PhoneLogRecord) -> Void] = [:]
    var lastObserver = 0
    var installed: [String] = []
  }

  let udid: String
  let media = MemoryStore()
  let state = NIOLockedValueBox(State())

  init(udid: String = "00008110-000A1B2C3D4E5F60") { self.udid = udid }

  var hostAccess: HostAccess { state.withLockedValue(\.access) }
  var observerCount: Int { state.withLockedValue(\.observers.count) }
  var mediaFolder: any VirtualFileStore { media }

  func lockdownValue(domain: String?, key: String?) -> PropertyList? {
    guard domain == nil else { return nil }
    let all: PropertyList = [
      "DeviceName": "Stub Phone", "ProductVersion": "17.5.1", "BuildVersion": "21F90",
      "ProductType": "iPhone15,2", "DeviceClass": "iPhone", "UniqueDeviceID": .string(udid),
      "PasswordProtected": false, "UniqueChipID": 5_123_456_789,
    ]
    return key.map { all[$0] } ?? all
  }

  func installedApplications() -> [PropertyList] { state.withLockedValue(\.apps) }

  func install(packageAt path: String) throws(VirtualDeviceError) {
    guard !path.contains("bad") else { throw .badPackage("no Info.plist in it") }
    state.withLockedValue { $0.installed.append(path) }
  }

  func uninstall(bundle: String) throws(VirtualDeviceError) {
    let found = state.withLockedValue { state in
      let count = state.apps.count
      state.apps.removeAll { $0["CFBundleIdentifier"] == .string(bundle) }
      return state.apps.count < count
    }
    if !found { throw .noSuchApplication }
  }

  func container(bundle: String, documentsOnly: Bool) throws(VirtualDeviceError) -> any VirtualFileStore {
    let (store, isClosed) = state.withLockedValue {
      ($0.containers[bundle], $0.closedContainers.contains(bundle))
    }
    if let other = state.withLockedValue({ $0.stores[bundle] }) { return other }
    guard let store else { throw .noSuchApplication }
    guard documentsOnly || !isClosed else { throw .notAllowed }
    return store
  }

  func processes() -> [Int32: String] { [314: "SandProbe", 1: "launchd"] }

  func observeLog(_ receiver: @escaping @Sendable (PhoneLogRecord) -> Void) -> PhoneLogObservation {
    let id = state.withLockedValue { state in
      state.lastObserver += 1
      state.observers[state.lastObserver] = receiver
      return state.lastObserver
    }
    return PhoneLogObservation { [weak self] in self?.state.withLockedValue { $0.observers[id] = nil } }
  }

  func conductor(method: String, path: String, authorization: String?, body: Data) async -> (
    status: Int, body: Data
  ) {
    if path == "/slow" { try? await Task.sleep(for: .milliseconds(300)) }
    guard path == "/status" else { return (404, Data(#"{"code":"not-found"}"#.utf8)) }
    let text = #"{"method":"\#(method)","authorization":"\#(authorization ?? "")","bytes":\#(body.count)}"#
    return (200, Data(text.utf8))
  }

  func listener(port: UInt16) -> (@Sendable (Data) -> Data)? {
    guard port == 4_242 else { return nil }
    return { text in
      if text == Data("slow".utf8) { Thread.sleep(forTimeInterval: 0.3) }
      return Data("heard ".utf8) + text
    }
  }
}

extension StubPhone {
  /// Logs a message, by SandProbe with pid 314.
  func log(_ message: String, level: PhoneLogRecord.Level = .default, image: String? = nil) {
    let record = PhoneLogRecord(
      time: Date(timeIntervalSince1970: 1_720_948_502), process: "SandProbe",
      processPath: "/private/var/containers/Bundle/Application/SandProbe.app/SandProbe", image: image,
      pid: 314,
      level: level, message: message, subsystem: "sandprobe", category: "event")
    for observer in state.withLockedValue({ $0.observers.values.map { $0 } }) { observer(record) }
  }

  func add(app bundle: String, type: String = "User", name: String, files: [String: Data] = [:]) {
    let app: PropertyList = [
      "CFBundleIdentifier": .string(bundle), "CFBundleDisplayName": .string(name),
      "CFBundleVersion": "7", "CFBundleShortVersionString": "1.2", "ApplicationType": .string(type),
    ]
    state.withLockedValue {
      $0.apps.append(app)
      $0.containers[bundle] = MemoryStore(files: files)
    }
  }
}

/// A folder tree in memory. Folders are those that files and made directories imply.
final class MemoryStore: VirtualFileStore {
  private struct State {
    var files: [String: Data]
    var folders: Set<String> = ["/"]
    /// Names that a hostile phone gives for its folders.
    var forgedNames: [String: [String]] = [:]
  }

  private let state: NIOLockedValueBox<State>

  init(files: [String: Data] = [:]) {
    var state = State(files: files)
    for path in files.keys { state.folders.formUnion(Self.ancestors(of: path)) }
    self.state = NIOLockedValueBox(state)
  }

  private static func ancestors(of path: String) -> [String] {
    let parts = path.split(separator: "/").dropLast()
    return parts.indices.map { "/" + parts[...$0].joined(separator: "/") }
  }

  func forge(names: [String], in folder: String) {
    state.withLockedValue { $0.forgedNames[folder] = names }
  }

  var files: [String: Data] { state.withLockedValue(\.files) }

  func list(_ path: String) throws(VirtualDeviceError) -> [String] {
    let state = state.withLockedValue { $0 }
    if let names = state.forgedNames[path] { return names }
    guard state.folders.contains(path) else {
      throw state.files[path] == nil ? .noSuchFile : .isNotDirectory
    }
    let prefix = path == "/" ? "/" : path + "/"
    let below = (Array(state.files.keys) + state.folders).filter {
      $0.hasPrefix(prefix) && $0 != path && $0 != "/"
    }
    return Set(below.compactMap { $0.dropFirst(prefix.count).split(separator: "/").first.map(String.init) })
      .sorted()
  }

  func attributes(_ path: String) throws(VirtualDeviceError) -> VirtualFileAttributes {
    let state = state.withLockedValue { $0 }
    let time = Date(timeIntervalSince1970: 1_720_948_502)
    if let file = state.files[path] {
      return VirtualFileAttributes(isDirectory: false, size: file.count, modified: time)
    }
    guard state.folders.contains(path) else { throw .noSuchFile }
    return VirtualFileAttributes(isDirectory: true, size: 64, modified: time)
  }

  func read(_ path: String) throws(VirtualDeviceError) -> Data {
    let state = state.withLockedValue { $0 }
    if let file = state.files[path] { return file }
    throw state.folders.contains(path) ? .isDirectory : .noSuchFile
  }

  func write(_ path: String, _ content: Data) throws(VirtualDeviceError) {
    state.withLockedValue { state in
      state.files[path] = content
      state.folders.formUnion(Self.ancestors(of: path))
    }
  }

  func makeDirectory(_ path: String) throws(VirtualDeviceError) {
    state.withLockedValue { _ = $0.folders.insert(path) }
  }

  func remove(_ path: String, recursively: Bool) throws(VirtualDeviceError) {
    let isEmpty = ((try? list(path)) ?? []).isEmpty
    guard recursively || isEmpty else { throw .notEmpty }
    let wasThere = state.withLockedValue { state in
      let count = state.files.count + state.folders.count
      state.files = state.files.filter { $0.key != path && !$0.key.hasPrefix(path + "/") }
      state.folders = state.folders.filter { $0 != path && !$0.hasPrefix(path + "/") }
      return state.files.count + state.folders.count < count
    }
    if !wasThere { throw .noSuchFile }
  }
}
