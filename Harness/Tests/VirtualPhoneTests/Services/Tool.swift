import Foundation
import VirtualPhone

/// A real tool at work against a virtual phone. Its output goes to files, so that nothing of it can be lost.
final class Tool {
  struct Result {
    var status: Int32
    var output: String
    var errors: String
  }

  private let process = Process()
  private let folder: URL

  /// The tool's path, if it is installed.
  static func path(of name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Starts a tool.
  ///
  /// - Parameter usbmuxd: the value of USBMUXD_SOCKET_ADDRESS.
  init(_ path: String, _ arguments: [String], usbmuxd: String) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "sandprobe-tool-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["out", "err"] { try Data().write(to: folder.appending(path: name)) }
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging([
      "USBMUXD_SOCKET_ADDRESS": usbmuxd, "LC_ALL": "C.UTF-8",
    ]) { _, new in new }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: folder.appending(path: "out"))
    process.standardError = try FileHandle(forWritingTo: folder.appending(path: "err"))
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    try? FileManager.default.removeItem(at: folder)
  }

  var output: String { text("out") }
  var errors: String { text("err") }
  var isRunning: Bool { process.isRunning }

  private func text(_ name: String) -> String {
    String(decoding: (try? Data(contentsOf: folder.appending(path: name))) ?? Data(), as: UTF8.self)
  }

  /// Waits until the output satisfies a condition; false when it does not within a generous time.
  func waits(seconds: Int = 60, for condition: (String) -> Bool) async throws -> Bool {
    for _ in 0..<seconds * 50 {
      if condition(output) { return true }
      guard process.isRunning else { return condition(output) }
      try await Task.sleep(for: .milliseconds(20))
    }
    return false
  }

  /// Ends a tool that runs until it is told. Only SIGKILL is sure to end it: threads of Dispatch block signals, and on
  /// Linux a process that is started from one inherits that.
  func stop() async throws {
    kill(process.processIdentifier, SIGKILL)
    _ = try await finish()
  }

  /// Waits for a tool that ends by itself.
  func finish(seconds: Int = 60) async throws -> Result {
    for _ in 0..<seconds * 50 where process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    return Result(status: process.terminationStatus, output: output, errors: errors)
  }

  /// Runs a tool to its end.
  static func run(_ path: String, _ arguments: [String], usbmuxd: String) async throws -> Result {
    try await Tool(path, arguments, usbmuxd: usbmuxd).finish()
  }
}

/// Starts a server with phones, does something with it and stops it again, whatever happens.
func withServer<Value>(
  _ phones: [any VirtualDevice], options: VirtualPhoneOptions = VirtualPhoneOptions(),
  _ body: (VirtualPhoneServer, VirtualPhoneAddresses) async throws -> Value
) async throws -> Value {
  let server = VirtualPhoneServer(options: options)
  let addresses = try await server.start()
  for phone in phones { await server.attach(phone) }
  do {
    let value = try await body(server, addresses)
    await server.stop()
    return value
  } catch {
    await server.stop()
    throw error
  }
}
