import Foundation

@testable import LogInput

/// A folder for a test's files, removed afterwards.
struct Workbench {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sandprobe-input-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// Writes a file, and says where.
  func file(_ name: String, _ bytes: some Collection<UInt8>) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  func append(_ bytes: some Collection<UInt8>, to name: String) throws {
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path(name)))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
  }

  func fifo(_ name: String) throws -> String {
    guard mkfifo(path(name), 0o600) == 0 else { throw SystemError.last }
    return path(name)
  }

  /// Runs a line of the shell in the folder and waits for it.
  func shell(_ line: String) throws {
    let none = try Descriptor.open("/dev/null")
    let child = try start("cd '\(folder.path)' && { \(line); } > /dev/null 2>&1", input: none)
    guard child.wait() == .status(0) else { throw Failed(line: line) }
  }

  private func start(_ line: String, input: Descriptor) throws -> ChildProcess {
    let ends = try PipeEnds()
    return try ChildProcess(
      "/bin/sh", ["-c", line], input: input, output: ends.writing, complaints: ends.writing)
  }

  /// Starts a line of the shell in the folder, which writes to a pipe whose writing end it alone has.
  func start(_ line: String, output: PipeWritingEnd) throws -> ChildProcess {
    let none = try Descriptor.open("/dev/null")
    let writing = Descriptor(owning: dup(output.number))
    output.close()
    return try ChildProcess(
      "/bin/sh", ["-c", "cd '\(folder.path)' && { \(line); }"], input: none, output: writing, complaints: none
    )
  }

  /// A script in place of a tool. A child writes the file: another child that is started meanwhile would hold a file
  /// that is open for writing here, and what is open for writing cannot be started.
  func install(_ tool: String, _ script: String) throws -> ToolSearch {
    _ = try file("script", Array("#!/bin/sh\n\(script)\n".utf8))
    try shell("cp script \(tool) && chmod 755 \(tool)")
    return ToolSearch(folders: [folder.path])
  }

  struct Failed: Error { var line: String }
}

/// Runs a test with a folder that is removed afterwards.
func withWorkbench(_ body: (Workbench) throws -> Void) throws {
  let bench = try Workbench()
  defer { bench.remove() }
  try body(bench)
}

extension LogInput {
  /// The next bytes.
  func next(_ size: Int = LogInput.bufferSize) throws -> [UInt8] {
    var bytes: [UInt8] = Array(repeating: 0, count: size)
    let count = try bytes.withUnsafeMutableBytes { try read(into: $0) }
    return Array(bytes[..<count])
  }

  /// Everything up to the end.
  func all(_ size: Int = LogInput.bufferSize) throws -> [UInt8] {
    var all: [UInt8] = []
    while case let piece = try next(size), !piece.isEmpty { all += piece }
    return all
  }

  /// So many bytes, of what may have no end.
  func first(_ count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count, case let piece = try next(), !piece.isEmpty { bytes += piece }
    return bytes
  }
}

/// Lines that no system logs, so many bytes of them, that do not repeat.
func lines(_ count: Int) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(count + 64)
  var number: UInt64 = 0
  while bytes.count < count {
    number += 1
    bytes += Array("made-up line \(number) \(number &* 0x9e37_79b9_7f4a_7c15)\n".utf8)
  }
  return Array(bytes[..<count])
}

/// Whether a program is on this machine.
func isInstalled(_ tool: String) -> Bool { ToolSearch.standard.path(of: tool) != nil }

/// Does something on a thread of its own.
func inBackground(_ body: @escaping @Sendable () -> Void) { Thread.detachNewThread(body) }

/// Whether a process is there.
func isAlive(_ identifier: pid_t) -> Bool { kill(identifier, 0) == 0 }

/// Waits for a script to write its process id.
func pidWritten(to path: String) -> pid_t {
  while true {
    if let text = try? String(contentsOfFile: path, encoding: .utf8), text.hasSuffix("\n"),
      let number = pid_t(text.dropLast())
    {
      return number
    }
    usleep(5_000)
  }
}
