import ByteScan

/// Counts records of families whose wording is not known, by process and family.
struct QuietTable: Sendable {
  private struct Sender: Sendable {
    var process: Int
    var family: LogFamily
  }

  private var senders: [Sender] = []
  /// Their counts.
  private var counted: [record_scan_quiet] = []
  /// Numbers by process and family, counted from 1.
  private var places: [UInt32] = []

  /// The number of a process and family, counted from 1, and whether it is a new one.
  mutating func number(of family: LogFamily, of process: Int) -> (number: UInt32, isNew: Bool) {
    let key = process &* RECORD_SCAN_FAMILIES &+ family.index
    if key >= places.count {
      places.append(contentsOf: repeatElement(0, count: max(2_048, key + 1 - places.count)))
    }
    if places[key] != 0 { return (places[key], false) }
    senders.append(Sender(process: process, family: family))
    counted.append(record_scan_quiet())
    places[key] = UInt32(senders.count)
    return (places[key], true)
  }

  /// Counts a record.
  mutating func count(_ number: UInt32, line: Int, stamp: StampBytes, isRedacted: Bool) {
    counted[Int(number) - 1].add(line: line, stamp: stamp, isRedacted: isRedacted)
  }

  /// Lends the counts to a scan.
  @inline(__always)
  mutating func withCounts<Result>(
    _ body: (UnsafeMutableBufferPointer<record_scan_quiet>, UnsafeBufferPointer<UInt32>) -> Result
  ) -> Result {
    counted.withUnsafeMutableBufferPointer { counted in
      places.withUnsafeBufferPointer { places in body(counted, places) }
    }
  }

  /// Hands out what was counted, and starts again at nothing. What was met once stays known.
  mutating func takeCounts() -> [(process: Int, count: QuietCount)] {
    defer { for index in counted.indices { counted[index] = record_scan_quiet() } }
    return counts
  }

  /// What was counted, by the number of the process.
  var counts: [(process: Int, count: QuietCount)] {
    senders.indices.compactMap { number in
      guard counted[number].count > 0 else { return nil }
      return (senders[number].process, QuietCount(senders[number].family, counted[number]))
    }
  }
}

extension record_scan_quiet {
  /// How many first lines are kept.
  fileprivate static let lineLimit = 8

  fileprivate mutating func add(line: Int, stamp: StampBytes, isRedacted: Bool) {
    if count < Self.lineLimit {
      let place = count
      withUnsafeMutableBytes(of: &lines) {
        $0.storeBytes(of: line, toByteOffset: place * MemoryLayout<Int>.stride, as: Int.self)
      }
    }
    count += 1
    if isRedacted {
      if redacted == 0 { first_redacted = line }
      redacted += 1
    }
    last_line = line
    (self.stamp, stamp_length) = (stamp.quick, stamp.count)
  }
}

extension QuietCount {
  fileprivate init(_ family: LogFamily, _ counted: record_scan_quiet) {
    self.init(
      family: family, count: counted.count, redacted: counted.redacted, firstRedacted: counted.first_redacted,
      firstLines: withUnsafeBytes(of: counted.lines) {
        Array($0.bindMemory(to: Int.self).prefix(counted.count))
      },
      lastLine: counted.last_line,
      lastStamp: withUnsafeBytes(of: counted.stamp) { bytes in
        String(decoding: bytes.prefix(counted.stamp_length), as: UTF8.self)
      })
  }
}
