import Analysis
import Syslog

/// The wording that every view of a log summary shares.
enum LogWords {
  static func grouped(_ number: Int) -> String { SummaryWords.grouped(number) }

  static func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    SummaryWords.count(count, one, many)
  }

  /// `412 bytes`, `1.2 MB`.
  static func bytes(_ bytes: Int) -> String {
    guard bytes >= 10_000 else { return count(bytes, "byte") }
    let units = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")]
    let (size, name) = units.first { bytes >= $0.0 } ?? (1_000, "kB")
    let tenths = bytes / (size / 10)
    return "\(grouped(tenths / 10)).\(tenths % 10) \(name)"
  }

  /// The logs that were read: one by its name, more by their number.
  static func heading(_ summary: LogSummary) -> String {
    switch summary.sources.count {
    case 0: "no log"
    case 1: name(summary.sources[0])
    default: count(summary.sources.count, "log")
    }
  }

  static func name(_ source: LogSummary.Source) -> String {
    source.name == "-" ? "standard input" : source.name
  }

  /// `30 records in 42 lines, Feb 10 21:01:13 to Feb 15 15:21:37`.
  static func extent(_ extent: LogSummary.Extent) -> String {
    var text = count(extent.records, "record")
    if extent.filteredOut > 0 { text += " of \(grouped(extent.records + extent.filteredOut))" }
    text += " in \(count(extent.lines, "line"))"
    if let first = extent.firstStamp, let last = extent.lastStamp {
      text += first == last ? ", \(first)" : ", \(first) to \(last)"
    }
    return text
  }

  static func source(_ source: LogSummary.Source) -> String {
    let compression = source.compression.map { ", from \($0)" } ?? ""
    return "\(name(source)): \(bytes(source.bytes))\(compression), \(count(source.records, "record"))"
  }

  /// `12 refusals and 1 permission of 3 kinds; folded records among them stand for 4 more`.
  static func decisions(_ part: LogSummary.SandboxPart) -> String {
    guard part.records > 0 else { return "no decision of the sandbox" }
    let counts = [
      part.denies > 0 ? count(part.denies, "refusal") : nil,
      part.allows > 0 ? count(part.allows, "permission") : nil,
    ]
    let text =
      counts.compactMap(\.self).joined(separator: " and ") + " of \(count(part.groups.count, "kind"))"
    guard part.folded > 0 else { return text }
    return text + "; folded records among them stand for \(grouped(part.folded)) more"
  }

  static func processes(_ summary: LogSummary) -> String {
    let total = summary.processTotal
    let more = total >= LogSummary.groupLimit ? "at least " : ""
    return more + count(total, "process", "processes")
  }
}

// MARK: - Places

extension LogWords {
  /// `line 12`, `lines 12, 40, 77 … (39 in all)`; with the source's name before it where there are several.
  static func places(_ places: LogSummary.Places, in summary: LogSummary) -> String {
    let isOne = places.count == 1
    var words = isOne ? "line " : "lines "
    var source = summary.sources.count > 1 ? -1 : 0
    for (index, place) in places.first.enumerated() {
      if index > 0 { words += ", " }
      if place.source != source, summary.sources.count > 1 {
        source = place.source
        words += prefix(place, in: summary)
      }
      words += String(place.line)
    }
    if places.count > places.first.count { words += " … (\(grouped(places.count)) in all)" }
    return words
  }

  /// `line 12` or `a.log:12`.
  static func place(_ place: LogSummary.Place, in summary: LogSummary) -> String {
    summary.sources.count > 1 ? prefix(place, in: summary) + String(place.line) : "line \(place.line)"
  }

  private static func prefix(_ place: LogSummary.Place, in summary: LogSummary) -> String {
    guard summary.sources.indices.contains(place.source) else { return "" }
    return short(summary.sources[place.source], in: summary) + ":"
  }

  /// A log's name without its folders, where no other has that name.
  private static func short(_ source: LogSummary.Source, in summary: LogSummary) -> String {
    func last(_ source: LogSummary.Source) -> Substring { source.name.split(separator: "/").last ?? "" }
    let isUnique = summary.sources.count { last($0) == last(source) } == 1
    return isUnique && source.name != "-" ? String(last(source)) : name(source)
  }

  /// `Feb 10 21:01:13 to Feb 15 15:21:37`; empty where no member has a time.
  static func span(_ places: LogSummary.Places) -> String {
    guard let first = places.firstStamp, let last = places.lastStamp else { return "" }
    return first == last ? first : "\(first) to \(last)"
  }
}

// MARK: - Groups

extension LogWords {
  /// `test5[1006]`, `test5[1006, 1010]`.
  static func subject(_ group: LogSummary.SandboxGroup) -> String {
    let pids = group.pids.map(String.init).joined(separator: ", ")
    guard let name = group.subject else { return "a process that the log does not name" }
    return pids.isEmpty ? name : "\(name)[\(pids)]"
  }

  /// `39 ×`: how many decisions, folded ones included.
  static func times(_ group: LogSummary.SandboxGroup) -> String {
    grouped(group.places.count + group.folded) + " ×"
  }

  /// `deny(1) file-read-data`, as the log has it.
  static func decision(_ group: LogSummary.SandboxGroup) -> String {
    "\(group.verdict)\(group.code.map { "(\($0))" } ?? "") \(group.operation)"
  }

  static let families: [LogFamily: String] = [
    .sandbox: "sandbox", .transitd: "copies (transitd)", .sharing: "sharing and AirDrop",
    .sandboxExtension: "sandbox extensions", .fileProvider: "file providers",
    .fileCoordination: "file coordination", .containerManager: "containers", .installation: "installation",
    .privacy: "privacy (TCC)", .network: "network", .dataProtection: "data protection",
    .codeSigning: "code signing", .crash: "crashes",
  ]

  static func family(_ family: LogFamily) -> String { families[family] ?? family.rawValue }

  /// What stands behind the process's name where its messages are of no known wording.
  static func unexplained(_ group: LogSummary.ActivityGroup) -> String {
    group.places.count == 1
      ? ": \(group.example)" : " said things of no known wording, the first: \(group.example)"
  }

  /// Activity by family, the busiest family first, each family's groups in their order.
  static func activity(_ summary: LogSummary) -> [(family: LogFamily, groups: [LogSummary.ActivityGroup])] {
    let byFamily = Dictionary(grouping: summary.activity, by: \.family)
    let counts = byFamily.mapValues { $0.reduce(0) { $0 + $1.places.count } }
    return byFamily.sorted {
      let (left, right) = (counts[$0.key] ?? 0, counts[$1.key] ?? 0)
      return left == right ? $0.key.rawValue < $1.key.rawValue : left > right
    }.map { ($0.key, $0.value) }
  }

  /// A limit in a few words, for a line of several.
  static func short(_ limit: LogSummary.Limit) -> String {
    let number = grouped(limit.count)
    switch limit.kind {
    case .redacted: return "\(number) redacted"
    case .cut: return "\(number) perhaps cut"
    case .dropped: return "messages dropped"
    case .nameCut: return count(limit.count, "name") + " perhaps cut"
    case .noPid: return "\(number) without a pid"
    case .noStamp: return "\(number) without a time"
    case .noYear: return "no year"
    case .noKernel: return "no kernel record"
    case .unplaced: return count(limit.count, "piece") + " of stray text"
    case .unreadable: return "\(number) not UTF-8"
    case .omitted: return "\(number) not listed"
    case .filtered: return "\(number) filtered out"
    }
  }

  static func gap(_ kind: LogSummary.Gap.Kind) -> String {
    kind == .formChange ? "other form" : kind.rawValue
  }
}
