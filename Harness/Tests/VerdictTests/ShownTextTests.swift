import Foundation
import ProbeProtocol
import Scenario
import Syslog
import Testing

@testable import Verdict

/// A text that was made for one repetition, looked for in the log in every form.
@Suite("Texts of the run in the log")
struct ShownTextTests {
  static let run: RunID = "run-1"
  static let key = RunKey(bytes: Data(repeating: 7, count: 32))
  static let id: ScenarioID = "isolation/texts"
  static let content = CanaryText(
    "content", run: run, scenario: "isolation/texts", repetition: 1, key: key
  ).text

  /// A step during which a text should or must not show.
  static func scenario(
    _ presence: RecordExpectation.Presence, text: String = "${canary.content}", process: String? = "sharingd",
    scope: RecordPattern.Scope = .step, outcome: OutcomeExpectation? = nil
  ) -> Scenario {
    let pattern = RecordPattern(family: "shows", actor: "self", process: process, text: text, scope: scope)
    return Plays.scenario(
      id, claims: ["FS-03"], actors: [("self", "IsolatedA")],
      steps: [
        Step(
          id: "open", actor: "self", action: "dir.open",
          expectations: [
            Expectation(
              claims: ["FS-03"], outcome: outcome, records: [.init(presence: presence, pattern: pattern)])
          ]),
        Step(id: "look", actor: "self", action: "dir.open"),
      ])
  }

  static func stage(_ scenario: Scenario) -> Stage {
    Plays.stage([scenario], script: ["open": .init(), "look": .init()])
  }

  static func says(_ message: String, by process: String = "sharingd", _ pid: Int32 = 88) -> Sketch {
    Sketch(process: process, pid: pid, message: message, content: .plain)
  }

  /// The traces with these records behind the begin of the step.
  static func traces(_ scenario: Scenario, _ said: [Sketch], at step: Int = 0) throws -> Stage.Traces {
    var traces = stage(scenario).perform()
    let begins = traces.log.sketches.indices.filter {
      traces.log.sketches[$0].pid == 1_001 && traces.log.sketches[$0].message.contains(".self.")
    }
    // hello, begin, end, begin, end
    let place = try #require(begins.dropFirst(1 + 2 * step).first)
    traces.log.sketches.insert(contentsOf: said, at: place + 1)
    return traces
  }

  private func trial(_ scenario: Scenario, _ said: [Sketch], at step: Int = 0) throws -> Trial {
    let stage = Self.stage(scenario)
    let findings = stage.findings(of: try Self.traces(scenario, said, at: step))
    return try #require(findings.findings.first?.trials.first)
  }

