import Foundation
import ProbeProtocol
import Verdict

/// Findings made by hand: every verdict, an unstable claim, a torn window, more evidence than a report holds.
enum Fixture {
  static let container = "/private/var/mobile/Containers/Shared/AppGroup/847B3BD4-68FF-46BC-BA92-787E36B975DA"

  /// A run on a phone.
  static func findings(id: RunID = "20260301-101500-a1b2", version: String = "15.2", build: String = "19C56")
    -> Findings
  {
    let all = [held, failed, inconclusive, unstable, skipped, broken, recorded]
    return Findings(
      tool: "1.0.0", run: run(id: id, version: version, build: build), channel: channel,
      counts: counts(all), findings: all, scenarios: readings,
      problems: ["journals/app-group.race-2-writer.jsonl is missing: the phone left before it was pulled."])
  }

  /// The same as a rehearsal.
  static func rehearsal() -> Findings {
    var findings = findings(id: "20260301-120000-c3d4")
    findings.run.rehearsal = Rehearsal(
      profile: "ios-15.2", mutants: ["cross-container-read"], faults: ["drop:0.01"],
      seed: 18_446_744_073_709_551_615)
    return findings
  }

  /// A run in which nothing needs reading.
  static func calm() -> Findings {
    var findings = findings(id: "20260302-080000-e5f6")
    findings.findings = [held]
    findings.counts = counts([held])
    findings.scenarios = [readings[0]]
    findings.problems = []
    findings.channel.isSound = true
    findings.channel.disturbances = []
    return findings
  }

