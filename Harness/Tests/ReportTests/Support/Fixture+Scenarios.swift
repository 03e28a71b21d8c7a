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
  ]
}
