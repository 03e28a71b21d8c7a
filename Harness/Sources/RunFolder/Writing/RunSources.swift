public import Foundation
public import ProbeProtocol
import Verdict

/// What a run carries out, as it is kept in its folder.
public struct RunSources: Sendable {
  /// One scenario.
  public struct Entry: Sendable {
    public var id: ScenarioID
    /// What it tests.
    public var claims: [ClaimID]
    /// The bytes of its file.
    public var source: Data

    public init(id: ScenarioID, claims: [ClaimID], source: Data) {
      self.id = id
      self.claims = claims
      self.source = source
    }
  }

  /// The bytes of `claims.yaml`.
  public var claims: Data
  public var scenarios: [Entry]

  public init(claims: Data, scenarios: [Entry]) {
    self.claims = claims
    self.scenarios = scenarios
  }

  /// The files by their path within the folder.
  var files: [(path: String, bytes: Data)] {
    [(FolderLayout.claims, claims)] + scenarios.map { (FolderLayout.scenario($0.id), $0.source) }
  }

  /// What the manifest says of the scenarios.
  var entries: [ScenarioEntry] {
    scenarios.map {
      ScenarioEntry(
        id: $0.id, digest: ContentDigest(of: $0.source), file: FolderLayout.scenario($0.id), claims: $0.claims
      )
    }
  }
}
