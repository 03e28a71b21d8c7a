public import Foundation
public import Scenario
public import Syslog

/// What turns the raw files of a run folder into values.
public struct EvidenceParsers: Sendable {
  /// All records of a log.
  public var log: @Sendable (Data) -> [LogRecord]
  /// A scenario from the copy of its source.
  public var scenario: @Sendable (_ source: Data, _ file: String, ClaimCatalogue) throws -> Scenario
  public var claims: @Sendable (Data) throws -> ClaimCatalogue

  public init(
    log: @escaping @Sendable (Data) -> [LogRecord],
    scenario: @escaping @Sendable (Data, String, ClaimCatalogue) throws -> Scenario,
    claims: @escaping @Sendable (Data) throws -> ClaimCatalogue
  ) {
    self.log = log
    self.scenario = scenario
    self.claims = claims
  }
}

extension EvidenceParsers {
  /// The readers of this version.
  public static let standard = EvidenceParsers(
    log: { LogReader.read($0) },
    scenario: { source, file, claims in try ScenarioReader(claims: claims).read(source, file: file).get() },
    claims: { try ClaimCatalogueReader().read($0, file: FolderLayout.claims).get() })
}
