public import Foundation
import ProbeProtocol

/// All scenarios of a folder, checked one by one and against each other.
public struct ScenarioLibrary: Sendable {
  /// A scenario file: its path, as diagnostics shall show it, and its content.
  public struct File: Hashable, Sendable {
    public var path: String
    public var bytes: Data

    public init(path: String, bytes: Data) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// The scenarios without mistakes: by the place of their first claim in the catalogue, then by id.
  public let scenarios: [Scenario]
  /// The mistakes of all files, in the order of the files' paths.
  public let diagnostics: [Diagnostic]

  public init(files: [File], claims: ClaimCatalogue) {
    let reader = ScenarioReader(claims: claims)
    var scenarios: [Scenario] = []
    var diagnostics: [Diagnostic] = []
    var owners: [ScenarioID: String] = [:]
    for file in files.sorted(by: { $0.path < $1.path }) {
      switch reader.readDraft(file.bytes, file: file.path) {
      case .failure(let error): diagnostics += error.diagnostics
      case .success(let reading):
        if let id = reading.draft.id {
          Self.check(id, of: file.path, owner: owners[id.value], collector: reading.collector)
          owners[id.value] = owners[id.value] ?? file.path
        }
        diagnostics += reading.collector.diagnostics
        guard reading.collector.isEmpty, let scenario = reading.draft.scenario(file.bytes, file: file.path)
        else { continue }
        scenarios.append(scenario)
      }
    }
    self.diagnostics = diagnostics
    self.scenarios = Self.ordered(scenarios, by: claims)
  }

  private static func check(
    _ id: Located<ScenarioID>, of path: String, owner: String?, collector: DiagnosticCollector
  ) {
    let parts = path.split(separator: "/").suffix(2).joined(separator: "/")
    let expected = parts.hasSuffix(".yaml") ? String(parts.dropLast(5)) : parts
    if id.value.rawValue != expected {
      collector.report(
        .misplacedFile, at: id.place, "the id is '\(id.value)', and the file's place says '\(expected)'",
        help: "change the id, or move the file to \(id.value).yaml")
    }
    if let owner {
      collector.report(.duplicateID, at: id.place, "\(owner) has the id '\(id.value)' already")
    }
  }

  private static func ordered(_ scenarios: [Scenario], by claims: ClaimCatalogue) -> [Scenario] {
    var places: [ClaimID: Int] = [:]
    for (place, claim) in claims.claims.enumerated() { places[claim.id] = place }
    let keyed = scenarios.map { (place: $0.claims.compactMap { places[$0] }.min() ?? Int.max, scenario: $0) }
    return keyed.sorted { ($0.place, $0.scenario.id) < ($1.place, $1.scenario.id) }.map(\.scenario)
  }
}
