import Foundation
import ProbeProtocol
import Scenario
import Testing

/// The project's own scenario files, as they lie in the working copy.
enum CommittedFiles {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Scenarios")

  static func claims() throws -> ClaimCatalogue {
    try ClaimCatalogueReader().read(
      Data(contentsOf: folder.appending(path: "claims.yaml")), file: "claims.yaml"
    ).get()
  }

  static func scenarioFiles() throws -> [ScenarioLibrary.File] {
    var files: [ScenarioLibrary.File] = []
    for topic in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let names =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: topic).path)) ?? []
      for name in names.sorted() where name.hasSuffix(".yaml") {
        let path = "\(topic)/\(name)"
        files.append(
          .init(path: "Scenarios/\(path)", bytes: try Data(contentsOf: folder.appending(path: path))))
      }
    }
    return files
  }

  static func library() throws -> ScenarioLibrary {
    ScenarioLibrary(files: try scenarioFiles(), claims: try claims())
  }
}

@Suite("The committed files") struct CommittedFilesTests {
  @Test("every scenario file reads without a diagnostic") func scenariosRead() throws {
    let library = try CommittedFiles.library()
    #expect(library.diagnostics.map(\.description) == [])
    #expect(library.scenarios.count == (try CommittedFiles.scenarioFiles().count))
  }

  @Test("the file of claims holds all 102 claims of five sources") func claimsRead() throws {
    let claims = try CommittedFiles.claims().claims
    #expect(claims.count == 102)
    #expect(Set(claims.map(\.source.id)) == ["FS", "DP", "NET", "REST", "UCS"])
    #expect(claims.filter(\.isExploratory).map(\.id) == ["FS-Q1", "FS-Q2", "FS-Q3"])
    #expect(claims.filter { $0.device == "simulator" }.map(\.id) == ["FS-05", "FS-06", "DP-12"])
  }

  @Test("each claim of the file-sharing source has a scenario") func everyClaimHasAScenario() throws {
    let scenarios = try CommittedFiles.library().scenarios
    let wanted = try CommittedFiles.claims().claims.filter { $0.source.id == "FS" }
    #expect(wanted.count == 51)
    for claim in wanted {
      #expect(scenarios.contains { $0.claims.contains(claim.id) }, "no scenario tests \(claim.id)")
    }
    let halves = scenarios.filter { $0.claims.contains("FS-14") }.map(\.requirements.device)
    #expect(Set(halves) == [.physical, .simulator])
  }

  @Test("each claim of data protection has a scenario") func everyProtectionClaimHasAScenario() throws {
    let scenarios = try CommittedFiles.library().scenarios
    let wanted = try CommittedFiles.claims().claims.filter { $0.source.id == "DP" }
    #expect(wanted.count == 13)
    for claim in wanted {
      #expect(scenarios.contains { $0.claims.contains(claim.id) }, "no scenario tests \(claim.id)")
    }
  }
}
