import Foundation
import ProbeProtocol
import Scenario
import Syslog
import Testing

@testable import Verdict

/// Scenarios that judge nothing: what the log showed during their steps.
@Suite("Exploring scenarios")
struct ExploringTests {
  static let home = "/private/var/mobile/Containers/Data/Application/0A1B2C3D-0000-4000-8000-00000000000A"
  static let other = "/private/var/mobile/Containers/Data/Application/0A1B2C3D-0000-4000-8000-00000000000B"

  static let scenario: Scenario = {
    var scenario = Plays.scenario(
      "explore/load", claims: ["FS-03"], actors: [("self", "IsolatedA")],
      steps: [
        Step(id: "open", actor: "self", action: "dir.open"),
        Step(
          id: "look", actor: "self", action: "dir.open", isControl: true,
          expectations: [Expectation(claims: [], outcome: .ok)]),
      ])
    scenario.kind = .explore
    return scenario
  }()

  static func says(_ process: String, _ message: String) -> Sketch {
    Sketch(process: process, pid: 88, message: message, content: .plain)
  }

  /// The traces of a run with these records before the scenario, in its first step and in its second.
  static func run(
    before: [Sketch] = [], first: [Sketch] = [], second: [Sketch] = [], outcome: Outcome = .ok,
    id: RunID = "run-1"
  ) throws -> (stage: Stage, traces: Stage.Traces) {
    var stage = Plays.stage([scenario], script: ["open": .init(), "look": .init(outcome: outcome)])
    stage.run = id
    var traces = stage.perform()
    let events = traces.log.sketches.indices.filter { traces.log.sketches[$0].pid == 1_001 }
    // hello, begin, end, begin, end
    let places = (try #require(events.dropFirst(1).first), try #require(events.dropFirst(3).first))
    traces.log.sketches.insert(contentsOf: second, at: places.1 + 1)
    traces.log.sketches.insert(contentsOf: first, at: places.0 + 1)
    // Behind the canary, that numbers of the Conductor stand before the first step.
    traces.log.sketches.insert(contentsOf: before, at: 1)
    return (stage, traces)
  }

  private func findings(
    before: [Sketch] = [], first: [Sketch] = [], second: [Sketch] = [], id: RunID = "run-1"
  ) throws -> Findings {
    let (stage, traces) = try Self.run(before: before, first: first, second: second, id: id)
    return stage.findings(of: traces)
  }

  private func trace(_ findings: Findings, _ step: Int = 0) throws -> StepTrace {
    try #require(findings.scenarios.first?.steps[step].trace)
  }

  // MARK: - Verdict

  @Test("a claim that is a question is recorded, and its windows are told")
  func recorded() throws {
    let findings = try findings(first: [Self.says("sharingd", "hello")])
    let finding = try #require(findings.findings.first)
    #expect(finding.verdict == .recorded)
    #expect(finding.sentence.hasPrefix("FS-03 recorded: nothing is judged; the log of 2 steps is recorded"))
    #expect(findings.counts["recorded"] == 1)
    #expect(finding.trials.map(\.rule) == ["trace-recorded"])
  }

  @Test("a control that did not work, a run that was killed and a log without a window record nothing")
  func notRecorded() throws {
    let (stage, traces) = try Self.run(outcome: .errno(.eperm))
    #expect(stage.verdict(of: "FS-03", in: traces) == .inconclusive)
    var killed = try Self.run().traces
    killed.host.removeAll { $0.kind == .scenarioEnded }
    #expect(stage.verdict(of: "FS-03", in: killed) == .inconclusive)
    var empty = try Self.run()
    empty.traces.log.sketches = []
    #expect(
      empty.stage.findings(of: empty.traces).findings.first?.trials.first?.rule == "no-window-in-the-log")
  }

  // MARK: - Trace

  @Test("rows stand in the order of the first time, with counts and lines, and without the probes' own lines")
  func order() throws {
    let said = [
      Self.says("pkd", "launch 12"), Self.says("sharingd", "copy"), Self.says("pkd", "launch 13"),
      Sketch.denial("IsolatedA", 1_001, "file-read-data", Self.other + "/a.txt"),
    ]
    let trace = try trace(try findings(first: said))
    #expect(trace.utterances.map(\.process) == ["pkd", "sharingd", "kernel"])
    #expect(trace.utterances.map(\.shape).first == "launch <n>")
    #expect(trace.utterances.map(\.count) == [2, 1, 1])
    #expect(trace.utterances[0].lastLine == trace.utterances[0].firstLine + 2)
    #expect(trace.utterances.map(\.family) == [nil, "sharing", "sandbox"])
    #expect(trace.records == 4)
  }

