import Foundation
import Syslog
import Verdict

/// `syslog.log` session by session: what was cut when a session ended is no record, and does not run into what the next
/// one begins with.
struct LogSpans {
  var log: Data
  var sessions: [Session]
  var parser: @Sendable (Data) -> LogExcerpt

  /// Whether the file ends within a line.
  var endsCut: Bool { log.last.map { $0 != UInt8(ascii: "\n") } ?? false }

  /// The records of all sessions, by their places in the whole file.
  func read() -> LogExcerpt {
    var all = LogExcerpt(records: [])
    var line = 0
    for session in sessions {
      let start = log.startIndex + session.log.lowerBound
      let bytes = log[start..<log.startIndex + session.log.upperBound]
      let part = excerpt(of: bytes, endsCut: session.isLogCut || session.number == sessions.count && endsCut)
      all.records += part.records.map { $0.moved(bytes: session.log.lowerBound, lines: line) }
      all.recordCount += part.recordCount
      if sessions.count > session.number { line += bytes.count { $0 == UInt8(ascii: "\n") } }
    }
    return all
  }

  /// Half a record can read like a whole one about something else, so it is left out.
  private func excerpt(of bytes: Data, endsCut: Bool) -> LogExcerpt {
    var excerpt = parser(bytes)
    guard endsCut, let last = excerpt.records.last, last.bytes.upperBound == bytes.count else {
      return excerpt
    }
    excerpt.records.removeLast()
    excerpt.recordCount -= 1
    return excerpt
  }
}

extension LogRecord {
  /// The record where its log begins later in a file.
  fileprivate func moved(bytes offset: Int, lines: Int) -> LogRecord {
    var record = self
    record.line += lines
    record.bytes = bytes.lowerBound + offset..<bytes.upperBound + offset
    return record
  }
}
