import Foundation
import ProbeProtocol
import Scenario
import Testing

@Suite("Hostile files") struct HostileInputTests {
  private func categories(_ bytes: Data) -> [DiagnosticCategory] {
    Sample.diagnostics(ScenarioReader(claims: Sample.claims).read(bytes, file: "x.yaml")).map(\.category)
  }

  private func categories(_ text: String) -> [DiagnosticCategory] { categories(Data(text.utf8)) }

  @Test("a file of two megabytes is refused before it is parsed") func tooLarge() {
    #expect(categories(Data(repeating: UInt8(ascii: "["), count: 2 << 20)) == [.tooLarge])
  }

  @Test("a file that is not UTF-8 is refused at the first bad byte") func notUTF8() {
    let result = ScenarioReader(claims: Sample.claims).read(
      Data("id: a\nx: ".utf8) + [0xFF, 0x20], file: "x.yaml")
    #expect(
      Sample.diagnostics(result).map { "\($0.category.rawValue) \($0.line):\($0.column)" } == [
        "not-utf-8 2:4"
      ])
  }

  @Test(
    "nothing, blanks, tabs and an empty document are an empty file or no YAML",
    arguments: ["", "  \n\n", "---\n", "\u{FEFF}"])
  func empty(_ text: String) { #expect(categories(text) == [.emptyFile]) }

  @Test("a file of tabs is refused") func tabs() {
    #expect([[.emptyFile], [.notYAML]].contains(categories("\t\t\t\n\t\t\n")))
  }

  @Test("NULs are refused where they stand") func nuls() {
    let found = Sample.diagnostics("id: a/b\ntitle: x\0y\n")
    #expect(found.map { "\($0.category.rawValue) \($0.line):\($0.column)" } == ["not-yaml 2:9"])
    #expect(categories(Data(count: 1 << 20)) == [.notYAML])
  }

  @Test("an alias bomb is refused without being unfolded") func aliasBomb() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      let references = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(references)]\n"
    }
    #expect(categories(text) == [.yamlFeature])
    // As keys the parser would have to compare them, and so to unfold them.
    #expect(categories(text + "? *a30\n: x\n") == [.yamlFeature])
    // A quote inside a plain text must not hide what follows.
    #expect(categories("t: so\n  : 'hidden\n" + text + "? *a30\n: x\n").isEmpty == false)
    #expect(categories("t: x [\n  'hidden\n" + text + "? *a30\n: x\n").isEmpty == false)
  }

  @Test("a file that refers to itself is refused") func selfReference() {
    #expect(categories("steps: &all [*all]\n") == [.yamlFeature])
    #expect(categories("&root\nsteps: *root\n") == [.yamlFeature])
  }

  @Test("stars and ampersands in texts are no references") func notReferences() {
    let text = Sample.valid.replacing("An app opens its home", with: "\"R&D *stars* & all\"")
    #expect(categories(text) == [])
    #expect(categories(Sample.valid.replacing("An app opens its home", with: "Q&A * b")) == [])
  }

  @Test("nesting is refused beyond 32 levels, in every style") func nesting() {
    #expect(categories("x: " + String(repeating: "[", count: 100_000)) == [.tooDeep])
    #expect(categories("x: " + String(repeating: "{a: ", count: 100_000)) == [.tooDeep])
    #expect(categories(String(repeating: "- ", count: 100_000)) == [.tooDeep])
    #expect(categories(String(repeating: "? ", count: 100_000)) == [.tooDeep])
    let staircase = (0..<1_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(categories(staircase) == [.tooDeep])
    let steps = (0..<200).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(categories(steps) == [.tooDeep])
  }

  @Test("tags are read as nothing more than text") func tags() {
    #expect(categories(Sample.valid.replacing("An app opens its home", with: "!!binary aGVsbG8=")) == [])
  }

  @Test("a file of nothing but mistakes gives a bounded number of diagnostics") func manyMistakes() {
    let text = (0..<20_000).map { "key\($0): x\n" }.joined()
    #expect(categories(text).count == 100)
  }

  @Test("any prefix of a scenario file is refused or read, never more", .timeLimit(.minutes(10)))
  func prefixes() throws {
    let bytes = Data(Sample.valid.utf8)
    for length in 0..<bytes.count {
      let result = ScenarioReader(claims: Sample.claims).read(bytes.prefix(length), file: "a/b.yaml")
      if case .failure(let error) = result { #expect(!error.diagnostics.isEmpty) }
    }
  }
}
