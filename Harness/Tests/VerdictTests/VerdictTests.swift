import Foundation
import ProbeProtocol
import Scenario
import Syslog
import Testing

@testable import Verdict

@Suite("Verdicts")
struct VerdictTests {
  @Test("a refusal that the journal reports and the kernel logs lets the claim hold, with both cited")
  func passWithEvidence() throws {
    let stage = Plays.stage()
    let findings = stage.findings(of: stage.perform())
    let finding = try #require(findings.findings.first { $0.claim == "FS-15" })
    #expect(finding.verdict == .pass)
    let citations = finding.trials.flatMap(\.checks).flatMap(\.evidence)
    #expect(citations.contains { $0.file == "syslog.log" && $0.text.contains("deny(1) file-read-data") })
    #expect(citations.contains { $0.file.hasPrefix("journals/") && $0.text.contains("EPERM") })
    #expect(findings.channel.isSound)
  }

  @Test("every citation's bytes are the bytes of the raw file")
  func citationsAreExact() throws {
    let stage = Plays.stage()
    let traces = stage.perform()
    let log = traces.log.assembled.bytes
    for citation in stage.findings(of: traces).findings.flatMap(\.trials).flatMap(\.checks).flatMap(
      \.evidence)
    {
      let name = String(citation.file.split(separator: "/").last ?? "")
      let content = try #require(citation.file == "syslog.log" ? log : traces.journals[name])
      let bytes = content[citation.byteStart..<citation.byteEnd]
      #expect(String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines) == citation.text)
    }
  }

  @Test("an action that succeeds where the claim says refusal makes it fail, and the reason names both")
  func fail() throws {
    var script = Plays.intrusionHolds
    script["intrude"] = .init(outcome: .ok, data: ["count": 3])
    let stage = Plays.stage([Plays.intrusion], script: script)
    let finding = try #require(stage.findings(of: stage.perform()).findings.first)
    #expect(finding.verdict == .fail)
    #expect(finding.sentence.contains("ended with ok"))
    #expect(finding.sentence.contains("EPERM"))
  }

  @Test("a control that does not work leaves the claim inconclusive, whatever the assertion says")
  func controlUnmet() {
    var script = Plays.intrusionHolds
    script["control"] = .init(outcome: .errno(.eperm))
    let stage = Plays.stage([Plays.intrusion], script: script)
    #expect(stage.verdict(of: "FS-15", in: stage.perform()) == .inconclusive)
    script["intrude"] = .init(outcome: .ok)
    let open = Plays.stage([Plays.intrusion], script: script)
    #expect(open.verdict(of: "FS-15", in: open.perform()) == .inconclusive)
  }

  @Test("a denial that the kernel did not log is inconclusive: one record can be lost without a trace")
  func unwitnessed() throws {
    var script = Plays.intrusionHolds
    script["intrude"]?.isDenialLogged = false
    let stage = Plays.stage([Plays.intrusion], script: script)
    let finding = try #require(stage.findings(of: stage.perform()).findings.first)
    #expect(finding.verdict == .inconclusive)
    #expect(finding.sentence.contains("the window is intact"))
  }

  @Test("a denial in the log against a success in the journal is inconclusive and shows both")
  func contradiction() throws {
    var script = Plays.quietHolds
    script["open"]?.denials = [("file-read-data", "/home")]
    let stage = Plays.stage([Plays.quiet], script: script)
    let finding = try #require(stage.findings(of: stage.perform()).findings.first)
    #expect(finding.verdict == .inconclusive)
    let rules = finding.trials.flatMap(\.checks).map(\.rule)
    #expect(rules.contains("record-contradicts-journal"))
    let files = Set(finding.trials.flatMap(\.checks).flatMap(\.evidence).map(\.file))
    #expect(files.contains("syslog.log") && files.contains { $0.hasPrefix("journals/") })
  }

