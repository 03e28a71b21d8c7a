import ProbeProtocol
import Scenario
import Testing

@Suite("Diagnostics") struct DiagnosticTests {
  @Test("each mistake is reported at its place, with its category and help", arguments: MistakeCase.all)
  func mistake(_ mistake: MistakeCase) throws {
    let sample = MarkedSample(mistake.text)
    let found = Sample.diagnostics(sample.text)
    let expected = mistake.categories.enumerated().map { index, category in
      "\(category.rawValue) at \(sample.places[index + 1] ?? "0:0")"
    }
    #expect(found.map { "\($0.category.rawValue) at \($0.line):\($0.column)" } == expected, "\(found)")
    #expect((found.first?.help ?? "").contains(mistake.help) || mistake.help.isEmpty, "\(found)")
  }

  @Test("every category has a test") func coverage() {
    let elsewhere: Set<DiagnosticCategory> = [.tooLarge, .notUTF8, .misplacedFile]
    let tested = Set(MistakeCase.all.flatMap(\.categories)).union(elsewhere)
    #expect(DiagnosticCategory.allCases.filter { !tested.contains($0) } == [])
  }

  @Test("a file without mistakes has no diagnostics") func valid() {
    #expect(Sample.diagnostics(Sample.valid).map(\.description) == [])
  }

  @Test("all mistakes of a file are reported at once, in the order of their places") func allAtOnce() {
    let sample = MarkedSample(
      """
      id: 1️⃣A B
      title: T
      claims: [FS-03, 2️⃣FS-99]
      3️⃣titel: X
      actors: {app: 4️⃣Isolated}
      steps:
        - id: open
          actor: 5️⃣ap
          action: dir.open
          with: {6️⃣pat: ~/, path: ~/}
          expect: {outcome: 7️⃣EPERM}
        - {id: b, actor: app, action: identity.read, expect: {outcome: ok}}

      """)
    let places = Sample.diagnostics(sample.text).map { "\($0.line):\($0.column)" }
    #expect(places == (1...7).compactMap { sample.places[$0] })
  }

  @Test("a diagnostic is rendered with its line, a caret and help") func rendering() {
    let text = """
      id: app-group/outsider
      title: T
      claims: [FS-15]
      actors: {member: GroupMemberA, outsider: Outsider}
      steps:
        - id: locate
          actor: member
          action: identity.read
          expect: {outcome: ok}
        - id: also
          actor: outsider
          action: identity.read
        - id: intrude
          actor: outsidr
          action: identity.read

      """
    let result = Sample.read(text, file: "Scenarios/app-group/outsider.yaml")
    let expected = """
      Scenarios/app-group/outsider.yaml:14:12: error: [unknown-actor] no actor named 'outsidr'
       14 |     actor: outsidr
          |            ^~~~~~~
      help: did you mean 'outsider'? The actors of this scenario are member, outsider
      """
    #expect(Sample.diagnostics(result).map(\.description) == [expected])
  }

  @Test("control characters of a file do not reach the terminal, and a long line is cut around the caret")
  func excerpt() {
    let line = String(repeating: "a", count: 300) + "\u{1B}[2J" + String(repeating: "b", count: 300)
    let diagnostic = Diagnostic(
      file: "f", line: 1, column: 301, category: .wrongType, message: "m", sourceLine: line, length: 4)
    let lines = diagnostic.description.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(!diagnostic.description.unicodeScalars.contains("\u{1B}"))
    #expect(lines[1].count < 180)
    let caret = lines[2].firstIndex(of: "^").map { lines[2].distance(from: lines[2].startIndex, to: $0) }
    #expect(caret.map { Array(lines[1])[$0] } == "\u{FFFD}")
    #expect(lines[2].hasSuffix("^~~~"))
  }
}
