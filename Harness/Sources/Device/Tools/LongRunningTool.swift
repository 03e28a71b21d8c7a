import Foundation
import Subprocess

/// A program that runs until it is ended: idevicesyslog, iproxy.
struct LongRunningTool: Sendable {
  var environment: ToolEnvironment
  var tool: Tool
  var arguments: [String]

  /// Runs it until it ends or the task is cancelled, and hands on what it writes as it comes; the next piece of a
  /// stream is read when the last one has been taken, so that a slow taker slows the program and nothing piles up.
  ///
  /// After a cancellation the program gets SIGINT, then SIGTERM, then SIGKILL, and is gone when this returns.
  /// - Returns: how it ended, `status 0`.
  /// - Throws: `ToolError`, and what the receivers throw, which ends the program too.
  func run(
    output: @escaping @Sendable (Data) async throws -> Void,
    complaint: @escaping @Sendable (String) async throws -> Void
  ) async throws -> String {
    let path = try environment.path(of: tool)
    do {
      let result = try await Subprocess.run(
        environment.configuration(path, arguments, teardown: .orderly), input: .none, output: .sequence,
        error: .sequence
      ) { execution in
        // A reader does not notice that its group was cancelled; only the program's end ends it.
        let teardown = environment.teardown(.orderly)
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask {
            do {
              for try await piece in execution.standardOutput {
                try await output(piece.withUnsafeBytes { Data($0) })
              }
            } catch {
              await execution.teardown(using: teardown)
              throw error
            }
          }
          group.addTask {
            do {
              for try await piece in execution.standardError {
                try await complaint(piece.withUnsafeBytes { String(decoding: $0, as: UTF8.self) })
              }
            } catch {
              await execution.teardown(using: teardown)
              throw error
            }
          }
          try await group.waitForAll()
        }
      }
      try Task.checkCancellation()
      return result.terminationStatus.words
    } catch let error as SubprocessError {
      try Task.checkCancellation()
      let command = ([tool.rawValue] + arguments).joined(separator: " ")
      throw ToolError.notStarted(command: command, why: error.description)
    }
  }
}
