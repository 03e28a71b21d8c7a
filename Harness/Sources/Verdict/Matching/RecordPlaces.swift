import Syslog

/// Where in the evidence the records are that a window is asked for, so that the many windows of a long log, of which some
/// reach to its end, do not each go over all of it.
struct RecordPlaces: Sendable {
  /// Indices of the sandbox's decisions, by the pid that they name.
  private var decisions: [Int32: [Int]] = [:]
  /// Indices of those that name no pid.
  private var nameless: [Int] = []
  /// Indices of the records of daemons, by family.
  private var daemons: [LogFamily: [Int]] = [:]

  init(_ records: [LogRecord]) {
    for (index, record) in records.enumerated() {
      switch record.content {
      case .sandbox(let violation):
        if let pid = violation.subject?.pid {
          decisions[pid, default: []].append(index)
        } else {
          nameless.append(index)
        }
      case .daemon(let family): daemons[family, default: []].append(index)
      default: continue
      }
    }
  }

  /// The decisions within the reach that may be about a process, in order.
  func decisions(about pid: Int32, in reach: ClosedRange<Int>) -> [Int] {
    let own = Self.part(of: decisions[pid] ?? [], in: reach)
    let others = Self.part(of: nameless, in: reach)
    return others.isEmpty ? Array(own) : (own + others).sorted()
  }

  /// The records of a family of daemons within the reach, in order.
  func records(of family: String, in reach: ClosedRange<Int>) -> [Int] {
    guard let family = LogFamily(rawValue: family) else { return [] }
    return Array(Self.part(of: daemons[family] ?? [], in: reach))
  }

  private static func part(of places: [Int], in reach: ClosedRange<Int>) -> ArraySlice<Int> {
    let start = firstIndex(in: places, notBelow: reach.lowerBound)
    let end = firstIndex(in: places, notBelow: reach.upperBound + 1)
    return places[start..<max(start, end)]
  }

  private static func firstIndex(in places: [Int], notBelow place: Int) -> Int {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
