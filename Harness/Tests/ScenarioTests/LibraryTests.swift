import Foundation
import ProbeProtocol
import Scenario
import Testing

@Suite("The library") struct LibraryTests {
  private func file(_ path: String, id: String, claim: String = "FS-03") -> ScenarioLibrary.File {
    let text = Sample.valid.replacing("a/b", with: id).replacing("FS-03", with: claim)
    return .init(path: path, bytes: Data(text.utf8))
  }

  @Test("scenarios stand in the order of their claims, then of their ids") func order() {
    let library = ScenarioLibrary(
      files: [
        file("S/a/z.yaml", id: "a/z"), file("S/a/b.yaml", id: "a/b"),
        file("S/x/y.yaml", id: "x/y", claim: "FS-01"),
      ], claims: Sample.claims)
    #expect(library.diagnostics == [])
    #expect(library.scenarios.map(\.id) == ["x/y", "a/b", "a/z"])
  }

  @Test("an id that is not the file's place is reported at the id") func misplaced() {
    let library = ScenarioLibrary(files: [file("S/a/c.yaml", id: "a/b")], claims: Sample.claims)
    #expect(library.scenarios == [])
    #expect(
      library.diagnostics.map { "\($0.category.rawValue) \($0.line):\($0.column)" } == ["misplaced-file 1:5"])
    #expect(library.diagnostics.first?.help == "change the id, or move the file to a/b.yaml")
  }

  @Test("the second of two files with one id is reported and the first is kept") func duplicates() {
    let library = ScenarioLibrary(
      files: [file("T/a/b.yaml", id: "a/b"), file("S/a/b.yaml", id: "a/b")], claims: Sample.claims)
    #expect(library.scenarios.map(\.file) == ["S/a/b.yaml"])
    #expect(library.diagnostics.map(\.category) == [.duplicateID])
    #expect(library.diagnostics.first?.file == "T/a/b.yaml")
    #expect(library.diagnostics.first?.message == "S/a/b.yaml has the id 'a/b' already")
  }

  @Test("files that cannot be read do not hide the others") func broken() {
    let library = ScenarioLibrary(
      files: [.init(path: "S/a/a.yaml", bytes: Data([0xFF])), file("S/a/b.yaml", id: "a/b")],
      claims: Sample.claims)
    #expect(library.scenarios.map(\.id) == ["a/b"])
    #expect(library.diagnostics.map(\.category) == [.notUTF8])
  }
}

@Suite("Selecting scenarios") struct ScenarioSelectionTests {
  private static let scenarios = ["isolation/own:FS-03", "isolation/who:FS-01", "app-group/outsider:FS-15"]
    .map {
      let parts = $0.split(separator: ":")
      return Scenario(
        id: ScenarioID(String(parts[0])), claims: [ClaimID(String(parts[1]))], title: "T", actors: [],
        steps: [],
        file: "f", digest: "d")
    }

  private func select(_ names: String...) -> Result<[ScenarioID], SelectionError> {
    ScenarioSelection(names: names).scenarios(among: Self.scenarios, claims: Sample.claims).map {
      $0.map(\.id)
    }
  }

  @Test("no name selects all, in the library's order") func all() {
    #expect(select() == .success(["isolation/own", "isolation/who", "app-group/outsider"]))
  }

  @Test(
    "ids, topics, claims, prefixes of claims and globs select, whatever their case",
    arguments: [
      ("app-group/outsider", ["app-group/outsider"]), ("App-Group", ["app-group/outsider"]),
      ("fs-15", ["app-group/outsider"]), ("FS-0?", ["isolation/own", "isolation/who"]),
      ("FS-1*", ["app-group/outsider"]), ("app-group/*", ["app-group/outsider"]), ("*own", ["isolation/own"]),
      ("fs", ["isolation/own", "isolation/who", "app-group/outsider"]),
      ("iso*", ["isolation/own", "isolation/who"]),
    ] as [(String, [ScenarioID])])
  func names(_ name: String, _ ids: [ScenarioID]) { #expect(select(name) == .success(ids)) }

  @Test("several names select each scenario once, in the library's order") func several() {
    #expect(select("FS-15", "isolation", "FS-03") == select())
  }

  @Test("a name that selects nothing is an error with the nearest words, even beside others that do")
  func misses() {
    guard case .failure(let error) = select("isolation", "app-gruop", "outsider", "zzz") else {
      Issue.record("something was selected")
      return
    }
    #expect(error.misses.map(\.name) == ["app-gruop", "outsider", "zzz"])
    #expect(error.misses[0].nearest.first == "app-group")
    #expect(error.misses[1].nearest.first == "app-group/outsider")
    #expect(error.misses[2].nearest == [])
    #expect(
      error.description.contains("no scenario, topic or claim named 'app-gruop'; did you mean 'app-group'"))
  }

  @Test("a claim without a scenario is told from a word that nobody knows") func untested() {
    guard case .failure(let error) = select("dp-01") else {
      Issue.record("something was selected")
      return
    }
    #expect(error.description == "'dp-01' names DP-01: no scenario tests that yet")
  }

  @Test("a glob of many stars ends in time", .timeLimit(.minutes(10))) func stars() {
    let scenario = Scenario(
      id: ScenarioID(String(repeating: "a", count: 2_000)), claims: [], title: "T", actors: [], steps: [],
      file: "f",
      digest: "d")
    let selection = ScenarioSelection(names: [String(repeating: "a*", count: 200) + "b"])
    #expect(throws: SelectionError.self) {
      try selection.scenarios(among: [scenario], claims: Sample.claims).get()
    }
  }
}
