package import Foundation
package import ProbeProtocol
import RunFolder
package import Scenario

/// The project's scenarios and claims, as they lie in its folder.
package struct Catalogue: Sendable {
  package var claims: ClaimCatalogue
  package var claimsSource: Data
  package var scenarios: [Scenario]
  /// The bytes of each scenario's file.
  package var sources: [ScenarioID: Data]

  /// Reads `Scenarios/` of the project at that place.
  /// - Throws: ``ScenarioFileError``, ``CatalogueUnreadable``.
  package init(project: URL) throws {
    let folder = project.appendingPathComponent("Scenarios")
    let files: [ScenarioLibrary.File]
    do {
      claimsSource = try Data(contentsOf: folder.appendingPathComponent("claims.yaml"))
      files = try Self.files(in: folder)
    } catch {
      throw CatalogueUnreadable(folder: folder.path, cause: error.localizedDescription)
    }
    claims = try ClaimCatalogueReader().read(claimsSource, file: "Scenarios/claims.yaml").get()
    let library = ScenarioLibrary(files: files, claims: claims)
    guard library.diagnostics.isEmpty else { throw ScenarioFileError(diagnostics: library.diagnostics) }
    scenarios = library.scenarios
    let bytes = Dictionary(files.map { ($0.path, $0.bytes) }) { first, _ in first }
    let found = library.scenarios.compactMap { scenario in bytes[scenario.file].map { (scenario.id, $0) } }
    sources = Dictionary(found) { first, _ in first }
  }

  private static func files(in folder: URL) throws -> [ScenarioLibrary.File] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.contains("/") && $0.hasSuffix(".yaml") }
      .map { .init(path: "Scenarios/\($0)", bytes: try Data(contentsOf: folder.appendingPathComponent($0))) }
  }

  /// The scenarios that test one of the claims.
  package func scenarios(testing claims: [ClaimID]) -> [Scenario] {
    scenarios.filter { !Set($0.claims).isDisjoint(with: claims) }
  }
}

/// The project's scenarios could not be read.
package struct CatalogueUnreadable: Error, Hashable, Sendable, CustomStringConvertible {
  package var folder: String
  /// In the system's words.
  package var cause: String

  package var description: String {
    "the claims and scenarios in '\(folder)' cannot be read: \(cause) Start it in the project's folder, or name that with "
      + "--project."
  }
}
