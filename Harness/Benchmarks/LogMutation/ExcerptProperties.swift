import Foundation
import Syslog

/// What holds of a reader that leaves out plain records, whatever the input is.
public enum ExcerptProperties {
  /// What does not hold of this log's telling records, in sentences.
  /// - Parameter seed: chooses how the log is cut into chunks.
  public static func faults(of log: [UInt8], seed: UInt64) -> [String] {
    let all = LogReader.read(Data(log))
    let excerpt = LogReader.excerpt(of: Data(log))
    let last = all.count - 1
    let wanted = all.enumerated().filter {
      $0.element.content != .plain || $0.offset == 0 || $0.offset == last
    }
    var faults = difference(excerpt.records, wanted.map(\.element)).map { ["excerpt: \($0)"] } ?? []
    if excerpt.recordCount != all.count {
      faults.append("excerpt: \(excerpt.recordCount) records are counted, it has \(all.count)")
    }
    var mutator = LogMutator(seed: seed, corpus: [])
    let longest = log.count / 40 + 1
    let cuts = mutator.cuts(of: log.count, longest: longest)
    let flushes = cuts.map { _ in mutator.number(in: 0...3) == 0 }
    var whole = LogReader()
    var telling = LogReader(keeping: .telling)
    let expected = read(log, cuts, flushes, with: &whole)
    let found = read(log, cuts, flushes, with: &telling)
    let words = "in chunks up to \(longest) bytes"
    if let difference = difference(found, expected.filter { $0.content != .plain }) {
      faults.append("\(words): \(difference)")
    }
    let counts = [whole.recordCount(), telling.recordCount()]
    if counts != [expected.count, expected.count] {
      faults.append("\(words): \(counts) records are counted, it has \(expected.count)")
    }
    return faults
  }

  private static func read(
    _ log: [UInt8], _ cuts: [Range<Int>], _ flushes: [Bool], with reader: inout LogReader
  ) -> [LogRecord] {
    var records: [LogRecord] = []
    for (cut, isFlushed) in zip(cuts, flushes) {
      records += reader.append(Data(log[cut]))
      if isFlushed { records += reader.flush() }
    }
    return records + reader.finish()
  }

  private static func difference(_ records: [LogRecord], _ wanted: [LogRecord]) -> String? {
    guard records != wanted else { return nil }
    guard let pair = zip(records, wanted).first(where: { $0 != $1 }) else {
      return "\(records.count) records instead of \(wanted.count)"
    }
    return "\(pair.0) instead of \(pair.1)"
  }
}
