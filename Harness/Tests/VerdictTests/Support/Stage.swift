import Foundation
import ProbeProtocol
import Scenario
import Syslog

@testable import Verdict

/// Acts out a scenario on paper: what each step's actor reports, which denials the kernel logs, and what of it
/// reaches the log and the journals.
struct Stage {
  var scenarios: [Scenario]
  /// What happens at a step: outcome, data, and the paths that the kernel denies with their operation.
  var script: [StepID: Act]
  var repetitions = 1
  var kind = DeviceDescription.Kind.physical
  var run: RunID = "run-1"
  var key = RunKey(bytes: Data(repeating: 7, count: 32))
  var claims: ClaimCatalogue
  /// The pid before the first actor's; each further actor's is one more.
  var lastPID: Int32 = 1_000
  /// Actors that do all of theirs at another time, in milliseconds.
  var offsets: [ActorName: Int] = [:]

  struct Act {
    var outcome: Outcome? = .ok
    var data: JSONValue?
    var denials: [(operation: String, path: String)] = []
    var isDenialLogged = true
    var began = true
  }

  /// What the performance left behind, to be disturbed by a test before it is judged.
  struct Traces {
    var log: SketchedLog
    var journals: [String: Data]
    var host: [HostRecord]
    /// What the phone's monotonic clock shows, in milliseconds: each event takes one.
    var clock = 0
  }

  /// Carries out every scenario.
  func perform() -> Traces {
    var traces = Traces(log: SketchedLog(sketches: []), journals: [:], host: [])
    var conductor = Voice(actor: .conductor, probe: .conductor, pid: 300, run: run, key: key)
    conductor.say(.canary, into: &traces)
    var pid = lastPID
    for scenario in scenarios {
      for repetition in 1...repetitions {
        note(.scenarioBegan, scenario, repetition, into: &traces)
        var voices: [ActorName: Voice] = [:]
        for step in scenario.steps where step.actor != .host {
          guard let act = script[step.id], act.began else { continue }
          if voices[step.actor] == nil {
            pid += 1
            voices[step.actor] = Voice(
              actor: step.actor, probe: scenario.probe(of: step.actor) ?? "?", pid: pid, run: run, key: key,
              scenario: scenario.id, repetition: repetition, offset: offsets[step.actor] ?? 0)
            voices[step.actor]?.say(.hello, into: &traces)
          }
          note(.orderSent, scenario, repetition, step.id, into: &traces)
          voices[step.actor]?.act(act, step, into: &traces)
          conductor.say(
            .fence, scenario: scenario.id, repetition: repetition, step: step.id, into: &traces)
          conductor.say(.heartbeat, into: &traces)
        }
        for voice in voices.values {
          let name = JournalPath.fileName(scenario: scenario.id, repetition: repetition, actor: voice.actor)
          traces.journals[name] = Data(voice.journal.utf8)
        }
        note(.scenarioEnded, scenario, repetition, into: &traces)
      }
    }
    return traces
  }

  /// The findings of the traces.
  func findings(of traces: Traces) -> Findings { Judge.findings(of: evidence(of: traces), tool: "test") }

  /// The verdict of a claim.
  func verdict(of claim: ClaimID, in traces: Traces) -> Verdict? {
    findings(of: traces).findings.first { $0.claim == claim }?.verdict
  }

  func evidence(of traces: Traces) -> Evidence {
    let (log, records) = traces.log.assembled
    return Evidence(
      manifest: manifest, claims: claims, scenarios: scenarios, log: log, records: records, host: traces.host,
      journals: traces.journals)
  }

  var manifest: RunManifest {
    let probes = Set(scenarios.flatMap { $0.actors.map(\.probe) }).sorted()
    return RunManifest(
      tool: "test", id: run, key: key, state: .finished, started: "2026-01-01T00:00:00Z",
      device: DeviceDescription(
        udid: "0", name: "Phone", productType: "iPhone10,3", productVersion: "15.2", buildVersion: "19C57",
        kind: kind),
      host: HostDescription(system: "test", zone: 0, tools: [:]),
      channel: ChannelDescription(service: "syslog_relay", command: "idevicesyslog"),
      probes: probes.map {
        InstalledProbe(
          probe: $0, bundle: "dev.\($0)", version: "1", entitlements: [:], groups: ["shared": "group.x"])
      },
      scenarios: scenarios.map { ScenarioEntry(id: $0.id, digest: $0.digest, file: $0.file) },
      settings: RunSettings(
        repetitions: repetitions, seed: nil, grace: 0, heartbeatInterval: 500, driver: "conductor"))
  }

  private func note(
    _ kind: HostRecord.Kind, _ scenario: Scenario, _ repetition: Int, _ step: StepID? = nil,
    into traces: inout Traces
  ) {
    traces.host.append(
      HostRecord(
        sequence: traces.host.count + 1, time: 0, logOffset: traces.log.byteCount, kind: kind,
        scenario: scenario.id, repetition: repetition, step: step))
  }
}

/// One actor's way of logging and journalling.
struct Voice {
  var actor: ActorName
  var probe: ProbeName
  var pid: Int32
  var run: RunID
  var key: RunKey
  var scenario: ScenarioID?
  var repetition: Int?
  var sequence = 0
  /// How far what it does is from where it stands in the script, in milliseconds.
  var offset = 0
  var journal = ""

  mutating func act(_ act: Stage.Act, _ step: Step, into traces: inout Stage.Traces) {
    say(.begin, scenario: scenario, repetition: repetition, step: step.id, action: step.action, into: &traces)
    for denial in act.denials where act.isDenialLogged {
      traces.log.sketches.append(.denial(probe.rawValue, pid, denial.operation, denial.path))
    }
    guard let outcome = act.outcome else { return }
    say(
      .end, scenario: scenario, repetition: repetition, step: step.id, action: step.action, outcome: outcome,
      data: act.data, into: &traces)
  }

  mutating func say(
    _ kind: Event.Kind, scenario: ScenarioID? = nil, repetition: Int? = nil, step: StepID? = nil,
    action: ActionName? = nil, outcome: Outcome? = nil, data: JSONValue? = nil,
    into traces: inout Stage.Traces
  ) {
    sequence += 1
    traces.clock += 1
    let event = Event(
      run: run, scenario: scenario ?? self.scenario, repetition: repetition ?? self.repetition, step: step,
      actor: actor, probe: probe, pid: pid, sequence: sequence, kind: kind,
      uptime: (traces.clock + offset) * 1_000_000,
      time: 0,
      action: action, outcome: outcome, data: data)
    journal += JournalLine.encode(event, key: key) + "\n"
    traces.log.sketches += EventLine.lines(for: event, key: key).map { .event($0, from: event) }
  }
}
