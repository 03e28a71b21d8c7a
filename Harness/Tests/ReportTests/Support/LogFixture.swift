import Syslog

@testable import Analysis

/// A log summary with everything in it. Its denial and its transfers are those of the log in the article that the corpus
/// holds; the rest is made up for the look of it.
enum LogFixture {
  typealias Summary = LogSummary

  static let container =
    "/private/var/mobile/Containers/Shared/AppGroup/847B3BD4-68FF-46BC-BA92-787E36B975DA"

  static func summary() -> Summary {
    var summary = empty([
      Summary.Source(name: "captures/phone.log", bytes: 1_234_567),
      Summary.Source(
        name: "captures/second.log.gz", bytes: 999_999_724, compression: "gzip",
        problems: ["the gzip data ends early"]),
    ])
    summary.sources[0].records = 4_582_614
    summary.sources[1].records = 12
    summary.filters = ["process kernel or *d", "since Feb 10 21:00"]
    summary.extent = extent()
    summary.forms = [Summary.Count(.relay, 4_582_602), Summary.Count(.trace, 12)]
    summary.levels = [Summary.Count("Notice", 4_582_000), Summary.Count("Error", 614)]
    summary.families = [
      Summary.Count(.sandbox, 41), Summary.Count(.sandboxExtension, 2), Summary.Count(.transitd, 1),
    ]
    summary.processes = [
      Summary.Count("kernel", 4_000_000), Summary.Count("a process with blanks (R2)", 1_200),
      Summary.Count("AirDrop", 2), Summary.Count("transitd", 1),
    ]
    summary.processTotal = 434
    summary.sandbox = sandbox()
    summary.activity = activity()
    summary.probes = [
      Summary.ProbeGroup(
        actor: "outsider", pid: 1_006, places: places([(0, 900), (0, 901)], "Feb 10 21:01:12"))
    ]
    summary.gaps = gaps()
    summary.gapTotal = 240
    summary.limits = limits()
    return summary
  }

  static func empty(_ sources: [Summary.Source]) -> Summary {
    Summary(
      tool: "sandprobe 0.1.0", sources: sources, filters: [], extent: Summary.Extent(), forms: [], levels: [],
      families: [], processes: [], processTotal: 0, sandbox: Summary.SandboxPart(), activity: [],
      activityOmitted: 0, probes: [], gaps: [], gapTotal: 0, limits: [])
  }

  static func places(_ first: [(Int, Int)], of count: Int? = nil, _ stamp: String?, to last: String? = nil)
    -> Summary.Places
  {
    let places = first.map { Summary.Place(source: $0.0, line: $0.1) }
    return Summary.Places(
      count: count ?? places.count, first: places, last: places.last ?? Summary.Place(source: 0, line: 1),
      firstStamp: stamp, lastStamp: last ?? stamp)
  }

  private static func extent() -> Summary.Extent {
    var extent = Summary.Extent()
    (extent.bytes, extent.lines, extent.records) = (1_001_234_291, 5_694_593, 4_582_614)
    (extent.continued, extent.filteredOut) = (140_028, 12)
    (extent.unplaced, extent.unplacedBytes) = (3, 412)
    (extent.firstStamp, extent.lastStamp) = ("Feb 10 21:01:13", "Feb 15 15:21:37")
    return extent
  }

  private static func sandbox() -> Summary.SandboxPart {
    var part = Summary.SandboxPart()
    (part.records, part.folded, part.denies, part.allows, part.omitted) = (41, 5, 40, 1, 0)
    part.groups = [
      Summary.SandboxGroup(
        subject: "test5", pids: [1_006, 1_010], verdict: "deny", code: 1, operation: "file-read-data",
        shape: "/private/var/mobile/Containers/Shared/AppGroup/<UUID>", example: container,
        operationWords: "read a file's content or list a folder",
        targetWords: "the shared container of an App Group",
        ownerWords: "the App Group with the container 847B3BD4-68FF-46BC-BA92-787E36B975DA",
        cause: "likely that the app is not entitled to this App Group: its container is closed to others",
        places: places(
          [(0, 1), (0, 77), (0, 12_034), (1, 3)], of: 39, "Feb 10 21:01:13", to: "Feb 12 08:00:00"),
        folded: 5),
      Summary.SandboxGroup(
        subject: nil, pids: [], verdict: "deny", code: nil, operation: "forbidden-exec-sugid", shape: "",
        example: "", operationWords: "run a set-user-id program", targetWords: "no target", ownerWords: nil,
        cause: nil, places: places([(0, 99)], nil), folded: 0),
      Summary.SandboxGroup(
        subject: "com.apple.Addres", pids: [7], verdict: "allow", code: 0, operation: "mach-lookup",
        shape: "com.apple.mDNSResponder", example: "com.apple.mDNSResponder",
        operationWords: "look up a service", targetWords: "a service of the system", ownerWords: nil,
        cause: nil, places: places([(1, 4)], "Feb 12 08:00:01"), folded: 0),
    ]
    return part
  }

