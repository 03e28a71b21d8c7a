public import Foundation
public import Scenario
public import Syslog

/// What turns the raw files of a run folder into values.
public struct EvidenceParsers: Sendable {
  /// The records of a log that can decide something.
  public var log: @Sendable (Data) -> LogExcerpt
  /// A scenario from the copy of its source.
  public var scenario: @Sendable (_ source: Data, _ file: String, ClaimCatalogue) throws -> Scenario
  public var claims: @Sendable (Data) throws -> ClaimCatalogue

  public init(
    log: @escaping @Sendable (Data) -> LogExcerpt,
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
    log: { LogReader.excerpt(of: $0) },
    scenario: { source, file, claims in try ScenarioReader(claims: claims).read(source, file: file).get() },
    claims: { try ClaimCatalogueReader().read($0, file: FolderLayout.claims).get() })
}
