import ProbeProtocol
import Scenario
import Syslog
import Testing

@testable import Verdict

/// What daemons log is printed text that nobody signs: who may speak, and for how much.
@Suite("Words of daemons")
struct DaemonWordsTests {
  /// A step that must leave a record of a family.
  private static func scenario(
    _ pattern: RecordPattern, presence: RecordExpectation.Presence = .required,
    outcome: OutcomeExpectation? = .ok
  ) -> Scenario {
    Plays.scenario(
      "isolation/words", claims: ["FS-03"], actors: [("self", "IsolatedA"), ("other", "Outsider")],
      steps: [
        Step(
          id: "open", actor: "self", action: "dir.open",
          expectations: [
            Expectation(
              claims: ["FS-03"], outcome: outcome, records: [.init(presence: presence, pattern: pattern)])
          ]),
        Step(id: "look", actor: "other", action: "dir.open"),
      ])
  }

  private static let copied = RecordPattern(
    family: "transitd", actor: "self", process: "transitd", message: "Copy")
  private static let blocked = RecordPattern(family: "network", actor: "self")

  private static func says(_ process: String, _ pid: Int32, _ message: String) -> Sketch {
    Sketch(process: process, pid: pid, message: message, content: .plain)
  }

  private static let copy = "Copy /a -> /b"
  private static let block = "App Transport Security has blocked a cleartext HTTP (http://) resource load"

  /// The finding when these records stand behind the step's begin event.
  private func finding(_ scenario: Scenario, _ said: [Sketch], early: [Sketch] = []) throws -> Finding {
    let stage = Plays.stage([scenario], script: ["open": .init(), "look": .init()])
    var traces = stage.perform()
    let place = try #require(traces.log.sketches.firstIndex { $0.pid == 1_001 })
    traces.log.sketches.insert(contentsOf: said, at: place + 2)
    traces.log.sketches.insert(contentsOf: early, at: 0)
    return try #require(stage.findings(of: traces).findings.first)
  }

  private func rules(_ finding: Finding) -> [String] { finding.trials.flatMap(\.checks).map(\.rule) }

  @Test("a daemon's record beside an outcome of the journal lets a claim hold")
  func daemon() throws {
    let finding = try finding(Self.scenario(Self.copied), [Self.says("transitd", 88, Self.copy)])
    #expect(finding.verdict == .pass)
    #expect(rules(finding).contains("daemon-record-found"))
  }

  @Test("the words of a family count from the actor's own process and from its daemons, not from other apps")
  func speakers() throws {
    let scenario = Self.scenario(Self.blocked)
    #expect(try finding(scenario, [Self.says("IsolatedA", 1_001, Self.block)]).verdict == .pass)
    #expect(try finding(scenario, [Self.says("nsurlsessiond", 90, Self.block)]).verdict == .pass)
    #expect(try finding(scenario, [Self.says("Browser", 4_000, Self.block)]).verdict == .inconclusive)
    #expect(try finding(scenario, [Self.says("IsolatedA", 4_000, Self.block)]).verdict == .inconclusive)
  }

  @Test("an actor that logs in a daemon's name is not heard")
  func actorInDisguise() throws {
    let finding = try finding(Self.scenario(Self.copied), [Self.says("transitd", 1_002, Self.copy)])
    #expect(finding.verdict == .inconclusive)
  }

  @Test("two processes of one name leave it open which is the daemon")
  func twoOfOneName() throws {
    let finding = try finding(
      Self.scenario(Self.copied), [Self.says("transitd", 4_000, Self.copy)],
      early: [Self.says("transitd", 88, "started")])
    #expect(finding.verdict == .inconclusive)
    #expect(rules(finding).contains("two-processes-of-one-name"))
  }

  @Test("a claim does not hold by words of daemons alone")
  func onlyWords() throws {
    let finding = try finding(
      Self.scenario(Self.copied, outcome: nil), [Self.says("transitd", 88, Self.copy)])
    #expect(finding.verdict == .inconclusive)
    #expect(finding.trials.map(\.rule) == ["only-words"])
  }

  @Test("unwanted words never make a claim fail")
  func unwanted() throws {
    let finding = try finding(
      Self.scenario(Self.copied, presence: .forbidden), [Self.says("transitd", 88, Self.copy)])
    #expect(finding.verdict == .inconclusive)
    #expect(rules(finding).contains("words-of-any-process"))
  }

  @Test(
    "a denial counts only beside a refusal, and a kernel's word before the process's own first event counts too"
  )
  func denials() throws {
    var stage = Plays.stage([Plays.intrusion], script: Plays.intrusionHolds)
    var traces = stage.perform()
    let denial = try #require(
      traces.log.sketches.firstIndex { if case .sandbox = $0.content { true } else { false } })
    let record = traces.log.sketches.remove(at: denial)
    let hello = try #require(traces.log.sketches.firstIndex { $0.process == "Outsider" })
    traces.log.sketches.insert(record, at: hello)
    #expect(stage.verdict(of: "FS-15", in: traces) == .pass)

    stage.script["intrude"] = .init(
      outcome: .ok, data: ["count": 1], denials: [("file-read-data", Plays.container)])
    let finding = try #require(stage.findings(of: stage.perform()).findings.first)
    #expect(finding.verdict == .fail)
    #expect(rules(finding).contains("record-contradicts-journal"))
  }
}
