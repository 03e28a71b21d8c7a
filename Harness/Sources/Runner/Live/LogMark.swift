import ProbeProtocol
import Syslog

/// Words by which a line of the phone's log is known: one that shows that a person did what was asked.
///
/// They let a run go on and decide nothing: whoever forges such a line has a step taken for done, whose expectations then
/// are held against what the actors did.
struct LogMark: Hashable, Sendable {
  /// In the message, letter for letter.
  var words: String
  /// The process that logs it; nil takes any.
  var process: String?

  /// Headers cut a process's name to so many bytes (syslog-relay's text form).
  private static let shortest = 15

  func isIn(_ record: LogRecord) -> Bool {
    switch record.content {
    // What the harness and its actors log themselves, and what the capturing tool says, shows nothing.
    case .event, .canary, .notice, .unplaced: return false
    case .sandbox, .daemon, .plain: break
    }
    guard record.message.contains(words) else { return false }
    guard let process, record.process != process else { return true }
    return record.process.utf8.count >= Self.shortest && process.hasPrefix(record.process)
  }
}

/// Looks for marks in the log as it arrives, and reads nothing where none is looked for.
struct LogMarkSearch {
  private var reader: LogReader?
  private var wanted: Set<LogMark> = []

  mutating func begin(_ mark: LogMark) {
    wanted.insert(mark)
    // It begins within a line: that one shows nothing.
    if reader == nil { reader = LogReader() }
  }

  mutating func end(_ mark: LogMark) {
    wanted.remove(mark)
    if wanted.isEmpty { reader = nil }
  }

  /// - Parameter records: those that the reader gives for what came.
  mutating func found(_ records: (inout LogReader) -> [LogRecord]) -> [LogMark] {
    guard var reader else { return [] }
    let complete = records(&reader)
    self.reader = reader
    return wanted.filter { mark in complete.contains { mark.isIn($0) } }
  }
}
