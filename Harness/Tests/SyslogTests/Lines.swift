import Foundation

@testable import Syslog

/// The records of a log that is written down as lines.
func read(_ lines: String...) -> [LogRecord] {
  LogReader.read(Data(lines.map { $0 + "\n" }.joined().utf8))
}

extension LogRecord {
  /// The decision, if the record reports one.
  var violation: SandboxViolation? { if case .sandbox(let violation) = content { violation } else { nil } }
}
