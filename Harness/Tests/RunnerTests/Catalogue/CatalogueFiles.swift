import Foundation
import ProbeProtocol
import RunFolder
import Scenario
import Syslog
import Verdict

/// The project's own scenarios and claims, as they lie in the working copy.
struct CatalogueFiles: Sendable {
  var claims: ClaimCatalogue
  var claimsSource: Data
  var scenarios: [Scenario]
  /// The bytes of each scenario's file.
  var sources: [ScenarioID: Data]

  /// Read once: no test changes them.
  static let committed = Result { try read() }

  /// The project's own folder.
  static var project: URL {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<5 { root.deleteLastPathComponent() }
    return root
  }

  private static func read() throws -> CatalogueFiles {
    let folder = project.appendingPathComponent("Scenarios")
    let claimsSource = try Data(contentsOf: folder.appendingPathComponent("claims.yaml"))
    let claims = try ClaimCatalogueReader().read(claimsSource, file: "Scenarios/claims.yaml").get()
    var files: [ScenarioLibrary.File] = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    where path.contains("/") && path.hasSuffix(".yaml") {
      let bytes = try Data(contentsOf: folder.appendingPathComponent(path))
      files.append(.init(path: "Scenarios/\(path)", bytes: bytes))
    }
    let library = ScenarioLibrary(files: files, claims: claims)
    guard library.diagnostics.isEmpty else { throw ScenarioFileError(diagnostics: library.diagnostics) }
    let bytes = Dictionary(files.map { ($0.path, $0.bytes) }) { first, _ in first }
    let sources = library.scenarios.compactMap { scenario in bytes[scenario.file].map { (scenario.id, $0) } }
    return CatalogueFiles(
      claims: claims, claimsSource: claimsSource, scenarios: library.scenarios,
      sources: Dictionary(sources) { first, _ in first })
  }

  /// What the names select, as on the command line.
  func scenarios(_ names: [String]) throws -> [Scenario] {
    try ScenarioSelection(names: names).scenarios(among: scenarios, claims: claims).get()
  }

  /// The scenarios that test one of the claims.
  func scenarios(testing claims: [ClaimID]) -> [Scenario] {
    scenarios.filter { !Set($0.claims).isDisjoint(with: claims) }
  }
}
