import Foundation

/// Calls the Swift compiler.
struct Compiler {
  struct Answer {
    var status: Int32
    /// Both streams.
    var output: String
  }

  func run(_ arguments: [String]) throws -> Answer { try Self.run("/usr/bin/env", ["swiftc"] + arguments) }

  static func run(_ tool: String, _ arguments: [String]) throws -> Answer {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tool)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Answer(status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
  }
}
