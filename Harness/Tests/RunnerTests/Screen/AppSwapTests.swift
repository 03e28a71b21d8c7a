import Device
import Foundation
import ProbeProtocol
import RunFolder
import Runner
import Scenario
import Testing
import Verdict
import VirtualPhone

@Suite(.timeLimit(.minutes(10)))
struct AppSwapTests {
  private func scenario(_ id: ScenarioID, _ probes: ProbeName...) -> Scenario {
    Scenario(
      id: id, claims: [], title: "", requirements: Requirements(),
      actors: probes.enumerated().map { .init(actor: ActorName("a\($0)"), probe: $1) },
      steps: probes.indices.map {
        Step(id: StepID("s\($0)"), actor: ActorName("a\($0)"), action: "identity.read")
      },
      file: "t", digest: ContentDigest(of: Data("s".utf8)))
  }

  @Test("Scenarios are put together so that apps are exchanged as seldom as can be")
  func groups() {
    let all = [
      scenario("t/a", "A"), scenario("t/bc", "B", "C"), scenario("t/ab", "A", "B"), scenario("t/c", "C"),
      scenario("t/abc", "A", "B", "C"),
    ]
    let plan = AppSwapPlan(all)
    #expect(plan.limit == 2)
    #expect(plan.groups.map(\.scenarios) == [["t/a", "t/ab"], ["t/bc", "t/c"]])
    #expect(plan.groups.map(\.probes) == [["A", "B"], ["B", "C"]])
    #expect(plan.impossible == ["t/abc": ["A", "B", "C"]])
    #expect(plan.ordered(all).map(\.id) == ["t/a", "t/ab", "t/bc", "t/c", "t/abc"])
    #expect(AppSwapPlan(all, apps: 4).groups.count == 1)
  }

  @Test("What is in the way is removed before anything is installed; what is not may stay")
  func exchange() {
    let plan = AppSwapPlan([scenario("t/ab", "A", "B"), scenario("t/c", "C")])
    let first = plan.exchange(for: plan.groups[0], present: ["B", "C", "D", .conductor])
    #expect(first == .init(removed: ["C", "D"], installed: ["A"]))
    let second = plan.exchange(for: plan.groups[1], present: ["A", "B", .conductor])
    #expect(second == .init(removed: ["B"], installed: ["C"]))
    #expect(plan.exchange(for: plan.groups[0], present: ["A", "B"]) == .init(removed: [], installed: []))
  }

  @Test(
    "On the virtual phone apps are exchanged by ideviceinstaller, and no more than three are there at a time")
  func carriedOut() async throws {
    let scenarios = [
      scenario("t/ab", "IsolatedA", "IsolatedB"), scenario("t/go", "GroupMemberA", "Outsider"),
      scenario("t/three", "IsolatedA", "IsolatedB", "Outsider"),
    ]
    try await CatalogueStand.with { stand in
      let plan = AppSwapPlan(scenarios)
      var request = RunRequest(
        scenarios: plan.ordered(scenarios),
        sources: Dictionary(uniqueKeysWithValues: scenarios.map { ($0.id, Data("s".utf8)) }),
        claimsSource: Data("c".utf8),
        settings: RunSettings(
          repetitions: 1, seed: 1, grace: 50, heartbeatInterval: 200, driver: "conductor"),
        tool: "sandprobe test", directory: stand.reports)
      request.swapPlan = plan
      let phone = try AttachedPhone(
        udid: stand.model.udid, environment: stand.environment, conductorToken: "t", packages: stand.packages)
      let result = try await RunSession(request, on: phone).run()
      let evidence = try RunFolderReader(parsers: Rehearsing.parsers).read(result.folder)
      #expect(result.state == .finished)
      let exchanges = evidence.host.filter { $0.kind == .appsExchanged }
      #expect(exchanges.map { $0.data?["installed"] } == [[], ["GroupMemberA", "Outsider"]])
      let removed = exchanges.first?.data?["removed"]?.arrayValue ?? []
      #expect(["GroupMemberA", "GroupMemberB", "Outsider"].allSatisfy { removed.contains(.string($0)) })
      #expect(evidence.host.filter { $0.kind == .stepEnded }.count == 4)
      #expect(evidence.host.filter { $0.kind == .scenarioSkipped }.map(\.scenario) == ["t/three"])
      let left = Set(try await phone.installedApplications().compactMap(\.probe))
      #expect(left == ["GroupMemberA", "Outsider", .conductor])
      #expect(Set(evidence.manifest.probes.map(\.probe)).isSuperset(of: ["IsolatedA", "Outsider"]))
    }
  }
}
