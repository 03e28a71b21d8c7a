package import Foundation

extension LogReader {
  /// The records of a whole log that overlap one of the ranges, plain ones too, with their text. Everything up to the last
  /// range is read, since what a header means can depend on those before it.
  /// - Parameter ranges: of bytes, in any order.
  package static func records(of log: Data, overlapping ranges: [Range<Int>]) -> [LogRecord] {
    let wanted = joined(ranges)
    guard let end = wanted.last?.upperBound else { return [] }
    var reader = LogReader()
    var found: [LogRecord] = []
    var next = 0
    func keep(_ records: [LogRecord]) {
      for record in records {
        while next < wanted.count, wanted[next].upperBound <= record.bytes.lowerBound { next += 1 }
        if next < wanted.count, wanted[next].overlaps(record.bytes) { found.append(record) }
      }
    }
    var at = 0
    log.withUnsafeBytes { bytes in
      while at < bytes.count, next < wanted.count {
        let piece = at..<min(at + pieceLength, bytes.count)
        keep(reader.append(UnsafeRawBufferPointer(rebasing: bytes[piece])))
        at = piece.upperBound
        // The record that is open goes on where the next one has not begun.
        if at >= end, found.last.map({ $0.bytes.upperBound >= end }) ?? false { return }
      }
      if at == bytes.count { keep(reader.finish()) }
    }
    return found
  }

  private static let pieceLength = 1 << 20

  /// In order, without overlaps; empty ones count as one byte.
  private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      let range = range.lowerBound..<max(range.upperBound, range.lowerBound + 1)
      if let last = joined.last, last.upperBound >= range.lowerBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}
