import Foundation
import Testing

@Suite("sandprobe scenarios")
struct ScenariosCommandTests {
  private func objects(_ ending: Ending) throws -> [[String: Any]] {
    try #require(try JSONSerialization.jsonObject(with: ending.outputBytes) as? [[String: Any]])
  }

  @Test("list names every file once, as text and as JSON; it is what 'scenarios' alone does")
  func list() async throws {
    let files = Places.scenarios.names.filter { !$0.contains(".") }.flatMap { topic in
      Places.scenarios.appendingPathComponent(topic).names.map { "\(topic)/\($0.dropLast(5))" }
    }
    let text = try await Program()("scenarios", "list")
    #expect(text.status == 0)
    let ids = text.output.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
    #expect(ids.sorted() == files.sorted())
    let entries = try objects(try await Program()("scenarios", "list", "--json"))
    #expect(entries.map { $0["id"] as? String } == ids)
    #expect(entries.allSatisfy { ($0["file"] as? String)?.hasPrefix("Scenarios/") == true })
    #expect(try await Program()("scenarios").output == text.output)
  }

  @Test("list --claims names every claim, with what tests it or that nothing does")
  func claims() async throws {
    let entries = try objects(try await Program()("scenarios", "list", "--claims", "--json"))
    let tested = try #require(entries.first { $0["claim"] as? String == "FS-15" })
    let tests = try #require(tested["scenarios"] as? [[String: Any]])
    #expect(tests.map { $0["scenario"] as? String } == ["app-group/outsider-is-denied"])
    #expect(tests.first?["steps"] as? [String] == ["intrude"])
    #expect(tested["mutants"] as? [String] == ["group-container-for-outsiders"])
    let text = try await Program()("scenarios", "list", "--claims").output
    #expect(text.contains("no scenario yet"))
    #expect(text.split(separator: "\n").count { !$0.hasPrefix(" ") } == entries.count)
  }

  /// Claims that are covered are written down, so that none loses its cover unnoticed; a new one is added with
  /// SANDPROBE_RECORD=1.
  @Test("no claim loses what tests it: its scenarios, the steps that serve it, the mutants that it fails for")
  func cover() async throws {
    let entries = try objects(try await Program()("scenarios", "list", "--claims", "--json"))
    let whole = entries.filter { entry in
      let tests = entry["scenarios"] as? [[String: Any]] ?? []
      let mutants = entry["mutants"] as? [String] ?? []
      // No mutant makes a question fail: nothing of it is judged.
      return !tests.isEmpty && (!mutants.isEmpty || entry["isQuestion"] as? Bool == true)
        && tests.allSatisfy { ($0["steps"] as? [String])?.isEmpty == false }
    }.compactMap { $0["claim"] as? String }
    let text = whole.map { $0 + "\n" }.joined()
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Snapshots/covered-claims.txt")
    if ProcessInfo.processInfo.environment["SANDPROBE_RECORD"] == "1" {
      try Data(text.utf8).write(to: file)
      Issue.record("recorded covered-claims.txt; run again without SANDPROBE_RECORD")
      return
    }
    let recorded = String(decoding: try Data(contentsOf: file), as: UTF8.self).split(separator: "\n").map(
      String.init)
    for claim in recorded where !whole.contains(claim) { Issue.record("\(claim) has lost its cover") }
    for claim in whole where !recorded.contains(claim) {
      Issue.record("\(claim) is covered now: SANDPROBE_RECORD=1 writes it down")
    }
    // A claim that has a scenario has the rest as well.
    for entry in entries where (entry["scenarios"] as? [Any])?.isEmpty == false {
      let claim = entry["claim"] as? String ?? ""
      #expect(whole.contains(claim), "\(claim) has a scenario without steps or mutants")
    }
  }

  @Test("names select: a topic, a claim, a glob")
  func selection() async throws {
    let topic = try await Program()("scenarios", "list", "app-group").output.split(separator: "\n")
    #expect(!topic.isEmpty && topic.allSatisfy { $0.hasPrefix("app-group/") })
    let claim = try await Program()("scenarios", "list", "FS-15").output.split(separator: "\n")
    #expect(claim.count == 1)
    let glob = try await Program()("scenarios", "list", "FS-1*").output.split(separator: "\n")
    #expect(glob.count > claim.count)
  }

  @Test("show tells a scenario in words, and as JSON")
  func show() async throws {
    let text = try await Program()("scenarios", "show", "FS-15")
    #expect(text.status == 0)
    #expect(text.output.hasPrefix("app-group/outsider-is-denied\n"))
    #expect(text.output.contains("(control)"))
    let entries = try objects(try await Program()("scenarios", "show", "FS-15", "--json"))
    #expect(entries.map { $0["id"] as? String } == ["app-group/outsider-is-denied"])
  }

  @Test("check says how many scenarios are sound; the project's own are")
  func check() async throws {
    let ending = try await Program()("scenarios", "check")
    #expect(ending.status == 0, "\(ending.errors)")
    #expect(
      ending.output.contains(#/^[0-9]+ scenarios without a mistake, testing [0-9]+ of [0-9]+ claims\n$/#))
  }

  @Test("check names every mistake of every file with its place, and ends with 65; so do list and run")
  func mistakes() async throws {
    try await withFolder { folder in
      let copy = folder.appendingPathComponent("Scenarios")
      try FileManager.default.copyItem(at: Places.scenarios, to: copy)
      let one = copy.appendingPathComponent("isolation/var-is-a-link.yaml")
      try replace("action: file.stat", by: "action: file.stats", in: one)
      try replace("claims: [FS-08]", by: "claims: [FS-8888]", in: one)
      try Data("id: broken\nsteps: [\n".utf8).write(to: copy.appendingPathComponent("app-group/broken.yaml"))
      let program = Program(directory: folder)
      let check = try await program("scenarios", "check")
      #expect(check.status == 65)
      #expect(check.output == "")
      let lines = check.errors.split(separator: "\n")
      let places = lines.filter { $0.contains(#/^Scenarios/.+\.yaml:[0-9]+:[0-9]+: error: /#) }
      #expect(
        places.contains { $0.hasPrefix("Scenarios/isolation/var-is-a-link.yaml:4:10:") }, "\(check.errors)")
      #expect(
        places.contains { $0.hasPrefix("Scenarios/isolation/var-is-a-link.yaml:9:13:") }, "\(check.errors)")
      #expect(places.contains { $0.hasPrefix("Scenarios/app-group/broken.yaml:") }, "\(check.errors)")
      #expect(check.errors.contains("file.stat'"))
      for words in [["scenarios", "list"], ["run", "FS-15", "--device", "virtual", "--out", folder.path]] {
        let ending = try await program.call(words)
        #expect(ending.status == 65)
        #expect(ending.errors == check.errors)
      }
      #expect(folder.names == ["Scenarios"])
    }
  }
}
