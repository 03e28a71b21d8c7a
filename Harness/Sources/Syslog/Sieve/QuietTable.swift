/// Counts records of families whose wording is not known, by sender. The first of each process and family are handed out.
struct QuietTable: Sendable {
  /// How many those are.
  static let samples = 8

  private struct Entry: Sendable {
    var family: LogFamily?
    var count = 0
    var redacted = 0
    var firstRedacted = 0
    var lastLine = 0
    var lastStamp = StampBytes()
  }

  private var entries: [Entry] = []

  /// By process and family.
  private var samplesTaken: [UInt8] = []

  /// Whether the next one of a process and family is handed out.
  mutating func takesSample(of process: Int, _ family: LogFamily) -> Bool {
    let key = process * LogFamily.count + family.index
    if key >= samplesTaken.count {
      samplesTaken.append(contentsOf: repeatElement(0, count: max(1_024, key + 1 - samplesTaken.count)))
    }
    guard samplesTaken[key] < Self.samples else { return false }
    samplesTaken[key] += 1
    return true
  }

  mutating func count(_ family: LogFamily, of sender: Int, line: Int, stamp: StampBytes, isRedacted: Bool) {
    if sender >= entries.count {
      entries.append(contentsOf: repeatElement(Entry(), count: max(64, sender + 1 - entries.count)))
    }
    entries[sender].family = family
    entries[sender].count += 1
    if isRedacted {
      if entries[sender].redacted == 0 { entries[sender].firstRedacted = line }
      entries[sender].redacted += 1
    }
    entries[sender].lastLine = line
    entries[sender].lastStamp = stamp
  }

  /// Hands out what was counted, and starts again at nothing. What was handed out of each kind stays known.
  mutating func takeCounts() -> [(sender: Int, count: QuietCount)] {
    defer { entries.removeAll(keepingCapacity: true) }
    return counts
  }

  /// What was counted, by the number of the sender.
  var counts: [(sender: Int, count: QuietCount)] {
    entries.enumerated().compactMap { sender, entry in
      entry.family.map {
        (
          sender,
          QuietCount(
            family: $0, count: entry.count, redacted: entry.redacted, firstRedacted: entry.firstRedacted,
            lastLine: entry.lastLine, lastStamp: entry.lastStamp.text)
        )
      }
    }
  }
}
