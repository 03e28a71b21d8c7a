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
  /// - Throws: ``ScenarioFileError``, and what Foundation throws where files cannot be read.
  package init(project: URL) throws {
    let folder = project.appendingPathComponent("Scenarios")
    claimsSource = try Data(contentsOf: folder.appendingPathComponent("claims.yaml"))
    claims = try ClaimCatalogueReader().read(claimsSource, file: "Scenarios/claims.yaml").get()
    var files: [ScenarioLibrary.File] = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    where path.contains("/") && path.hasSuffix(".yaml") {
      let bytes = try Data(contentsOf: folder.appendingPathComponent(path))
      files.append(.init(path: "Scenarios/\(path)", bytes: bytes))
    }
    let library = ScenarioLibrary(files: files, claims: claims)
    guard library.diagnostics.isEmpty else { throw ScenarioFileError(diagnostics: library.diagnostics) }
    scenarios = library.scenarios
    let bytes = Dictionary(files.map { ($0.path, $0.bytes) }) { first, _ in first }
    let found = library.scenarios.compactMap { scenario in bytes[scenario.file].map { (scenario.id, $0) } }
    sources = Dictionary(found) { first, _ in first }
  }

  /// The scenarios that test one of the claims.
  package func scenarios(testing claims: [ClaimID]) -> [Scenario] {
    scenarios.filter { !Set($0.claims).isDisjoint(with: claims) }
  }
}