  private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
  private static func hex(_ text: String) -> String {
    text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  static let examples: [(String, String)] = [
    ("plain", "sent \(content) to nobody"),
    ("percent", "file:///" + content.utf8.map { "%" + String($0, radix: 16) }.joined()),
    ("hex", "<\(hex(content))>"), ("hex", "{length = 28, bytes = 0x\(hex("x" + content).uppercased())}"),
    (
      "hex",
      "<"
        + stride(from: 0, to: 56, by: 8).map { hex(content).dropFirst($0).prefix(8) }
        .joined(separator: " ") + ">"
    ),
    ("base64", base64(content)), ("base64", "data " + base64("a" + content + "b")),
    ("base64", base64("??" + content + "??>>").replacing("/", with: "_").replacing("+", with: "-")),
    ("plain", "first line\nsecond line with \(content)"),
  ]

  @Test("every form counts, and the evidence names line, process and form", arguments: examples)
  func everyForm(form: String, message: String) throws {
    let trial = try trial(Self.scenario(.required), [Self.says(message)])
    #expect(trial.verdict == .pass)
    let check = try #require(trial.checks.first)
    #expect(check.rule == "canary-shown")
    #expect(check.evidence.map(\.meaning) == ["sharingd[88] shows the text, \(form)"])
    let leak = try self.trial(Self.scenario(.forbidden, process: nil), [Self.says(message)])
    #expect(leak.verdict == .fail)
    #expect(leak.checks.map(\.rule) == ["unwanted-canary-shown"])
  }

  @Test("what does not know the text counts for nothing")
  func strangers() throws {
    let other = CanaryText("content", run: Self.run, scenario: Self.id, repetition: 2, key: Self.key).text
    for said in [
      Self.says("sent \(other)"), Self.says("sent \(Self.content)", by: "Browser", 4_000),
      Self.says("sent \(Self.content.dropLast())"), Self.says("sent \(Self.content)", by: "sharingd", 1_001),
    ] {
      #expect(try trial(Self.scenario(.required), [said]).verdict == .inconclusive, "\(said.message)")
    }
  }

  @Test("an order, an event and another record that a daemon's record carries are not its own words")
  func carried() throws {
    let list = OrderList(run: Self.run, key: Self.key, actor: "self", orders: [])
    for carried in [
      "launched with \(OrderList.environmentName)=\(Self.content)",
      "x://order?list=\(Self.base64(Self.content))",
      list.encoded.prefix(20) + Self.base64(Self.content),
      "unfinishFeb 10 21:01:13 transitd[9] <Notice>: \(Self.content)",
    ] {
      for presence in [RecordExpectation.Presence.required, .forbidden] {
        let trial = try trial(Self.scenario(presence), [Self.says(carried)])
        #expect(trial.verdict == .inconclusive)
        #expect(trial.checks.map(\.rule) == ["text-carried-by-a-record"], "\(carried)")
      }
    }
  }

  @Test("absence decides nothing, and says why")
  func absence() throws {
    for presence in [RecordExpectation.Presence.required, .forbidden] {
      let trial = try trial(Self.scenario(presence), [])
      #expect(trial.verdict == .inconclusive)
      // No canary of the channel came back in this log.
      #expect(trial.checks.map(\.rule) == ["channel-withholds"])
    }
  }

  @Test("a text that shows in another step counts for the scenario and not for the step")
  func scope() throws {
    let late = [Self.says("sent \(Self.content)")]
    #expect(try trial(Self.scenario(.required), late, at: 1).verdict == .inconclusive)
    #expect(try trial(Self.scenario(.required, scope: .scenario), late, at: 1).verdict == .pass)
    #expect(try trial(Self.scenario(.forbidden, scope: .scenario), late, at: 1).verdict == .fail)
  }

  @Test("a text without a canary of the run proves nothing")
  func withoutCanary() throws {
    let trial = try trial(Self.scenario(.required, text: "${run.id}"), [Self.says("it is run-1")])
    #expect(trial.checks.map(\.rule) == ["text-without-canary"])
  }

  @Test("two processes of one name leave it open which is the daemon")
  func twoOfOneName() throws {
    let said = [Self.says("sent \(Self.content)"), Self.says("hello", by: "sharingd", 99)]
    #expect(try trial(Self.scenario(.required), said).checks.map(\.rule) == ["two-processes-of-one-name"])
  }

  @Test(
    "a daemon that logged under another pid before the repetition was started anew since, and knows the text")
  func startedAnew() throws {
    let scenario = Self.scenario(.required)
    var traces = try Self.traces(scenario, [Self.says("sent \(Self.content)")])
    traces.log.sketches.insert(Self.says("hello", by: "sharingd", 44), at: 0)
    let findings = Self.stage(scenario).findings(of: traces)
    #expect(findings.findings.map(\.verdict) == [.pass])
  }

  @Test("a wanted text that a relay delivers behind the fence still belongs to the step")
  func late() throws {
    let scenario = Self.scenario(.required)
    var traces = try Self.traces(scenario, [])
    let next = try #require(traces.log.sketches.lastIndex { $0.message.contains(".self.") })
    let fence = try #require(
      traces.log.sketches[..<next].lastIndex { $0.message.contains("fence") || $0.pid != 1_001 })
    traces.log.sketches.insert(Self.says("sent \(Self.content)"), at: fence + 1)
    let findings = Self.stage(scenario).findings(of: traces)
    #expect(findings.findings.map(\.verdict) == [.pass])
  }

  @Test("a daemon's record that names a path with a canary is more than words")
  func path() throws {
    let name = CanaryText("name", run: Self.run, scenario: Self.id, repetition: 1, key: Self.key).text
    var scenario = Self.scenario(.required)
    let path = "/private/var/mobile/Containers/Data/Application/\(name).txt"
    scenario.steps[0].expectations[0].records[0].pattern = RecordPattern(
      family: "sandbox-extension", actor: "self", process: "sharingd", path: path)
    let issued = Self.says("Successfully issued sandbox extension for \(path)")
    #expect(try trial(scenario, [issued]).verdict == .pass)
    scenario.steps[0].expectations[0].records[0].pattern.path = "/private/var/mobile/known.txt"
    let known = Self.says("Successfully issued sandbox extension for /private/var/mobile/known.txt")
    #expect(try trial(scenario, [known]).rule == "only-words")
  }

  @Test("noise without the text changes no verdict, and loss never makes another one", arguments: 0..<30)
  func properties(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for presence in [RecordExpectation.Presence.required, .forbidden] {
      for said in [[], [Self.says("sent \(Self.content)")]] {
        let scenario = Self.scenario(presence, process: presence == .required ? "sharingd" : nil)
        let stage = Self.stage(scenario)
        let clean = try Self.traces(scenario, said)
        let before = try #require(stage.verdict(of: "FS-03", in: clean))
        var noisy = clean
        for number in 0..<Int.random(in: 1...40, using: &random) {
          let place = Int.random(in: 0...noisy.log.sketches.count, using: &random)
          noisy.log.sketches.insert(.chatter(number), at: place)
        }
        #expect(stage.verdict(of: "FS-03", in: noisy) == before)
        var evidence = stage.evidence(of: noisy)
        let whole = Judge.findings(of: evidence, tool: "test")
        evidence.records.removeAll { $0.content == .plain && !$0.message.contains("spcanary") }
        evidence.recordsLeftOut = whole.run.logRecords - evidence.records.count
        #expect(Judge.findings(of: evidence, tool: "test").findings == whole.findings)
        let share = Double.random(in: 0...0.6, using: &random)
        noisy.log.sketches.removeAll { _ in Double.random(in: 0..<1, using: &random) < share }
        let after = try #require(stage.verdict(of: "FS-03", in: noisy))
        #expect(after == before || after == .inconclusive, "\(before) became \(after)")
      }
    }
  }
}