  static func counts(_ findings: [Finding]) -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: Verdict.allCases.map { verdict in
        (verdict.rawValue, findings.count { $0.verdict == verdict })
      })
  }

  static func run(id: RunID, version: String, build: String) -> RunSummary {
    RunSummary(
      id: id, parent: nil, state: .finished, started: "2026-03-01T10:15:00Z", ended: "2026-03-01T10:18:12Z",
      device: DeviceDescription(
        udid: "00008030-001C2D3E4F50002E", name: "Test phone", productType: "iPhone10,3",
        productVersion: version,
        buildVersion: build, kind: .physical, isPasscodeSet: true),
      host: HostDescription(
        system: "Linux x86_64", zone: 0, tools: ["idevicesyslog": "1.3.0", "iproxy": "2.0.2"]),
      channel: ChannelDescription(service: "syslog_relay", command: "idevicesyslog --no-colors"),
      probes: [probe("GroupMemberA", ["group.sandprobe.shared"]), probe("Outsider", [])],
      settings: RunSettings(
        repetitions: 2, seed: nil, grace: 750, heartbeatInterval: 500, driver: "conductor"),
      rehearsal: nil, logBytes: 1_204_553, logRecords: 9_120,
      scenarioSet: ContentDigest(of: Data("scenarios".utf8)))
  }

  private static func probe(_ name: ProbeName, _ groups: [JSONValue]) -> InstalledProbe {
    InstalledProbe(
      probe: name, bundle: "dev.sandprobe.\(name)", version: "1.0",
      entitlements: ["com.apple.security.application-groups": .array(groups)], groups: [:])
  }

  static let channel = ChannelHealth(
    isSound: false, summary: "A canary came back whole; the stream was cut once.",
    levels: ["Notice", "Error"],
    longestWhole: 800, shortestCut: 1_100, redactsPrivate: true, heartbeatsSeen: 388, conductorEventsLost: 2,
    forgedLines: 1,
    disturbances: ["Line 5002: the relay said [disconnected]; the tool was started anew after 1200 ms."])

  static func claim(
    _ id: ClaimID, _ topic: String, _ text: String, _ verdict: Verdict, _ sentence: String, trials: [Trial],
    isUnstable: Bool = false
  ) -> Finding {
    let source = Finding.Source(
      id: "FS", title: "Five iOS file-sharing mechanisms examined", device: "iPhone X", version: "15.2")
    return Finding(
      claim: id, topic: topic, text: text, source: source, verdict: verdict, sentence: "\(id) \(sentence)",
      isUnstable: isUnstable,
      tally: Dictionary(
        uniqueKeysWithValues: Verdict.allCases.map { verdict in
          (verdict.rawValue, trials.count { $0.verdict == verdict })
        }), trials: trials)
  }

  static func trial(
    _ scenario: ScenarioID, _ repetition: Int, _ verdict: Verdict, _ reason: String, _ checks: [Check]
  ) -> Trial {
    Trial(
      scenario: scenario, repetition: repetition, verdict: verdict, reason: reason,
      rule: "\(verdict.rawValue)-rule",
      checks: checks)
  }

  static func check(
    _ step: StepID, _ result: Check.Result, expected: String, observed: String, role: Check.Role = .assertion,
    _ evidence: [Citation] = []
  ) -> Check {
    Check(
      step: step, role: role, result: result, rule: "outcome", expected: expected, observed: observed,
      why: result == .unknown
        ? "The window is torn, so a missing record proves nothing."
        : "The journal and the log agree.",
      evidence: evidence)
  }

  static func denial(line: Int, path: String = container) -> Citation {
    let text =
      "Feb 10 21:01:13 kernel(Sandbox)[0] <Error>: Sandbox: Outsider(1006) deny(1) file-read-data \(path)"
    return Citation(
      file: "syslog.log", line: line, lineCount: 1, byteStart: line * 100,
      byteEnd: line * 100 + text.utf8.count,
      text: text, meaning: "kernel denies file-read-data", marks: ["Outsider(1006)", "file-read-data", path])
  }

  static func journal(line: Int, _ outcome: String) -> Citation {
    let text = "Zx1 {\"kind\":\"end\",\"outcome\":\(outcome),\"sequence\":\(line)}"
    return Citation(
      file: "journals/app-group.outsider-is-denied-1-outsider.jsonl", line: line, lineCount: 1, byteStart: 0,
      byteEnd: text.utf8.count, text: text, meaning: "the actor's own record", marks: [outcome])
  }

  private static let held = claim(
    "FS-10", "app-group", "Members of one App Group resolve the same container.", .pass,
    "holds: both members got the same path.",
    trials: [
      trial(
        "app-group/outsider-is-denied", 1, .pass, "every expectation was met",
        [
          check(
            "locate", .met, expected: "path shape group-container", observed: container,
            [journal(line: 1, "\"ok\"")])
        ])
    ])

  private static let failed = claim(
    "FS-15", "app-group", "An app outside the group cannot open its container, and the kernel logs the deny.",
    .fail,
    "fails: Outsider opened the container (outcome ok), expected EPERM.",
    trials: [
      trial(
        "app-group/outsider-is-denied", 1, .fail, "the action succeeded where a refusal was expected",
        [
          check(
            "intrude", .unmet, expected: "outcome EPERM", observed: "outcome ok",
            [journal(line: 4, "\"ok\"")] + (0..<45).map { denial(line: 12_034 + $0) }),
          check(
            "control", .met, expected: "outcome ok", observed: "outcome ok", role: .control,
            [journal(line: 6, "\"ok\"")]),
        ])
    ])

  private static let inconclusive = claim(
    "FS-04", "isolation", "Opening another app's home fails.", .inconclusive,
    "inconclusive: 3 journal events are not in the log.",
    trials: [
      trial(
        "isolation/other-home", 1, .inconclusive, "the window of intrude is torn",
        [
          check(
            "intrude", .unknown, expected: "a kernel deny", observed: "no such record in lines 5000 to 5010",
            [denial(line: 5_001)])
        ])
    ])

  private static let unstable = claim(
    "FS-17", "app-group", "Unco-ordinated writers race.", .fail, "fails: one repetition lost no update.",
    trials: [
      trial(
        "app-group/race", 1, .pass, "updates were lost",
        [check("race", .met, expected: "count below 200", observed: "count 181")]),
      trial(
        "app-group/race", 2, .fail, "no update was lost",
        [check("race", .unmet, expected: "count below 200", observed: "count 200")]),
    ], isUnstable: true)

  private static let recorded = claim(
    "FS-Q1", "explore", "By which calls and daemons does an extension obtain the file?", .recorded,
    "recorded: nothing is judged; the log of 1 step is recorded.",
    trials: [
      trial("explore/load-item", 1, .recorded, "nothing is judged; the log of 1 step is recorded", [])
    ])

  private static let skipped = claim(
    "FS-05", "isolation", "In the Simulator opening another app's home succeeds.", .skipped,
    "skipped: the claim is about the Simulator and this is a phone.",
    trials: [trial("isolation/simulator", 1, .skipped, "the device is not a simulator", [])])

  private static let broken = claim(
    "FS-08", "isolation", "/var is a symbolic link to /private/var.", .error,
    "error: the Conductor did not answer in 15 s.",
    trials: [trial("isolation/var-link", 1, .error, "the Conductor did not answer in 15 s", [])])
}
