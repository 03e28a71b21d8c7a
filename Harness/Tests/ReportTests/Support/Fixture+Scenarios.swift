import Foundation
import ProbeProtocol
import Verdict

extension Fixture {
  static func step(
    _ id: StepID, _ actor: ActorName, _ probe: ProbeName?, _ action: ActionName, _ outcome: Outcome?,
    begin: Int?,
    took: Int?, _ window: WindowReading, isControl: Bool = false
  ) -> StepReading {
    StepReading(
      step: id, actor: actor, probe: probe, pid: probe == nil ? nil : 1_006, action: action,
      isControl: isControl,
      uncontrolled: isControl || outcome == .ok ? nil : "there is nothing to <compare> it with",
      arguments: probe == nil ? [:] : ["path": .string(container)], outcome: outcome, data: nil, begin: begin,
      duration: took, window: window)
  }

  static func intact(_ lines: ClosedRange<Int>) -> WindowReading {
    WindowReading(state: .intact, firstLine: lines.lowerBound, lastLine: lines.upperBound, tears: [])
  }

  private static func reading(
    _ id: ScenarioID, _ repetition: Int, _ claims: [ClaimID], _ verdict: Verdict, _ title: String,
    skipped: String? = nil, _ steps: [StepReading]
  ) -> ScenarioReading {
    ScenarioReading(
      scenario: id, repetition: repetition, title: title, claims: claims, file: "scenarios/\(id).yaml",
      digest: ContentDigest(of: Data(id.rawValue.utf8)), verdict: verdict, skipped: skipped, steps: steps)
  }

  static let readings: [ScenarioReading] = [
    reading(
      "app-group/outsider-is-denied", 1, ["FS-10", "FS-15"], .fail,
      "An app outside the group cannot open its container",
      [
        step(
          "locate", "member", "GroupMemberA", "group.locate", .ok, begin: 0, took: 120,
          intact(12_000...12_020)),
        step(
          "intrude", "outsider", "Outsider", "dir.open", .ok, begin: 900, took: 310, intact(12_030...12_090)),
        step(
          "control", "member", "GroupMemberA", "dir.open", .ok, begin: 1_700, took: 95,
          intact(12_100...12_120), isControl: true),
      ]),
    reading(
      "isolation/other-home", 1, ["FS-04"], .inconclusive, "Another app's home cannot be opened",
      [
        step(
          "intrude", "outsider", "Outsider", "dir.open", .errno("EPERM"), begin: 0, took: 40,
          WindowReading(
            state: .torn, firstLine: 5_000, lastLine: 5_010,
            tears: [
              "Journal event 14 of outsider is not in the log.", "The stream broke off after line 5002.",
            ]))
      ]),
    reading(
      "app-group/race", 1, ["FS-17"], .pass, "Writers race",
      [step("race", "member", "GroupMemberA", "file.race", .ok, begin: 0, took: 2_100, intact(7_000...7_040))]
    ),
    reading(
      "app-group/race", 2, ["FS-17"], .fail, "Writers race",
      [
        step(
          "race", "member", "GroupMemberA", "file.race", nil, begin: nil, took: nil,
          WindowReading(
            state: .absent, firstLine: nil, lastLine: nil, tears: ["Its begin event is not in the log."]))
      ]),
    reading(
      "isolation/simulator", 1, ["FS-05"], .skipped, "No sandbox in the Simulator",
      skipped: "The device is not a simulator.", []),
    reading("isolation/var-link", 1, ["FS-08"], .error, "One file, two spellings", []),
    reading("explore/load-item", 1, ["FS-Q1"], .recorded, "An extension loads an item", [exploring, locked]),
  ]

  static func said(
    _ process: String, _ shape: String, _ novelty: Utterance.Novelty, family: String? = nil, count: Int = 1,
    line: Int
  ) -> Utterance {
    Utterance(
      process: process, shape: shape, family: family, novelty: novelty, count: count, firstLine: line,
      lastLine: line + count - 1)
  }

  /// A step of which the log is all that there is to see.
  private static let exploring: StepReading = {
    var reading = step(
      "load", "sender", "Sender", "sheet.open", .ok, begin: 0, took: 800, intact(9_000...9_080))
    reading.trace = StepTrace(
      utterances: [
        said(
          "sharingd", "Trying to issue sandbox extension for <own container>/<name>.txt", .process,
          family: "sandbox-extension", line: 9_003),
        said("pkd", "launching plug-in <UUID> of <bundle of ShareHost>", .message, count: 3, line: 9_010),
        said(
          "filecoordinationd", "claim <n> granted for \"<text>\"", .process, family: "file-coordination",
          count: 12, line: 9_020),
        said("locationd", "state <n>", .none, count: 40, line: 9_001),
      ],
      extensions: [
        NamedExtension(
          process: "sharingd", deed: "issued", extensionClass: "com.apple.app-sandbox.read",
          target: "<own container>/Documents/<name>.txt", count: 2, firstLine: 9_004)
      ], records: 57, cuts: ["12 records of further kinds, by a, b, are not listed: 400 kinds are"])
    return reading
  }()

  private static let locked: StepReading = {
    var reading = step(
      "wait", "sender", "Sender", "file.read", .errno("EPERM"), begin: 900, took: 20,
      intact(9_090...9_099))
    reading.moment = "locked"
    reading.trace = StepTrace()
    return reading
  }()
}
