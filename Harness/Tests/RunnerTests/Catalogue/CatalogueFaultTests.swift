import Foundation
import ProbeProtocol
import RunFolder
import Runner
import Scenario
import Testing
import Verdict
import VirtualPhone

@Suite("The catalogue on a phone with faults", .timeLimit(.minutes(10)))
struct CatalogueFaultTests {
  private static let claims: [ClaimID] = ["FS-03", "FS-04", "FS-15"]

  private static var limits: RunLimits {
    var limits = RunLimits()
    limits.journalPoll = .milliseconds(300)
    limits.fence = .milliseconds(800)
    limits.closing = .seconds(2)
    return limits
  }

  /// Runs what tests the claims, on a phone with those faults. No verdict of it may be wrong, whatever happens.
  private func run(
    _ plan: String, _ claims: [ClaimID] = claims, seed: UInt64 = 7, stepLimit: Int? = nil,
    limits: RunLimits = limits
  ) async throws -> CatalogueRun {
    var scenarios = try CatalogueFiles.committed.get().scenarios(testing: claims)
    if let stepLimit {
      for index in scenarios.indices {
        for step in scenarios[index].steps.indices { scenarios[index].steps[step].timeLimit = stepLimit }
      }
    }
    let faults = try FaultPlan(parsing: plan)
    let run = try await CatalogueStand.with(seed: seed, faults: faults) { [scenarios] stand in
      try await stand.run(scenarios, limits: limits)
    }
    for finding in run.findings.findings {
      let allowed: [Verdict] = [.pass, .inconclusive] + (run.result.state == .failed ? [.error] : [])
      #expect(allowed.contains(finding.verdict), "\(plan): \(finding.sentence)")
    }
    #expect(run.evidence.manifest.state == run.result.state, "the folder is closed")
    #expect(run.evidence.host.last?.kind == .runEnded)
    #expect(run.findings.run.rehearsal?.faults == faults.words)
    return run
  }

  @Test("a relay that connects and sends nothing ends the run with that reason")
  func sendsNothing() async throws {
    var limits = Self.limits
    limits.firstSign = .seconds(2)
    let run = try await run("sends-nothing", ["FS-03"], limits: limits)
    #expect(run.result.failure == RunFailure.silentLog(seconds: 2).description)
    #expect(run.findings.findings.map(\.verdict) == [.inconclusive])
  }

  @Test("a relay that redacts everything ends the run with that reason")
  func redacts() async throws {
    var limits = Self.limits
    limits.firstSign = .seconds(4)
    let run = try await run("redact", ["FS-03"], limits: limits)
    #expect(run.result.failure?.hasPrefix("the log arrives redacted, '<private>' for its messages") == true)
    #expect(run.findings.findings.map(\.verdict) == [.inconclusive])
  }

  @Test("a relay that cuts at 256 bytes gives no canary back, and the channel's health says where it cuts")
  func cuts() async throws {
    var limits = Self.limits
    limits.canary = .seconds(1)
    let run = try await run("cut", ["FS-03"], limits: limits)
    #expect(run.result.failure == RunFailure.canaryLost(rounds: 3).description)
    #expect(run.findings.channel.summary.contains("messages end after 256 bytes"))
    #expect(run.findings.channel.shortestCut == 800)
  }

  @Test("a level that the relay leaves out is named, and what needs it is inconclusive")
  func missingLevel() async throws {
    let run = try await run("missing-level=error,replayed-events", ["FS-03", "FS-15"])
    #expect(run.finding("FS-03")?.verdict == .pass)
    #expect(run.finding("FS-15")?.verdict == .inconclusive)
    #expect(!run.findings.channel.isSound)
    #expect(run.findings.channel.summary.contains("no canary of the level error came back"))
    #expect(run.findings.channel.levels == ["default", "fault"])
  }

  @Test(
    "a connection that closes within a record, records that stick together: seen, and nothing fails for it")
  func cutAndStuck() async throws {
    let run = try await run("disconnect@60,stuck=0.03")
    #expect(run.result.state == .finished, "\(run.result.failure ?? "")")
    #expect(!run.findings.channel.isSound)
    #expect(!run.findings.channel.disturbances.isEmpty)
  }

  @Test("a relay that falls silent without closing is started anew")
  func silent() async throws {
    let run = try await run("silent@60", ["FS-03", "FS-15"])
    #expect(run.result.state == .finished, "\(run.result.failure ?? "")")
    #expect(run.kinds(.captureStalled).count >= 1)
  }

