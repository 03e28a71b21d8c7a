import Foundation
import ProbeProtocol
import Scenario
import Testing

@testable import Verdict

/// A run that was killed at some place of its log, and resumed on a phone whose processes have the same numbers again.
private struct Interruption {
  var first = Plays.stage()
  /// What happens in the second session.
  var script: [StepID: Stage.Act]?
  /// Sketches of the log that were kept when the run was killed.
  var kept: Int

  var whole: Stage.Traces { first.perform() }

  /// Scenarios that had been carried out to their end.
  private func done(_ host: [HostRecord]) -> Set<ScenarioID> {
    Set(host.filter { $0.kind == .scenarioEnded }.compactMap(\.scenario))
  }

  /// What the killed run left.
  var killed: Stage.Traces {
    var traces = whole
    traces.log.sketches = Array(traces.log.sketches.prefix(kept))
    traces.host = traces.host.filter { $0.logOffset <= traces.log.byteCount }
    let done = done(traces.host)
    traces.journals = traces.journals.filter { name, _ in
      done.contains { name.hasPrefix($0.rawValue.replacing("/", with: ".") + "-") }
    }
    return traces
  }

  /// The same with what was done afterwards.
  var resumed: Stage.Traces {
    var traces = killed
    let offset = traces.log.byteCount
    traces.host.append(
      HostRecord(
        sequence: traces.host.count + 1, time: 1_783_674_902_000, logOffset: offset, kind: .runResumed))
    var second = first
    second.run = Session.name(of: first.run, session: 2)
    second.scenarios = first.scenarios.filter { !done(traces.host).contains($0.id) }
    if let script { second.script = script }
    let later = second.perform()
    traces.log.sketches += later.log.sketches
    for record in later.host {
      var record = record
      record.sequence = traces.host.count + 1
      record.logOffset += offset
      traces.host.append(record)
    }
    for (name, bytes) in later.journals { traces.journals[Session.journal(name, session: 2)] = bytes }
    return traces
  }

  func verdicts(_ traces: Stage.Traces) -> [ClaimID: Verdict] {
    Dictionary(uniqueKeysWithValues: first.findings(of: traces).findings.map { ($0.claim, $0.verdict) })
  }
}

@Suite("Runs of several sessions")
struct SessionTests {
  private static let length = Plays.stage().perform().log.sketches.count

  @Test(
    "a run that was killed anywhere and resumed has the verdicts of one that was not", arguments: 0...length)
  func resumed(kept: Int) {
    let run = Interruption(kept: kept)
    let findings = run.first.findings(of: run.resumed)
    #expect(run.verdicts(run.resumed) == run.verdicts(run.whole))
    #expect(findings.run.resumed == ["2026-07-10T09:15:02Z"])
    #expect(findings.channel.conductorEventsLost == 0 && findings.channel.disturbances == [])
    #expect(findings.findings.allSatisfy { $0.trials.count == 1 })
  }

  @Test("what was not carried out to its end is never decided", arguments: 0...length)
  func killed(kept: Int) {
    let run = Interruption(kept: kept)
    let traces = run.killed
    for finding in run.first.findings(of: traces).findings {
      let isDone = traces.host.contains {
        $0.kind == .scenarioEnded && $0.scenario == finding.trials.first?.scenario
      }
      #expect(finding.verdict == (isDone ? .pass : .inconclusive), "\(finding.sentence)")
    }
  }

  @Test("what the dead attempt logged is no evidence for the next one", arguments: 0...length)
  func separate(kept: Int) {
    var run = Interruption(kept: kept)
    var quiet = Plays.intrusionHolds.merging(Plays.quietHolds) { first, _ in first }
    quiet["intrude"]?.isDenialLogged = false
    run.script = quiet
    let isDone = run.killed.host.contains { $0.kind == .scenarioEnded && $0.scenario == Plays.intrusion.id }
    #expect(run.verdicts(run.resumed)["FS-15"] == (isDone ? .pass : .inconclusive))
    // And the other way: a denial that the dead attempt met is none of this one's.
    var noisy = Interruption(kept: kept)
    noisy.first.script["open"]?.denials = [("file-read-data", "/home")]
    noisy.script = Plays.intrusionHolds.merging(Plays.quietHolds) { first, _ in first }
    let isOver = noisy.killed.host.contains { $0.kind == .scenarioEnded && $0.scenario == Plays.quiet.id }
    let undisturbed = noisy.verdicts(noisy.whole)["FS-03"]
    #expect(noisy.verdicts(noisy.resumed)["FS-03"] == (isOver ? undisturbed : .pass))
  }

  @Test("a journal of another session is no journal of this one")
  func foreignJournal() {
    let run = Interruption(kept: 3)
    var traces = run.resumed
    let name = "isolation.own-home-is-open-1-self"
    traces.journals["\(name)+2.jsonl"] = run.whole.journals["\(name).jsonl"]
    let findings = run.first.findings(of: traces)
    #expect(findings.problems.contains { $0.contains("is of another run or session, run-1") })
    #expect(findings.findings.first { $0.claim == "FS-03" }?.verdict == .inconclusive)
  }

  @Test(
    "evidence that was altered decides nothing",
    arguments: ["syslog.log", "host.jsonl", "claims.yaml", "journal"])
  func altered(file: String) {
    let stage = Plays.stage()
    var evidence = stage.evidence(of: stage.perform())
    let path = file == "journal" ? "journals/isolation.own-home-is-open-1-self.jsonl" : file
    for alteration in [Alteration.changed, .missing, .unlikePulled] {
      evidence.alterations = [path: alteration]
      let findings = Judge.findings(of: evidence, tool: "test").findings
      for finding in findings {
        let rests = file != "journal" || finding.claim == "FS-03"
        #expect(finding.verdict == (rests ? .inconclusive : .pass))
        if rests { #expect(finding.sentence.contains("\(path) \(alteration.words)")) }
      }
    }
    evidence.alterations = [path: .added]
    #expect(Judge.findings(of: evidence, tool: "test").findings.allSatisfy { $0.verdict == .pass })
  }

  @Test("a scenario that cannot be used leaves its claims inconclusive, not forgotten")
  func lostScenario() {
    let stage = Plays.stage()
    var evidence = stage.evidence(of: stage.perform())
    evidence.scenarios.removeAll { $0.id == Plays.quiet.id }
    let index = evidence.manifest.scenarios.firstIndex { $0.id == Plays.quiet.id } ?? 0
    evidence.manifest.scenarios[index].claims = ["FS-03"]
    evidence.alterations = [evidence.manifest.scenarios[index].file: .changed]
    let finding = Judge.findings(of: evidence, tool: "test").findings.first { $0.claim == "FS-03" }
    #expect(finding?.verdict == .inconclusive)
    #expect(finding?.sentence.contains("was changed after the run") == true)
  }

  @Test(
    "times are told in UTC",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (951_782_399_999, "2000-02-28T23:59:59Z"),
      (951_782_400_000, "2000-02-29T00:00:00Z"),
      (4_107_542_400_000, "2100-03-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
      (1_783_674_902_000, "2026-07-10T09:15:02Z"),
    ])
  func times(milliseconds: Int, text: String) { #expect(Moment(milliseconds: milliseconds).text == text) }
}