  @Test(
    "absence counts only in an intact window",
    arguments: ["event", "fence", "heartbeat", "journal", "disconnect"])
  func tornWindow(loss: String) throws {
    let stage = Plays.stage([Plays.quiet], script: Plays.quietHolds)
    var traces = stage.perform()
    func position(_ kind: Event.Kind) throws -> Int {
      try #require(
        traces.log.sketches.firstIndex {
          guard case .event(let line) = $0.content else { return false }
          return (try? EventLine.event(joining: [line.payload]))?.kind == kind
        })
    }
    switch loss {
    case "event": traces.log.sketches.remove(at: try position(.end))
    case "fence": traces.log.sketches.remove(at: try position(.fence))
    case "heartbeat": traces.log.sketches.remove(at: try position(.canary))
    case "journal": traces.journals = [:]
    default:
      traces.log.sketches.insert(
        Sketch(process: "", pid: 0, message: "[disconnected]", content: .notice(.disconnected(udid: nil))),
        at: try position(.end))
    }
    let finding = try #require(stage.findings(of: traces).findings.first)
    #expect(finding.verdict == .inconclusive)
    #expect(finding.trials.flatMap(\.checks).contains { $0.rule == "torn-window" })
  }

  @Test("a folded repetition without a pid counts only beside a full record")
  func foldedDuplicates() throws {
    let stage = Plays.stage([Plays.intrusion], script: Plays.intrusionHolds)
    var traces = stage.perform()
    let place = try #require(
      traces.log.sketches.firstIndex { if case .sandbox = $0.content { true } else { false } })
    var folded = traces.log.sketches[place]
    folded.message = "Sandbox: 4 duplicate reports for Outsider deny(1) file-read-data \(Plays.container)"
    traces.log.sketches.insert(folded, at: place + 1)
    let both = try #require(stage.findings(of: traces).findings.first)
    #expect(both.verdict == .pass)
    #expect(both.trials.flatMap(\.checks).contains { $0.observed.contains("5 times") })
    traces.log.sketches.remove(at: place)
    #expect(stage.verdict(of: "FS-15", in: traces) == .inconclusive)
  }

  @Test("a line that the key did not sign, or that another process repeats, is no event and is counted")
  func forgery() throws {
    let stage = Plays.stage([Plays.quiet], script: Plays.quietHolds)
    var traces = stage.perform()
    let forger = RunKey(bytes: Data(repeating: 9, count: 32))
    let lie = Event(
      run: stage.run, scenario: Plays.quiet.id, repetition: 1, step: "open", actor: "self",
      probe: "IsolatedA",
      pid: 1_001, sequence: 3, kind: .end, uptime: 0, time: 0, action: "dir.open", outcome: .errno(.eperm))
    traces.log.sketches += EventLine.lines(for: lie, key: forger).map { .event($0, from: lie) }
    if var replayed = traces.log.sketches.first(where: { if case .event = $0.content { true } else { false } }
    ) {
      replayed.pid = 4_242
      traces.log.sketches.append(replayed)
    }
    let findings = stage.findings(of: traces)
    #expect(findings.findings.first?.verdict == .pass)
    #expect(findings.channel.forgedLines == 2)
  }

  @Test("repetitions that disagree are unstable and neither pass nor fail")
  func unstable() throws {
    let stage = Plays.stage([Plays.quiet], script: Plays.quietHolds)
    let good = Trial(scenario: "a/b", repetition: 1, verdict: .pass, reason: "r", rule: "x", checks: [])
    var bad = good
    bad.repetition = 2
    bad.verdict = .fail
    let claim = try #require(stage.claims["FS-03"])
    let finding = FindingMaker.finding(of: claim, trials: [good, bad])
    #expect(finding.isUnstable)
    #expect(finding.verdict == .inconclusive)
    #expect(finding.tally["pass"] == 1 && finding.tally["fail"] == 1)
  }

  @Test("what could not be tried is skipped with the reason")
  func notTried() throws {
    let stage = Plays.stage(
      [Plays.quiet], script: ["open": .init(outcome: .unsupported("not modelled: opendir of /home"))])
    let finding = try #require(stage.findings(of: stage.perform()).findings.first)
    #expect(finding.verdict == .skipped)
    #expect(finding.sentence.contains("not modelled"))
  }

  @Test("a scenario for a device is skipped on a simulator")
  func precondition() {
    var stage = Plays.stage([Plays.quiet], script: Plays.quietHolds)
    stage.kind = .simulator
    #expect(stage.verdict(of: "FS-03", in: stage.perform()) == .skipped)
  }

  @Test("an actor that began and never ended leaves its claims inconclusive")
  func crash() throws {
    let stage = Plays.stage([Plays.quiet], script: ["open": .init(outcome: nil)])
    let finding = try #require(stage.findings(of: stage.perform()).findings.first)
    #expect(finding.verdict == .inconclusive)
    #expect(finding.sentence.contains("crashed or hung"))
  }
}
