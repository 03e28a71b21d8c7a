import Foundation
import Testing

@Suite("sandprobe run --plan")
struct PlanTests {
  @Test("it prints the order, what each needs and about how long it takes, and runs nothing")
  func text() async throws {
    try await withFolder { folder in
      let ending = try await Program()("run", "dp", "FS-03", "--plan", "--out", folder.path)
      #expect(ending.status == 0, "\(ending.errors)")
      let lines = ending.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let lock = try #require(lines.firstIndex { $0.hasPrefix("The phone is locked once for these, about ") })
      let own = try #require(lines.firstIndex { $0.contains("isolation/own-home-opens") })
      let locked = try #require(lines.firstIndex { $0.contains("data-protection/lock-is-announced") })
      #expect(own < lock && lock < locked)
      #expect(lines[locked].hasSuffix("needs a passcode, a person who types the passcode"))
      #expect(ending.output.contains("the phone is locked once, about "))
      #expect(folder.names.isEmpty)
    }
  }

  @Test("as JSON, with every performance once")
  func json() async throws {
    let ending = try await Program()("run", "dp", "--plan", "--json", "--repeat", "2")
    let plan = try #require(
      try JSONSerialization.jsonObject(with: ending.outputBytes) as? [String: Any])
    let turns = try #require(plan["turns"] as? [[String: Any]])
    #expect(plan["locks"] as? Int == 2)
    #expect(turns.suffix(2).allSatisfy { $0["kind"] as? String == "locked" })
    let all = turns.flatMap { $0["performances"] as? [[String: Any]] ?? [] }
    #expect(Set(all.map { "\($0["scenario"] ?? "") \($0["repetition"] ?? "")" }).count == all.count)
    #expect(all.contains { ($0["needs"] as? [String]) == ["lock", "passcode", "person"] })
    let seconds = turns.compactMap { $0["seconds"] as? Int }
    #expect(seconds.count == turns.count && seconds.allSatisfy { $0 > 0 })
  }
}
