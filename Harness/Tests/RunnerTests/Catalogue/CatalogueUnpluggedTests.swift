import Foundation
import ProbeProtocol
import Runner
import Scenario
import Testing
import Verdict
import VirtualPhone

@Suite("A cable that is pulled during a run", .timeLimit(.minutes(10)))
struct CatalogueUnpluggedTests {
  private static let claims: [ClaimID] = ["FS-03", "FS-04", "FS-15"]
  /// Pulled in the middle of it: there are scenarios before and after.
  private static let disturbed: ScenarioID = "isolation/other-home-is-denied"

  private var limits: RunLimits {
    var limits = RunLimits()
    limits.journalPoll = .milliseconds(300)
    limits.canary = .seconds(2)
    limits.closing = .seconds(2)
    return limits
  }

  /// The phone pulls its own cable when a step of the disturbed scenario is about to be logged as ended, and its
  /// Conductor answers nothing from then on until the log is read again; so the harness can be as slow as it likes.
  private func run(limits: RunLimits, comesBack: Bool) async throws -> CatalogueRun {
    let cable = CatalogueCable()
    return try await CatalogueStand.with(disguise: { model in
      CatalogueDisguise(
        model: model,
        log: { record in
          if Self.isEnd(record) { cable.pull() }
          return cable.isPulled ? [] : [record]
        },
        conductorGate: { await cable.pass() })
    }) { stand in
      let hand = Task {
        try await cable.wait { $0.isPulled }
        await stand.server.detach(udid: stand.model.udid)
        guard comesBack else { return }
        try await Task.sleep(for: .milliseconds(500))
        await stand.server.attach(
          CatalogueDisguise(
            model: stand.model, conductorGate: { await cable.pass() }, logIsRead: { cable.plugIn() }))
      }
      defer {
        hand.cancel()
        cable.plugIn()
      }
      let scenarios = try CatalogueFiles.committed.get().scenarios(testing: Self.claims)
      return try await stand.run(scenarios, limits: limits)
    }
  }

  private static func isEnd(_ record: PhoneLogRecord) -> Bool {
    guard let line = EventLine(message: record.message), line.part == line.parts, line.parts == 1,
      let event = try? EventLine.event(joining: [line.payload])
    else { return false }
    return event.kind == .end && event.scenario == disturbed
  }

  @Test("a phone that comes back goes on: its windows are torn, and no claim fails for it")
  func comesBack() async throws {
    let run = try await run(limits: limits, comesBack: true)
    #expect(run.result.state == .finished, "\(run.result.failure ?? "")")
    #expect(run.kinds(.disconnected).count == 1)
    #expect(run.kinds(.reconnected).count == 1)
    #expect(run.finding("FS-03")?.verdict == .pass)
    #expect(run.finding("FS-15")?.verdict == .pass)
    let disturbed = try #require(run.finding("FS-04"))
    #expect([.pass, .inconclusive].contains(disturbed.verdict), "\(disturbed.sentence)")
    let reading = try #require(run.findings.scenarios.first { $0.scenario == Self.disturbed })
    #expect(reading.steps.contains { $0.window.state != .intact && !$0.window.tears.isEmpty })
    for other in run.findings.scenarios where other.scenario != Self.disturbed {
      #expect(other.steps.allSatisfy { $0.window.state == .intact }, "\(other.scenario)")
    }
    #expect(!run.findings.channel.isSound)
    #expect(run.findings.channel.disturbances.contains { $0.contains("lost the phone") })
  }

  @Test("a phone that stays away ends the run with that reason and a folder that can be read")
  func staysAway() async throws {
    var limits = limits
    limits.phoneReturn = .seconds(1)
    let run = try await run(limits: limits, comesBack: false)
    #expect(run.result.state == .failed)
    #expect(run.result.failure == RunFailure.phoneGone(seconds: 1).description)
    #expect(run.evidence.manifest.state == .failed)
    #expect(run.evidence.manifest.failure == run.result.failure)
    #expect(run.evidence.host.last?.kind == .runEnded)
    #expect(run.kinds(.reconnected).isEmpty)
    #expect(run.finding("FS-03")?.verdict == .pass, "what was done before the cable was pulled counts")
    for claim in ["FS-04", "FS-15"] as [ClaimID] {
      let finding = try #require(run.finding(claim))
      #expect([.inconclusive, .error].contains(finding.verdict), "\(finding.sentence)")
    }
  }
}
