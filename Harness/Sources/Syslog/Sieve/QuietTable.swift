/// Counts records of families whose wording is not known, by process and family.
struct QuietTable: Sendable {
  fileprivate struct Entry: Sendable {
    var process: Int
    var family: LogFamily
    var count = 0
    var redacted = 0
    var firstRedacted = 0
    var lastLine = 0
    var lastStamp = StampBytes()
    /// The first ones.
    var lines = SIMD8<Int>.zero
  }

  private var entries: [Entry] = []
  /// Places in the entries by process and family, counted from 1.
  private var places: [Int32] = []

  /// - Returns: whether it is the first of its process and family.
  mutating func count(
    _ family: LogFamily, of process: Int, line: Int, stamp: StampBytes, isRedacted: Bool
  ) -> Bool {
    let key = process &* LogFamily.count &+ family.index
    if key >= places.count {
      places.append(contentsOf: repeatElement(0, count: max(2_048, key + 1 - places.count)))
    }
    let isFirst = places[key] == 0
    if isFirst {
      entries.append(Entry(process: process, family: family))
      places[key] = Int32(entries.count)
    }
    entries[Int(places[key]) - 1].add(line: line, stamp: stamp, isRedacted: isRedacted)
    return isFirst
  }

  /// Hands out what was counted, and starts again at nothing. What was met once stays known.
  mutating func takeCounts() -> [(process: Int, count: QuietCount)] {
    defer {
      for index in entries.indices {
        entries[index] = Entry(process: entries[index].process, family: entries[index].family)
      }
    }
    return counts
  }

  /// What was counted, by the number of the process.
  var counts: [(process: Int, count: QuietCount)] {
    entries.compactMap { entry in entry.count > 0 ? (entry.process, entry.quiet) : nil }
  }
}

extension QuietTable.Entry {
  @inline(__always)
  fileprivate mutating func add(line: Int, stamp: StampBytes, isRedacted: Bool) {
    if count < lines.scalarCount { lines[count] = line }
    count &+= 1
    if isRedacted {
      if redacted == 0 { firstRedacted = line }
      redacted &+= 1
    }
    lastLine = line
    lastStamp = stamp
  }

  fileprivate var quiet: QuietCount {
    QuietCount(
      family: family, count: count, redacted: redacted, firstRedacted: firstRedacted,
      firstLines: (0..<min(count, lines.scalarCount)).map { lines[$0] }, lastLine: lastLine,
      lastStamp: lastStamp.text)
  }
}
