import Device
import Foundation

/// Shell scripts that stand in for the external programs.
struct FakeTools {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("sandprobe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Puts a script in place of a tool.
  func install(_ tool: Tool, _ script: String) throws { try install(named: tool.rawValue, script) }

  /// Puts a script in place of any program.
  func install(named program: String, _ script: String) throws {
    let url = folder.appendingPathComponent(program)
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: url)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path)
  }

  /// The fake tools alone, and a shell's own words.
  var environment: ToolEnvironment {
    var environment = ToolEnvironment(variables: ["PATH": "\(folder.path):/usr/bin:/bin"])
    environment.directories = [folder.path]
    return environment
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}

/// Runs a test body with fake tools that are removed afterwards.
func withFakeTools(_ body: (FakeTools) async throws -> Void) async throws {
  let tools = try FakeTools()
  defer { tools.remove() }
  try await body(tools)
}
