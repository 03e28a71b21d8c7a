import ProbeProtocol
import Scenario
import Syslog

/// Which sandbox records speak of one process, operation and path.
struct SandboxQuery: Sendable {
  var name: String
  var pid: Int32
  var operation: String?
  /// Normalised; nil where any will do.
  var path: String?
  var code: Int?

  init(pattern: RecordPattern, path: String?, name: String, pid: Int32) {
    self.name = name
    self.pid = pid
    operation = pattern.operation
    self.path = path.map(PathText.normalised)
    code = pattern.code
  }

  /// How a record answers the query.
  enum Answer: Hashable {
    /// A decision about this process, operation and path.
    case match
    /// A folded repetition without a pid: it counts only beside a match.
    case foldedMatch
    /// A decision about this process and path with another operation or code.
    case otherDecision
    case none
  }

  /// The answer of one record.
  func answer(of record: LogRecord) -> Answer {
    guard case .sandbox(let violation) = record.content, violation.isDeny, Self.isTrusted(record) else {
      return .none
    }
    guard let subject = violation.subject, subject.mayBe(name: name, pid: pid) else { return .none }
    guard path.map({ $0 == PathText.normalised(violation.target) }) ?? true else { return .none }
    let agrees =
      (operation.map { $0 == violation.operation } ?? true)
      && (code == nil || violation.code == nil || violation.code == code)
    guard agrees else { return .otherDecision }
    return subject.pid == nil ? .foldedMatch : .match
  }

  /// The kernel's own records, and those of the daemon that reports for it on older systems.
  private static func isTrusted(_ record: LogRecord) -> Bool {
    switch record.process {
    case "kernel": record.pid == nil || record.pid == 0
    case "sandboxd": true
    default: false
    }
  }
}
