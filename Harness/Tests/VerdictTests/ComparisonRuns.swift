import Foundation
import ProbeProtocol
import Verdict

/// Findings with one claim and one scenario, for comparisons.
enum Runs {
  static func run(
    _ id: RunID, _ version: String, _ build: String = "19C56", verdict: Verdict = .pass,
    outcome: Outcome = .errno("EPERM")
  ) -> Findings {
    let check = Check(
      step: "intrude", role: .assertion, result: .met, rule: "outcome", expected: "outcome EPERM",
      observed: "EPERM",
      why: "", evidence: [denial()])
    let trial = Trial(
      scenario: "app-group/outsider", repetition: 1, verdict: verdict, reason: "", rule: "r", checks: [check])
    let finding = Finding(
      claim: "FS-15", topic: "app-group", text: "An outsider is refused.",
      source: .init(id: "FS", title: "Article", device: nil, version: "15.2"), verdict: verdict,
      sentence: "FS-15 \(verdict.verb)", isUnstable: false, tally: [:], trials: [trial])
    return Findings(
      tool: "1.0", run: summary(id, version, build),
      channel: ChannelHealth(
        isSound: true, summary: "", levels: [], longestWhole: 800, shortestCut: nil, redactsPrivate: nil,
        heartbeatsSeen: 1, conductorEventsLost: 0, forgedLines: 0, disturbances: []),
      counts: [:], findings: [finding], scenarios: [reading(verdict, outcome)], problems: [])
  }

  static func renamed(_ finding: Finding, _ claim: ClaimID) -> Finding {
    var copy = finding
    copy.claim = claim
    return copy
  }

  static func denial(
    path: String = "/private/var/mobile/Containers/Shared/AppGroup/847B3BD4-68FF-46BC-BA92-787E36B975DA",
    pid: Int = 1_006
  ) -> Citation {
    Citation(
      file: "syslog.log", line: pid, lineCount: 1, byteStart: 0, byteEnd: 10,
      text: "kernel(Sandbox)[0] <Error>: Sandbox: Outsider(\(pid)) deny(1) file-read-data \(path)",
      meaning: "kernel denies file-read-data", marks: ["Outsider(\(pid))", "file-read-data", path])
  }

  private static func summary(_ id: RunID, _ version: String, _ build: String) -> RunSummary {
    RunSummary(
      id: id, parent: nil, state: .finished, started: "2026-03-01T10:15:00Z", ended: nil,
      device: DeviceDescription(
        udid: "u", name: "n", productType: "iPhone10,3", productVersion: version, buildVersion: build,
        kind: .physical),
      host: HostDescription(system: "Linux", zone: 0, tools: [:]),
      channel: ChannelDescription(service: "syslog_relay", command: "idevicesyslog"),
      probes: [
        InstalledProbe(probe: "Outsider", bundle: "b", version: "1.0", entitlements: [:], groups: [:])
      ],
      settings: RunSettings(repetitions: 1, seed: nil, grace: 1, heartbeatInterval: 1, driver: "conductor"),
      rehearsal: nil, logBytes: 0, logRecords: 0, scenarioSet: "set")
  }

  private static func reading(_ verdict: Verdict, _ outcome: Outcome) -> ScenarioReading {
    ScenarioReading(
      scenario: "app-group/outsider", repetition: 1, title: "", claims: ["FS-15"], file: "s.yaml",
      digest: "one",
      verdict: verdict, skipped: nil,
      steps: [
        StepReading(
          step: "intrude", actor: "outsider", probe: "Outsider", pid: 1, action: "dir.open", isControl: false,
          arguments: [:], outcome: outcome, data: nil, begin: 0, duration: 1,
          window: WindowReading(state: .intact, firstLine: 1, lastLine: 2, tears: []))
      ])
  }
}
