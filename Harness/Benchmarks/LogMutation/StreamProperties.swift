import Foundation
import Syslog

/// What holds of the reader whatever the input is.
public enum StreamProperties {
  /// What does not hold of this log, in sentences.
  /// - Parameter seed: chooses how the log is cut into chunks.
  public static func faults(of log: [UInt8], seed: UInt64) -> [String] {
    let whole = LogReader.read(Data(log))
    var faults = tilingFaults(of: whole, log).map { "read at once: \($0)" }
    var mutator = LogMutator(seed: seed, corpus: [])
    for longest in chunkLengths(for: log.count) {
      let records = read(log, mutator.cuts(of: log.count, longest: longest), flushing: nil)
      if let difference = difference(records, whole) {
        faults.append("read in chunks up to \(longest) bytes: \(difference)")
      }
    }
    let cuts = mutator.cuts(of: log.count, longest: max(120, log.count / 200))
    let flushed = read(log, cuts) { mutator.number(in: 0...1) == 0 }
    faults += tilingFaults(of: flushed, log).map { "flushed now and then: \($0)" }
    return faults
  }

  /// Small chunks for small logs; a line of a megabyte is not read byte by byte.
  private static func chunkLengths(for count: Int) -> [Int] {
    count < 20_000 ? [1, 7, 300] : [count / 300, 65_536]
  }

  private static func read(_ log: [UInt8], _ cuts: [Range<Int>], flushing: (() -> Bool)?) -> [LogRecord] {
    var reader = LogReader()
    var records: [LogRecord] = []
    for cut in cuts {
      records += reader.append(Data(log[cut]))
      if flushing?() == true { records += reader.flush() }
    }
    return records + reader.finish()
  }

  /// The records give back every byte, and their line numbers are right.
  private static func tilingFaults(of records: [LogRecord], _ log: [UInt8]) -> [String] {
    var end = 0
    var line = 1
    for record in records {
      let range = record.bytes
      guard range.lowerBound == end, !range.isEmpty, range.upperBound <= log.count else {
        return ["a record takes bytes \(range) where \(end) comes next"]
      }
      guard record.line == line else {
        return ["the record at \(range) says line \(record.line), it is line \(line)"]
      }
      let newlines = log[range].count { $0 == 10 }
      guard record.lineCount == newlines || record.lineCount == newlines + 1 else {
        return ["the record at \(range) says \(record.lineCount) lines, it has \(newlines) newlines"]
      }
      end = range.upperBound
      line += newlines
    }
    return end == log.count ? [] : ["the records end at \(end), the log at \(log.count)"]
  }

  private static func difference(_ records: [LogRecord], _ others: [LogRecord]) -> String? {
    guard records != others else { return nil }
    guard let pair = zip(records, others).first(where: { $0 != $1 }) else {
      return "\(records.count) records, at once \(others.count)"
    }
    return "\(pair.0) instead of \(pair.1)"
  }
}
