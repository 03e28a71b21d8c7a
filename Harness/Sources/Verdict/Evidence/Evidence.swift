public import Foundation
public import Scenario
public import Syslog

/// All that a run left behind. Findings are a pure function of it.
public struct Evidence: Sendable {
  public var manifest: RunManifest
  public var claims: ClaimCatalogue
  /// The scenarios of the manifest whose sources could be read, in the manifest's order.
  public var scenarios: [Scenario]
  /// The bytes of the device log exactly as received.
  public var log: Data
  /// The log's records in stream order.
  public var records: [LogRecord]
  public var host: [HostRecord]
  /// Journals as pulled, by file name within `journals/`.
  public var journals: [String: Data]
  /// What could not be read of the run folder, in sentences.
  public var problems: [String]

  public init(
    manifest: RunManifest, claims: ClaimCatalogue, scenarios: [Scenario], log: Data, records: [LogRecord],
    host: [HostRecord], journals: [String: Data], problems: [String] = []
  ) {
    self.manifest = manifest
    self.claims = claims
    self.scenarios = scenarios
    self.log = log
    self.records = records
    self.host = host
    self.journals = journals
    self.problems = problems
  }
}
