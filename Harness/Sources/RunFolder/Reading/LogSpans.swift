import Foundation
import Syslog
import Verdict

/// `syslog.log` session by session: what was cut when a session ended is no record, and does not run into what the next
/// one begins with.
struct LogSpans {
  var log: Data
  var sessions: [Session]
  var parser: @Sendable (Data) -> LogExcerpt
  /// Bytes whose plain records are wanted, too.
  var parts: [Range<Int>] = []
  /// Whether every record is wanted that may show a text of the run.
  var wantsCanaries = false

  /// Whether the file ends within a line.
  var endsCut: Bool { log.last.map { $0 != UInt8(ascii: "\n") } ?? false }

  /// The records of all sessions, by their places in the whole file.
  func read() -> LogExcerpt {
    var all = LogExcerpt(records: [])
    var line = 0
    for session in sessions {
      let start = log.startIndex + session.log.lowerBound
      let bytes = log[start..<log.startIndex + session.log.upperBound]
      let part = excerpt(
        of: bytes, from: session.log.lowerBound,
        endsCut: session.isLogCut || session.number == sessions.count && endsCut)
      all.records += part.records.map { $0.moved(bytes: session.log.lowerBound, lines: line) }
      all.recordCount += part.recordCount
      if sessions.count > session.number { line += bytes.count { $0 == UInt8(ascii: "\n") } }
    }
    return all
  }

  /// Half a record can read like a whole one about something else, so it is left out.
  private func excerpt(of bytes: Data, from offset: Int, endsCut: Bool) -> LogExcerpt {
    var excerpt = parser(bytes)
    add(plainRecords(of: bytes, from: offset, beside: excerpt.records), to: &excerpt)
    guard endsCut, let last = excerpt.records.last, last.bytes.upperBound == bytes.count else {
      return excerpt
    }
    excerpt.records.removeLast()
    excerpt.recordCount -= 1
    return excerpt
  }

  /// The wanted records that are not there yet.
  private func plainRecords(of bytes: Data, from offset: Int, beside known: [LogRecord]) -> [LogRecord] {
    var wanted = parts.compactMap { part in
      let own = part.clamped(to: offset..<offset + bytes.count)
      return own.isEmpty ? nil : own.lowerBound - offset..<own.upperBound - offset
    }
    if wantsCanaries {
      let marks = bytes.withUnsafeBytes { CanaryMark.places(in: $0) }
      wanted += Self.outside(known, marks).map { $0..<$0 + 1 }
    }
    return LogReader.records(of: bytes, overlapping: wanted)
  }

  /// The places that lie in none of the records; both are in order.
  private static func outside(_ records: [LogRecord], _ places: [Int]) -> [Int] {
    var next = 0
    return places.filter { place in
      while next < records.count, records[next].bytes.upperBound <= place { next += 1 }
      return next == records.count || !records[next].bytes.contains(place)
    }
  }

  private func add(_ records: [LogRecord], to excerpt: inout LogExcerpt) {
    guard !records.isEmpty else { return }
    let known = Set(excerpt.records.map(\.bytes.lowerBound))
    excerpt.records += records.filter { !known.contains($0.bytes.lowerBound) }
    excerpt.records.sort { $0.bytes.lowerBound < $1.bytes.lowerBound }
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
