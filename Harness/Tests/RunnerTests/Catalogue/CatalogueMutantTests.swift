import Foundation
import ProbeProtocol
import Runner
import Scenario
import Takes
import Testing
import Verdict
import VirtualPhone

@Suite("Mutants of the virtual phone", .timeLimit(.minutes(10)))
struct CatalogueMutantTests {
  /// A run of what tests a rule's claims, through the real tools, while the rule is turned over.
  private struct Score: Sendable {
    var rule: PolicyRule
    var profile: String
    var run: CatalogueRun
  }

  /// Measured on 2 cores: more at once takes no less time.
  private static let width = 8

  @Test(
    "every policy rule has a mutant, every mutant fails a claim, every claim with a scenario is failed by one"
  )
  func policy() async throws {
    let catalogue = try Catalogue(project: CatalogueFiles.project)
    let table = try await MutantRun(catalogue: catalogue, scope: .own).table()
    #expect(table.complaints == [])
    #expect(table.scores.map(\.rule) == PolicyRule.all.filter(\.decidesClaims).map(\.id))
    try expectRecorded(table.scores.map(\.line))
  }

  @Test(
    "a rule without a mutant, a mutant that nothing notices, a claim that no mutant fails and one astray are told"
  )
  func complaints() throws {
    let rule = PolicyRule(.crossContainerRead)
    let idle = MutantScore(
      rule, profile: "p", published: ["FS-04": .pass, "FS-03": .pass],
      mutated: ["FS-04": .pass, "FS-03": .fail])
    #expect(idle.line == "cross-container-read (p): none; still holds: FS-04; FS-03 pass → fail")
    let complaints = MutantTable(scores: [idle], tested: ["FS-04"]).complaints
    #expect(complaints.contains { $0.contains("'same-user-for-all-apps' has no mutant") })
    #expect(complaints.contains { $0.contains("nothing notices the mutant 'cross-container-read'") })
    #expect(complaints.contains { $0.contains("FS-04 is failed by no mutant") })
    #expect(complaints.contains { $0.contains("makes FS-03 fail, whose rules are followed") })
  }

  @Test("a phone that does not log what a claim needs leaves it inconclusive, and never makes it fail")
  func silence() async throws {
    let silent = PolicyRule.all.filter { $0.kind == .saying } + [PolicyRule(.kernelLogsDenies)]
    for score in try await scores(of: silent) {
      for claim in score.rule.claims {
        let finding = try #require(score.run.finding(claim))
        #expect(finding.verdict == .inconclusive, "\(score.rule.id): \(finding.sentence)")
        // The second where it is a text that is missing: the log withholds what is private.
        let rules = ["absence-of-a-required-record", "channel-withholds"]
        #expect(
          finding.trials.flatMap(\.checks).contains { rules.contains($0.rule) },
          "\(score.rule.id): \(finding.sentence)")
      }
      #expect(score.run.findings.channel.isSound)
    }
  }

  @Test("other rules of logging change no verdict")
  func otherLogging() async throws {
    let rules = PolicyRule.all.filter { $0.kind == .logging && $0.name != .kernelLogsDenies }
    for score in try await scores(of: rules) {
      for finding in score.run.findings.findings {
        #expect(finding.verdict == .pass, "\(score.rule.id): \(finding.sentence)")
      }
    }
  }

  /// Runs what tests each rule's claims with the rule turned over, some at once, and gives them in the rules' order.
  private func scores(of rules: [PolicyRule]) async throws -> [Score] {
    let files = try CatalogueFiles.committed.get()
    return try await withThrowingTaskGroup(of: (Int, Score).self) { group in
      var scores: [Int: Score] = [:]
      for (index, rule) in rules.enumerated() {
        if index >= Self.width, let (done, score) = try await group.next() { scores[done] = score }
        group.addTask {
          let profile = try #require(rule.profiles.first, "'\(rule.id)' decides nothing in any profile")
          let run = try await CatalogueRun.of(
            files.scenarios(testing: rule.claims), profile: profile, mutants: [rule.id])
          return (index, Score(rule: rule, profile: profile, run: run))
        }
      }
      for try await (done, score) in group { scores[done] = score }
      return scores.sorted { $0.key < $1.key }.map(\.value)
    }
  }

  /// Compares with the table beside this file. With SANDPROBE_RECORD=1 in the environment it writes the table instead,
  /// and the test fails, so that recording is never mistaken for passing.
  private func expectRecorded(_ lines: [String]) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("MutantScore.txt")
    let text = lines.map { $0 + "\n" }.joined()
    if ProcessInfo.processInfo.environment["SANDPROBE_RECORD"] == "1" {
      try Data(text.utf8).write(to: file)
      Issue.record("recorded MutantScore.txt; look at the difference and run again without SANDPROBE_RECORD")
      return
    }
    let recorded = String(decoding: try Data(contentsOf: file), as: UTF8.self).split(separator: "\n").map(
      String.init)
    for difference in lines.difference(from: recorded) {
      switch difference {
      case .insert(_, let line, _): Issue.record("+ \(line)  (SANDPROBE_RECORD=1 records the table anew)")
      case .remove(_, let line, _): Issue.record("- \(line)")
      }
    }
  }
}