  @Test("a Conductor that dies and stays dead ends the run with that reason")
  func conductorDies() async throws {
    var limits = Self.limits
    limits.phoneReturn = .seconds(1)
    let run = try await run("conductor-dies@7", stepLimit: 2_000, limits: limits)
    #expect(run.result.state == .failed)
    #expect(run.result.failure?.hasPrefix("the Conductor stopped answering: ") == true)
  }

  @Test(
    "a Conductor that dies and is started again, hangs or is late: the run goes on",
    arguments: ["conductor-dies=300@9", "conductor-hangs=1200@8", "conductor-late=40"])
  func conductorRecovers(plan: String) async throws {
    let run = try await run(plan, ["FS-03", "FS-15"], stepLimit: 4_000)
    #expect(run.result.state == .finished, "\(run.result.failure ?? "")")
    #expect(run.kinds(.scenarioEnded).count == 2)
  }

  @Test(
    "an actor that dies leaves its scenario inconclusive, and the others as they are",
    arguments: ["crash-before@2", "crash-within@2", "crash-after@2", "half-journal@2"])
  func crashes(plan: String) async throws {
    let run = try await run(plan, ["FS-03", "FS-15"], stepLimit: 3_000)
    #expect(run.result.state == .finished, "\(run.result.failure ?? "")")
    #expect(run.kinds(.stepTimedOut).contains { $0.scenario == "isolation/own-home-opens" })
    let finding = try #require(run.finding("FS-03"))
    #expect(finding.verdict == .inconclusive, "\(finding.sentence)")
    #expect(finding.sentence.contains("no end event of open"), "\(finding.sentence)")
  }

  @Test("a full disk: what cannot be journalled decides nothing that needs it, and the reason is told")
  func diskFull() async throws {
    let run = try await run("disk-full@1", ["FS-03", "FS-15"])
    #expect(run.result.state == .finished, "\(run.result.failure ?? "")")
    let tears = run.findings.scenarios.flatMap(\.steps).flatMap(\.window.tears)
    #expect(tears.contains { $0.hasPrefix("the actor could not write its journal: ENOSPC") }, "\(tears)")
  }

  @Test(
    "a file that a full disk kept from being written refuses nobody who looks for it",
    arguments: ["disk-full@1", "disk-full@16"])
  func diskFullBetweenApps(plan: String) async throws {
    let run = try await run(plan, ["FS-11", "FS-12"])
    #expect(run.result.state == .finished, "\(run.result.failure ?? "")")
    for claim in ["FS-11", "FS-12"] as [ClaimID] {
      let finding = try #require(run.finding(claim))
      #expect(finding.verdict == .inconclusive, "\(finding.sentence)")
      let open = Set(finding.trials.flatMap(\.checks).filter { $0.result == .unknown }.map(\.rule))
      #expect(open.isSuperset(of: ["outcome-of-the-environment", "earlier-step-open"]), "\(plan): \(open)")
    }
  }

  @Test("losses, disorder and repetition together")
  func losses() async throws {
    let run = try await run("drop=0.1,duplicate=0.1,reorder=5,delay=10,fold,short-names")
    #expect(run.result.state == .finished, "\(run.result.failure ?? "")")
  }

  @Test("apps whose names make no header only tear what their text is taken to belong to")
  func hostileApps() async throws {
    let run = try await run("hostile-apps", ["FS-03", "FS-15"])
    #expect(run.result.state == .finished, "\(run.result.failure ?? "")")
  }

  @Test("every other lie at once, a flood, borrowed pids, a set clock and a twin change no verdict")
  func lies() async throws {
    let lies = FaultKind.allCases.filter { $0.layer == .lie && $0 != .hostileApps }.map(\.rawValue)
      .joined(separator: ",")
    let plan = lies + ",flood=2,borrowed-pid,pid-reuse,clock-step,time-zone,conductor-late=1"
    let run = try await run(plan)
    #expect(run.claims(.pass) == Self.claims, "\(run.findings.findings.map(\.sentence))")
    #expect(run.findings.channel.forgedLines > 0)
    let cited = run.findings.findings.flatMap(\.trials).flatMap(\.checks).flatMap(\.evidence).map(\.text)
    #expect(!cited.contains { $0.contains("Mimic") || $0.contains("assetsd") })
  }
}
