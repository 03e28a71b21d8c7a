#if canImport(os)
  import Foundation
  import ProbeProtocol
  import os

  /// The unified log. This file alone logs, since interpolation into a `Logger` can be checked with Apple's compiler
  /// only.
  enum UnifiedLog {
    // Made anew for each message: the log keeps one object for each name, and `Logger` is not Sendable in older SDKs.
    private static var logger: Logger { Logger(subsystem: subsystem, category: ProbeLog.category) }

    /// Only the Conductor's runner, whose Info.plist is Xcode's own, has no name there.
    private static let subsystem: String = {
      let name = Bundle.main.object(forInfoDictionaryKey: "SandProbeName") as? String
      return ProbeLog.subsystem(of: name.map { ProbeName($0) } ?? .conductor)
    }()

    static func write(_ message: LogMessage) {
      let level = type(of: message.level)
      if let filler = message.filler {
        logger.log(
          level: level,
          "\(message.head, privacy: .public)\(filler, privacy: .private)\(message.tail, privacy: .public)")
      } else {
        logger.log(level: level, "\(message.head + message.tail, privacy: .public)")
      }
    }

    private static func type(of level: Canary.Level) -> OSLogType {
      switch level {
      case .default: .default
      case .info: .info
      case .debug: .debug
      case .error: .error
      case .fault: .fault
      }
    }
  }
#endif
