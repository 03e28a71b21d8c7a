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
  /// The log's records in stream order: all that are more than plain. Plain ones can be missing, but not where they
  /// are the first or the last: a window can reach to the log's end.
  public var records: [LogRecord]
  /// Plain records of the log that are not among ``records``.
  public var recordsLeftOut: Int
  public var host: [HostRecord]
  /// Journals as pulled, by file name within `journals/`.
  public var journals: [String: Data]
  /// What could not be read of the run folder, in sentences.
  public var problems: [String]
  /// Raw files that are not what they were when they were written, by path within the run folder.
  public var alterations: [String: Alteration]

  /// Bytes of the log whose plain records are among ``records``, in order; all of it where none is left out.
  public var partsReadInFull: [Range<Int>]

  /// How many records the log has.
  public var recordCount: Int { records.count + recordsLeftOut }

  /// - Parameter recordCount: how many records the log has; nil where `records` are all of them.
  public init(
    manifest: RunManifest, claims: ClaimCatalogue, scenarios: [Scenario], log: Data, records: [LogRecord],
    recordCount: Int? = nil, host: [HostRecord], journals: [String: Data], problems: [String] = [],
    alterations: [String: Alteration] = [:], partsReadInFull: [Range<Int>] = []
  ) {
    self.manifest = manifest
    self.claims = claims
    self.scenarios = scenarios
    self.log = log
    self.records = records
    recordsLeftOut = max(0, (recordCount ?? records.count) - records.count)
    self.host = host
    self.journals = journals
    self.problems = problems
    self.alterations = alterations
    self.partsReadInFull = partsReadInFull
  }

  /// Whether no plain record is left out between the first and the last of these.
  func isReadInFull(_ places: ClosedRange<Int>) -> Bool {
    let bytes = records[places.lowerBound].bytes.lowerBound..<records[places.upperBound].bytes.upperBound
    return recordsLeftOut == 0
      || partsReadInFull.contains { $0.lowerBound <= bytes.lowerBound && bytes.upperBound <= $0.upperBound }
  }
}

extension Scenario {
  /// Whether it is looked for in the log who shows texts of the run.
  public var looksForTexts: Bool {
    steps.contains { $0.expectations.contains { $0.records.contains { $0.pattern.text != nil } } }
  }
}
