import Foundation

/// Which relay on the phone carries the log, and how idevicesyslog is told so.
public struct LogSource: Hashable, Sendable {
  /// The relays.
  public enum Service: String, Sendable {
    /// Default level and above; stamps as the phone sends them, in whole seconds.
    case syslogRelay = "syslog_relay"
    /// Every level; stamps in the host's time zone with microseconds.
    case osTraceRelay = "os_trace_relay"
    /// The log of a Simulator, one JSON object a line, with microseconds and the zone.
    case simulatorLog = "simulator log"
  }

  public var service: Service
  /// The options, without the phone's udid. Never a filter: `-p`, `-m`, `-t` and `-x` lose records or hang
  /// (measured with 1.3.0 and 1.4.0).
  public var arguments: [String]
  /// The program that captures it.
  public var program: String

  public init(service: Service, arguments: [String], program: String = Tool.log.rawValue) {
    self.service = service
    self.arguments = arguments
    self.program = program
  }

  /// The command without the phone's udid, for the record.
  public var command: String { ([program] + arguments).joined(separator: " ") }

  /// Asks the installed idevicesyslog what it can do.
  /// - Parameter wanted: the relay to use where there is a choice; nil takes the tool's own default.
  public static func probe(
    _ environment: ToolEnvironment, wanted: Service? = nil
  ) async throws -> LogSource {
    choose(help: try await environment.help(of: .log), wanted: wanted)
  }

  /// Reads the help text. A tool that knows `--syslog-relay` takes os_trace_relay by default on every phone since
  /// iOS 9 (1.4.0); one that does not has no other than syslog_relay (1.2.0, 1.3.0).
  static func choose(help: String, wanted: Service?) -> LogSource {
    var arguments: [String] = []
    if help.contains("--no-colors") { arguments.append("--no-colors") }
    guard help.contains("--syslog-relay") else {
      return LogSource(service: .syslogRelay, arguments: arguments)
    }
    guard wanted == .syslogRelay else { return LogSource(service: .osTraceRelay, arguments: arguments) }
    return LogSource(service: .syslogRelay, arguments: arguments + ["--syslog-relay"])
  }
}
