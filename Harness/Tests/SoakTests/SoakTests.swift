import Foundation
import ProbeProtocol
import Scenario
import Takes
import Testing
import Verdict
import VirtualPhone

@Suite("Soak", .timeLimit(.minutes(10)))
struct SoakTests {
  @Test("without faults every verdict is the truth, but one that a control keeps back")
  func withoutFaults() async throws {
    let catalogue = try await Recorded.catalogue
    for recorded in try await Recorded.acts {
      await Task.yield()
      for claim in recorded.result(of: FaultPlan(), seed: 0, claims: catalogue.claims).claims {
        // That members are one user is a control of this scenario: on a phone where they are not it tells nothing.
        let isKeptBack = claim.claim == "FS-16" && recorded.act.mutants == ["same-user-for-all-apps"]
        // Nobody can tell a record that is not logged from one that was lost.
        let isUnsaid = PolicyRule.all.contains {
          $0.kind == .saying && recorded.act.mutants == [$0.id] && $0.claims.contains(claim.claim)
        }
        #expect(
          claim.mark == (isKeptBack || isUnsaid ? .inconclusive : .right),
          "\(recorded.act), \(claim.claim): \(claim.opinion.reason)")
      }
    }
  }

  @Test("every claim of a scenario has a truth, and every rule of policy an act in which it is turned over")
  func everythingIsActed() async throws {
    let acts = try await Recorded.acts.map(\.act)
    let rules = PolicyRule.all.filter(\.decidesClaims).map(\.id)
    #expect(Set(acts.flatMap(\.mutants)) == Set(rules))
    let scenarios = try await Recorded.catalogue.scenarios
    #expect(Set(acts.filter(\.mutants.isEmpty).flatMap(\.scenarios)) == Set(scenarios.map(\.id)))
    let questions = Set(try await Recorded.catalogue.claims.claims.filter(\.isExploratory).map(\.id))
    for act in acts {
      #expect(!act.truth.isEmpty, "\(act)")
      for (claim, truth) in act.truth {
        #expect((truth == .untested) == questions.contains(claim), "\(act), \(claim)")
      }
    }
  }

  @Test(
    "a short soak through every fault that needs no phone, alone and in pairs by chance, finds nothing wrong")
  func short() async throws {
    let catalogue = try await Recorded.catalogue
    let kinds = FaultKind.allCases.filter { $0.means != .course }
    for seed in Recorded.seeds(1) {
      var random = Dice(seed: seed, "short")
      for recorded in try await Recorded.acts {
        guard let one = kinds.randomElement(using: &random), let other = kinds.randomElement(using: &random)
        else { continue }
        for plan in [FaultPlan(one), FaultPlan(one, other)] {
          await Task.yield()
          for claim in recorded.result(of: plan, seed: seed, claims: catalogue.claims).claims {
            #expect(
              claim.mark != .wrong,
              "\(claim.claim) \(claim.opinion.verdict), \(claim.opinion.reason): \(recorded.act);\(plan.text);\(seed)"
            )
          }
        }
      }
    }
  }

  @Test("the same plan and seed show the same, and a case is written as a run folder")
  func reproduces() async throws {
    let catalogue = try await Recorded.catalogue
    let acts = try await Recorded.acts
    let recorded = try #require(acts.first { $0.act.description == "app-group/outsider-is-denied" })
    let take = try #require(recorded.takes.first).take
    let plan = FaultPlan(.drop, .disconnect)
    let showing = take.shown(through: plan, seed: 3)
    #expect(showing.log == take.shown(through: plan, seed: 3).log)
    #expect(showing.log != take.shown(through: plan, seed: 4).log)

    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("soak-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let written = try await take.write(showing, claimsSource: catalogue.claimsSource, in: folder)
    #expect(try Data(contentsOf: written.appendingPathComponent("syslog.log")) == showing.log)
    let chosen = try SoakCase("app-group/outsider-is-denied;drop=0.02,disconnect;3", among: acts.map(\.act))
    #expect(chosen.plan == plan && chosen.seed == 3 && chosen.act == recorded.act)
    #expect(throws: SoakCaseError.self) { try SoakCase("nothing", among: acts.map(\.act)) }
  }

  @Test("a folder without scenarios is refused by its name, with what to do")
  func wrongFolder() {
    let error = #expect(throws: CatalogueUnreadable.self) {
      try Catalogue(project: URL(fileURLWithPath: "/nowhere"))
    }
    #expect(
      error?.description.hasPrefix("the claims and scenarios in '/nowhere/Scenarios' cannot be read") == true)
    #expect(error?.description.hasSuffix("or name that with --project.") == true)
  }

  @Test("a soak counts what is right, open and wrong")
  func counts() async throws {
    let catalogue = try await Recorded.catalogue
    let acts = Act.all(of: catalogue).filter { $0.description == "isolation/other-home-is-denied" }
    let soak = Soak(
      catalogue: catalogue, acts: acts,
      plans: [FaultPlan(), FaultPlan(.redactPaths), FaultPlan(.redactPaths, .shortNames)], seeds: 0..<4,
      workers: 2)
    let table = SoakTable(tallies: try await soak.run(), seeds: 4, workers: 2, seconds: 1)
    #expect(table.tallies.map { $0.marks[.right] ?? 0 } == [4, 0, 0])
    #expect(table.tallies.map { $0.marks[.inconclusive] ?? 0 } == [0, 4, 4])
    // Every seed shows the same, and so does the plan whose second fault finds no name that is long.
    #expect(table.tallies.map(\.judged) == [0, 1, 0])
    #expect(table.tallies.last?.commonestReason == "absence-of-a-required-record")
    #expect(table.openWithoutFaults == 0 && table.wrong.isEmpty)
    #expect(table.text(allPairs: false).contains("redact-paths"))
    #expect(table.json["plans"]?.arrayValue?.count == 3)
  }
}
