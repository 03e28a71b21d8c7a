import Foundation
import ProbeProtocol
import Scenario

@testable import Verdict

/// Small scenarios with the acts of a phone on which their claims hold.
enum Plays {
  static let container = "/private/var/mobile/Containers/Shared/AppGroup/847B3BD4-68FF-46BC-BA92-787E36B975DA"

  /// A denial with its control and its kernel record.
  static let intrusion = scenario(
    "app-group/outsider-is-denied", claims: ["FS-15"],
    actors: [("member", "GroupMemberA"), ("outsider", "Outsider")],
    steps: [
      Step(
        id: "locate", actor: "member", action: "group.locate", saves: ["container": "path"],
        expectations: []),
      Step(
        id: "intrude", actor: "outsider", action: "dir.open", arguments: ["path": "${container}"],
        expectations: [
          Expectation(
            claims: ["FS-15"], outcome: .errno([.eperm]),
            records: [
              RecordExpectation(
                presence: .required,
                pattern: RecordPattern(
                  family: "sandbox", actor: "outsider", operation: "file-read-data", path: "${container}"))
            ])
        ]),
      Step(
        id: "control", actor: "member", action: "dir.open", arguments: ["path": "${container}"],
        isControl: true,
        expectations: [Expectation(claims: [], outcome: .ok)]),
    ])

  static let intrusionHolds: [StepID: Stage.Act] = [
    "locate": .init(data: ["path": .string(container)]),
    "intrude": .init(outcome: .errno(.eperm), denials: [("file-read-data", container)]),
    "control": .init(data: ["count": 1]),
  ]

  /// An action that succeeds and must leave no denial in the log.
  static let quiet = scenario(
    "isolation/own-home-is-open", claims: ["FS-03"], actors: [("self", "IsolatedA")],
    steps: [
      Step(
        id: "open", actor: "self", action: "dir.open", arguments: ["path": "/home"],
        expectations: [
          Expectation(
            claims: ["FS-03"], outcome: .ok,
            records: [
              RecordExpectation(
                presence: .forbidden,
                pattern: RecordPattern(
                  family: "sandbox", actor: "self", operation: "file-read-data", path: "/home"))
            ])
        ])
    ])

  static let quietHolds: [StepID: Stage.Act] = ["open": .init(data: ["count": 0])]

  static let claims = ClaimCatalogue(
    claims: ["FS-03", "FS-15"].map {
      Claim(
        id: ClaimID($0), topic: "test", text: "A claim.",
        source: ClaimSource(id: "FS", title: "A source", version: "15.2"), verification: ["probe"])
    })

  static func stage(
    _ scenarios: [Scenario] = [intrusion, quiet],
    script: [StepID: Stage.Act] = intrusionHolds.merging(quietHolds) { first, _ in first }
  ) -> Stage {
    Stage(scenarios: scenarios, script: script, claims: claims)
  }

  static func scenario(
    _ id: ScenarioID, claims: [ClaimID], actors: [(ActorName, ProbeName)], steps: [Step]
  ) -> Scenario {
    Scenario(
      id: id, claims: claims, title: "A title", actors: actors.map { .init(actor: $0.0, probe: $0.1) },
      steps: steps,
      file: "scenarios/\(id).yaml", digest: ContentDigest(of: Array(id.rawValue.utf8)))
  }
}