  private static func activity() -> [Summary.ActivityGroup] {
    let file =
      "/private/var/mobile/Containers/Data/Application/F52BFFB4-B7F0-478F-A7E5-28DB7A338233/tmp/XXX.txt"
    return [
      Summary.ActivityGroup(
        family: .sandboxExtension, kind: "issued", process: "AirDrop",
        words: "issued a sandbox extension for \(file)",
        example: "Successfully issued sandbox extension for \(file)",
        places: places([(0, 4), (0, 5)], "Feb 15 15:21:37")),
      Summary.ActivityGroup(
        family: .transitd, kind: "copied", process: "transitd",
        words: "copied \(file) into the inbox of another app", example: "Copy \(file) -> …",
        places: places([(0, 2)], "Feb 15 15:17:44")),
      Summary.ActivityGroup(
        family: .sharing, kind: "other", process: "sharingd",
        words: "logged something whose wording is not known",
        example: "Determining if conversion required for XXX.txt\n    \"file://\(file)\"",
        places: places([(0, 6)], "Feb 15 15:21:37")),
    ]
  }

  private static func gaps() -> [Summary.Gap] {
    func gap(_ kind: Summary.Gap.Kind, _ line: Int, _ stamp: String?, _ words: String) -> Summary.Gap {
      Summary.Gap(kind: kind, place: Summary.Place(source: 0, line: line), stamp: stamp, words: words)
    }
    let late = (0..<20).map { gap(.repeated, 900 + $0, nil, SummaryWords.repeated($0 + 1)) }
    return [
      gap(.silence, 2, "Feb 15 15:17:44", SummaryWords.silence(microseconds: 410_400_000_000)),
      gap(.disconnected, 8, nil, SummaryWords.disconnected),
      gap(.reconnected, 9, nil, SummaryWords.reconnected),
      gap(.formChange, 10, "Feb 15 15:30:00.123456", SummaryWords.formChange(from: "relay", to: "trace")),
      gap(
        .dropped, 40, "Feb 15 15:31:00",
        SummaryWords.dropped("QUARANTINED DUE TO HIGH LOGGING VOLUME")),
    ] + late
  }

  private static func limits() -> [Summary.Limit] {
    let counts: [(Summary.Limit.Kind, Int)] = [
      (.redacted, 3), (.cut, 1), (.dropped, 1), (.nameCut, 1), (.noPid, 1), (.noYear, 4_582_614),
      (.unplaced, 3), (.omitted, 40), (.filtered, 12),
    ]
    return counts.map { kind, count in
      Summary.Limit(
        kind: kind, count: count, words: SummaryWords.limit(kind, count),
        first: kind == .omitted || kind == .filtered ? nil : Summary.Place(source: 0, line: 7))
    }
  }
}

extension LogFixture {
  /// A summary in which every text that a log or a file name could choose attacks its reader.
  static func hostile() -> Summary {
    let attacks = HostileFixture.attacks
    let everything = HostileFixture.everything
    var summary = empty(attacks.map { Summary.Source(name: $0, compression: $0, problems: [$0]) })
    summary.filters = attacks
    summary.extent.firstStamp = attacks[4]
    summary.extent.lastStamp = attacks[0]
    summary.levels = attacks.map { Summary.Count($0, 1) }
    summary.processes = attacks.map { Summary.Count($0, 1) }
    summary.processTotal = attacks.count
    summary.sandbox.groups = attacks.map { attack in
      Summary.SandboxGroup(
        subject: attack, pids: [1], verdict: "deny", code: 1, operation: attack, shape: attack,
        example: everything,
        operationWords: attack, targetWords: attack, ownerWords: attack, cause: attack,
        places: places([(3, 1), (4, 2)], attack, to: everything), folded: 0)
    }
    (summary.sandbox.records, summary.sandbox.denies) = (2 * attacks.count, 2 * attacks.count)
    summary.activity = attacks.map { attack in
      Summary.ActivityGroup(
        family: .sharing, kind: attack, process: attack, words: attack, example: everything,
        places: places([(5, 1)], attack))
    }
    summary.probes = attacks.map { Summary.ProbeGroup(actor: $0, pid: nil, places: places([(0, 1)], $0)) }
    summary.gaps = attacks.map {
      Summary.Gap(kind: .dropped, place: Summary.Place(source: 2, line: 1), stamp: $0, words: $0)
    }
    summary.gapTotal = attacks.count
    summary.limits = attacks.map { Summary.Limit(kind: .redacted, count: 1, words: $0, first: nil) }
    return summary
  }
}
