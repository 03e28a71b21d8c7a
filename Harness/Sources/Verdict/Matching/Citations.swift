import Foundation
import ProbeProtocol
import Syslog

/// Makes citations of a run's raw files.
struct CitationMaker: Sendable {
  var log: Data
  var records: [LogRecord]
  var journals: [String: Data]

  /// No citation holds more text than this, in bytes.
  static let longestText = 4_000

  /// A log record, as it stands in the raw log.
  func record(_ index: Int, kind: Citation.Kind = .record, meaning: String, marks: [String] = []) -> Citation
  {
    let record = records[index]
    return Citation(
      kind: kind, file: "syslog.log", line: record.line, lineCount: record.lineCount,
      byteStart: record.bytes.lowerBound,
      byteEnd: record.bytes.upperBound, text: text(of: log, record.bytes), meaning: meaning, marks: marks)
  }

  /// A journal's line.
  func journal(_ entry: JournalledEvent, in reading: JournalReading, meaning: String, marks: [String] = [])
    -> Citation
  {
    let content = journals[reading.file] ?? Data()
    return Citation(
      kind: .event, file: "journals/\(reading.file)", line: entry.line, lineCount: 1,
      byteStart: entry.bytes.lowerBound,
      byteEnd: entry.bytes.upperBound, text: text(of: content, entry.bytes), meaning: meaning, marks: marks)
  }

  /// An event in both of its forms, the journal's first.
  func event(_ pair: EventPair, in ledger: ActorLedger, meaning: String, marks: [String] = []) -> [Citation] {
    var citations: [Citation] = []
    if let journalled = pair.journalled, let reading = ledger.journal {
      citations.append(journal(journalled, in: reading, meaning: meaning, marks: marks))
    }
    if let logged = pair.logged {
      citations.append(record(logged.first, kind: .event, meaning: "the same event in the log"))
    }
    return citations
  }

  private func text(of content: Data, _ range: Range<Int>) -> String {
    let bounds = range.clamped(to: 0..<content.count)
    let cut = bounds.prefix(Self.longestText)
    let slice = content[content.startIndex + cut.lowerBound..<content.startIndex + cut.upperBound]
    var text = String(decoding: slice, as: UTF8.self)
    while let last = text.last, last.isNewline || last == "\0" { text.removeLast() }
    return text
  }
}
