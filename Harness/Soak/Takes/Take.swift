package import Foundation
package import ProbeProtocol
package import Scenario
package import Verdict
package import VirtualPhone

/// One scenario carried out once by the real Runner on a virtual phone, with everything that a verdict is made of, so
/// that the same performance can be shown again through any disturbance.
package struct Take: Sendable {
  /// A record of the host, and how many entries of the stream had arrived by then.
  package struct HostNote: Sendable {
    package var record: HostRecord
    package var place: Int
  }

  package var name: TakeName
  package var scenario: Scenario
  /// The bytes of the scenario's file.
  package var source: Data
  package var manifest: RunManifest
  package var stream: [StreamEntry]
  /// What the capturing tool printed of each entry.
  package var printed: [Data]
  /// What the relay sends of each; empty for the tool's own words.
  package var sent: [Data]
  package var host: [HostNote]
  package var journals: [String: Data]
  /// The phone's name as its relay sends it.
  package var hostName: String

  /// Bytes that the tool printed.
  var size: Int { printed.reduce(0) { $0 + $1.count } }
}

/// On which phone a take was recorded.
package struct TakeName: Hashable, Sendable, CustomStringConvertible {
  package var scenario: ScenarioID
  package var profile: String
  /// Rules that were turned over.
  package var mutants: [String]
  package var seed: UInt64
  /// What changes the course of things.
  package var faults: FaultPlan

  package init(
    scenario: ScenarioID, profile: String = "ios-15.2", mutants: [String] = [], seed: UInt64 = 1,
    faults: FaultPlan = FaultPlan()
  ) {
    self.scenario = scenario
    self.profile = profile
    self.mutants = mutants
    self.seed = seed
    self.faults = faults
  }

  package var description: String {
    ([scenario.rawValue, profile] + mutants.map { "mutate \($0)" } + ["seed \(seed)"]
      + (faults.isEmpty ? [] : ["faults \(faults.text)"])).joined(separator: ", ")
  }
}