  @Test("what was said outside the steps is marked, by process and by message")
  func noise() throws {
    let findings = try findings(
      before: [Self.says("locationd", "state 1"), Self.says("sharingd", "idle")],
      first: [Self.says("locationd", "state 7"), Self.says("sharingd", "copy"), Self.says("pkd", "launch")],
      second: [Self.says("pkd", "launch")])
    #expect(try trace(findings).utterances.map(\.novelty) == [.none, .message, .process])
    // What was said during another step is no noise.
    #expect(try trace(findings, 1).utterances.map(\.novelty) == [.process])
  }

  @Test("sandbox extensions are named with class, target by kind, and by whom")
  func extensions() throws {
    let trace = try trace(
      try findings(first: [
        Self.says("sharingd", "Trying to issue sandbox extension for \(Self.other)/Documents/note.txt"),
        Self.says("sharingd", "Successfully issued sandbox extension for \(Self.other)/Documents/note.txt"),
        Self.says("pkd", "token of com.apple.app-sandbox.read-write held"),
      ]))
    #expect(
      trace.extensions.map { "\($0.process) \($0.words)" } == [
        "sharingd attempted, for <other container>/Documents/<name>.txt",
        "sharingd issued, for <other container>/Documents/<name>.txt",
        "pkd named, com.apple.app-sandbox.read-write",
      ])
  }

  @Test("a flood is counted, and what is not listed is told")
  func flood() throws {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    let flood = (0..<600).map { number in
      Self.says("daemon\(letters[number % 26])", "\(letters[number / 26]) word")
    }
    let trace = try trace(try findings(first: flood))
    #expect(trace.utterances.count == TraceMaker.rowLimit)
    #expect(trace.records == 600)
    #expect(
      trace.cuts == [
        "200 records of further kinds, by daemona, daemonb, daemonc, daemond, daemone and others, "
          + "are not listed: 400 kinds are"
      ])
  }

  @Test("the trace says where plain records were left out")
  func leftOut() throws {
    let (stage, traces) = try Self.run(first: [Self.says("pkd", "launch"), Self.says("sharingd", "copy")])
    var evidence = stage.evidence(of: traces)
    let whole = Judge.findings(of: evidence, tool: "test")
    let excerpt = LogReader.excerpt(of: evidence.log)
    evidence.recordsLeftOut = excerpt.recordCount - excerpt.records.count
    evidence.records = excerpt.records
    let trace = try trace(Judge.findings(of: evidence, tool: "test"))
    #expect(trace.utterances.map(\.process) == ["sharingd"])
    #expect(trace.cuts.count == 1)
    evidence.records = LogReader.read(evidence.log)
    evidence.partsReadInFull = [0..<evidence.log.count]
    #expect(Judge.findings(of: evidence, tool: "test").scenarios == whole.scenarios)
  }

  // MARK: - Shapes

  static let shapes: [(String, String)] = [
    ("state 12, 0x1fA2 and 0xZZ", "state <n>, <address> and <n>xZZ"),
    ("id 847B3BD4-68FF-46BC-BA92-787E36B975DA.", "id <UUID>."),
    ("utf8 of IPv4 in xyz12345", "utf8 of IPv4 in xyz<n>"),
    ("token deadbeef00 and Cafe", "token <hex> and Cafe"),
    ("key AbCdEfGhIjKlMnOpQr12", "key <id>"),
    ("opened \"my file\" and \"\(other)/tmp/x\"", "opened \"<text>\" and \"<other container>/tmp/<name>\""),
    ("don't touch 'a b'", "don't touch '<text>'"),
    ("at \(home)/Documents/Inbox/a b.txt", "at <own container>/Documents/Inbox/<name> b.txt"),
    ("file://\(home)/Documents/a%20b.txt,", "<own container>/Documents/<name>.txt,"),
    (
      "in /private/var/mobile/Containers/Shared/AppGroup/847B3BD4-68FF-46BC-BA92-787E36B975DA/"
        + "File Provider Storage/x.pdf ok", "in <group container>/File Provider Storage/<name>.pdf ok"
    ),
    ("/usr/libexec/pkd and https://example.org/a?b=1", "<system> and <https URL>"),
    ("of dev.sandprobe.Sender and spcanary01", "of <bundle of Sender> and <canary name>"),
    ("", ""), ("\"", "\""), ("/", "/"), ("a\nb", "a b"), ("ünïcode 7", "ünïcode <n>"),
  ]

  @Test("what differs from run to run is replaced, and nothing else", arguments: shapes)
  func shape(message: String, expected: String) {
    let shape = MessageShape(
      paths: PathKinds(own: [String(Self.home.suffix(36))]),
      names: ["dev.sandprobe.Sender": "<bundle of Sender>", "spcanary01": "<canary name>"])
    #expect(shape.shape(of: message) == expected)
  }

  @Test("no message breaks the shapes", arguments: 0..<200 as Range<UInt64>)
  func hostile(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "\"", "'", "/", "://", "file://", "0x", "é", "\u{0}", " ", "847B3BD4-68FF-46BC-BA92-787E36B975DA", "%",
      "a1", "[",
    ]
    let message = (0..<Int.random(in: 0...400, using: &random)).map { _ in
      pieces.randomElement(using: &random) ?? ""
    }.joined()
    let shape = MessageShape(paths: PathKinds(own: []), names: ["a1a1": "<x>"])
    #expect(shape.shape(of: message).count <= MessageShape.longest + 1)
  }

  @Test(
    "numbers are classed by their size",
    arguments: [
      (1, "once"), (2, "2 to 9"), (9, "2 to 9"), (10, "10 to 99"),
      (123, "100 to 999"), (999_999, "100000 to 999999"), (2_000_000, "more than 999999"),
    ])
  func classes(count: Int, words: String) {
    #expect(Utterance.countClass(count) == words)
  }

  // MARK: - Comparison

  @Test("two runs are held against each other: new, gone, moved, more often, and in another step")
  func comparison() throws {
    let noise = [Self.says("locationd", "state 1")]
    let first = try findings(
      before: noise,
      first: ["a", "b", "c", "d"].map { Self.says("pkd", $0 + " word") } + [
        Self.says("backboardd", "moved here")
      ]
        + noise)
    let second = try findings(
      before: noise,
      first: [
        Self.says("pkd", "d word"), Self.says("pkd", "a word"), Self.says("pkd", "c word"),
        Self.says("pkd", "c word"), Self.says("sharingd", "Copying now"),
      ] + noise + [Self.says("wifid", "state 1")],
      second: [Self.says("backboardd", "moved here")], id: "run-2")
    let comparison = try Comparison.compare([first, second])
    let trace = try #require(comparison.traces.first)
    #expect((trace.reference, trace.run, trace.scenario) == ("run-1", "run-2", "explore/load"))
    #expect(trace.obstacles == [])
    let open = try #require(trace.steps.first { $0.step == "open" })
    #expect(
      open.differences.map { "\($0.kind.rawValue) \($0.process): \($0.text)" } == [
        "moved pkd: d word", "gone pkd: b word", "count pkd: c word", "gone backboardd: moved here",
        "new sharingd: Copying now", "new wifid: state <n>",
      ])
    #expect(open.differences.compactMap(\.elsewhere) == ["look"])
    #expect((open.same, open.noise) == (1, 1))
    #expect(comparison.rows.map(\.change) == [.evidenceChanged])
    #expect(comparison.rows[0].sentence.hasPrefix("Recorded, differently"))
    let same = try Comparison.compare([first, findings(before: noise, first: [], id: "run-3")])
    #expect(same.rows.map(\.change) == [.unchanged], "pkd and backboardd are of no known family")
  }

  @Test("the parts of two orders that agree are the longest ones", arguments: 0..<60 as Range<UInt64>)
  func alignment(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let letters = (0..<Int.random(in: 1...8, using: &random)).map { "\($0)" }
    func rows(_ names: [String]) -> [MergedTrace.Row] {
      names.enumerated().map { place, name in
        MergedTrace.Row(
          key: .init(process: "p", text: name, isExtension: false),
          sighting: .init(place: place + 1, count: 1, firstLine: 1), isNoise: false)
      }
    }
    let shuffled = letters.shuffled(using: &random)
    let step = TraceAlignment(rows(letters), rows(shuffled)).step(named: "s")
    let moved = step.differences.filter { $0.kind == .moved }.map(\.text)
    #expect(step.differences.count == moved.count)
    let still = shuffled.filter { !moved.contains($0) }
    #expect(still == still.sorted())
    #expect(step.same == still.count)
    #expect(TraceAlignment(rows(letters), rows(letters)).step(named: "s").differences == [])
  }
}
