public import Foundation

/// What happens while the log is captured.
public enum LogCaptureEvent: Hashable, Sendable {
  /// The tool is about to be started; with its command.
  case started(command: String)
  /// Bytes of the log, exactly as they came.
  case output(Data)
  /// What the tool wrote to standard error.
  case complaint(String)
  /// The tool is gone; `status 0`. It says nothing about whether anything was captured.
  case ended(status: String)
}

/// One life of idevicesyslog.
///
/// The tool is trusted with nothing but carrying bytes: it neither notices nor reports a stream that died (measured
/// with 1.3.0 and 1.4.0), so its owner must watch for heartbeats, cancel it and start another.
public struct LogCapture: Sendable {
  var environment: ToolEnvironment
  var udid: String
  var source: LogSource

  public init(environment: ToolEnvironment, udid: String, source: LogSource) {
    self.environment = environment
    self.udid = udid
    self.source = source
  }

  /// Runs the tool until it ends or the task is cancelled; it is gone when this returns. Pieces of the log arrive in
  /// order, and the next one is read when the receiver has taken the last.
  /// - Throws: `ToolError`; what the receiver throws, which ends the tool.
  public func run(_ receive: @escaping @Sendable (LogCaptureEvent) async throws -> Void) async throws {
    let tool = LongRunningTool(
      environment: environment, tool: .log, arguments: ["-u", udid] + source.arguments)
    try await receive(.started(command: source.command))
    let status = try await tool.run(
      output: { try await receive(.output($0)) }, complaint: { try await receive(.complaint($0)) })
    try await receive(.ended(status: status))
  }
}
