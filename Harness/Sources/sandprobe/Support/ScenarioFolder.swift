import Foundation
import ProbeProtocol
import RunFolder
import Scenario

/// The scenarios and claims on disk.
struct ScenarioFolder: Sendable {
  var folder: URL
  var claims: ClaimCatalogue
  var claimsSource: Data
  var library: ScenarioLibrary
  /// The bytes of each scenario's file.
  var sources: [ScenarioID: Data]

  /// Reads `Scenarios/`: the folder that is named, that `SANDPROBE_SCENARIOS` names, or the nearest one from the
  /// working directory upwards.
  static func read(_ named: String?) throws -> ScenarioFolder {
    let folder = try find(named)
    let claimsFile = folder.appendingPathComponent("claims.yaml")
    let claimsSource = try contents(claimsFile)
    let claims = try ClaimCatalogueReader().read(claimsSource, file: ShownPath.of(claimsFile)).get()
    let files = try scenarioFiles(in: folder)
    let library = ScenarioLibrary(files: files, claims: claims)
    let byPath = Dictionary(files.map { ($0.path, $0.bytes) }) { first, _ in first }
    let sources = library.scenarios.compactMap { scenario in byPath[scenario.file].map { (scenario.id, $0) } }
    return ScenarioFolder(
      folder: folder, claims: claims, claimsSource: claimsSource, library: library,
      sources: Dictionary(sources) { first, _ in first })
  }

  /// The scenarios, or all mistakes of all files as the error.
  func checked() throws -> [Scenario] {
    guard library.diagnostics.isEmpty else { throw ScenarioFileError(diagnostics: library.diagnostics) }
    return library.scenarios
  }

  private static func find(_ named: String?) throws -> URL {
    if let named = named ?? ProcessInfo.processInfo.environment["SANDPROBE_SCENARIOS"] {
      let folder = URL(fileURLWithPath: named, isDirectory: true)
      guard hasClaims(folder) else {
        throw CommandError(
          .badInput, "'\(named)' holds no scenarios: there is no claims.yaml in it",
          help: ["name SandProbe's own folder Scenarios/, or one that is made like it"])
      }
      return folder
    }
    var place = URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
    while true {
      let folder = place.appendingPathComponent("Scenarios", isDirectory: true)
      if hasClaims(folder) { return folder }
      guard place.path != "/" else { break }
      place.deleteLastPathComponent()
    }
    throw CommandError(
      .badInput, "no folder Scenarios/ here or above",
      help: ["run the command inside SandProbe's folder, or name the scenarios with --scenarios DIR"])
  }

  private static func hasClaims(_ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("claims.yaml").path)
  }

  private static func scenarioFiles(in folder: URL) throws -> [ScenarioLibrary.File] {
    var files: [ScenarioLibrary.File] = []
    for topic in try entries(of: folder) where isDirectory(topic) {
      for file in try entries(of: topic) where ["yaml", "yml"].contains(file.pathExtension) {
        files.append(ScenarioLibrary.File(path: ShownPath.of(file), bytes: try contents(file)))
      }
    }
    return files
  }

  private static func entries(of folder: URL) throws -> [URL] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        .map { folder.appendingPathComponent($0) }
    } catch {
      throw CommandError(.inputOutput, "'\(folder.path)' cannot be listed: \(error.systemWords)")
    }
  }

  private static func isDirectory(_ file: URL) -> Bool {
    (try? file.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) ?? false
  }

  private static func contents(_ file: URL) throws -> Data {
    do {
      return try Data(contentsOf: file)
    } catch {
      throw CommandError(
        .inputOutput, "'\(ShownPath.of(file))' cannot be read: \(error.systemWords)")
    }
  }
}
