import Foundation
import ProbeProtocol
import Runner
import Scenario
import Testing
import Verdict
import VirtualPhone

@Suite("The catalogue on the virtual phone", .timeLimit(.minutes(3)))
struct CatalogueWholeTests {
  @Test("every claim that has a scenario holds, or is skipped with a reason", arguments: PhoneModel.profiles)
  func whole(profile: String) async throws {
    let files = try CatalogueFiles.committed.get()
    let run = try await CatalogueRun.of(files.scenarios, profile: profile)
    #expect(run.result.state == .finished, "\(run.result.failure ?? "")")
    #expect(run.findings.problems == [])
    #expect(run.findings.findings.map(\.claim) == files.claims.claims.map(\.id).filter(tested(files)))
    for finding in run.findings.findings {
      #expect(
        finding.verdict == .pass || finding.verdict == .skipped, "\(profile): \(finding.sentence)")
      #expect(!finding.isUnstable, "\(profile): \(finding.sentence)")
    }
    expectReasons(run)
    expectItsOwnClaimsHold(run, profile: profile, files)
    expectSoundChannel(run)
  }

  private func tested(_ files: CatalogueFiles) -> (ClaimID) -> Bool {
    let claims = Set(files.scenarios.flatMap(\.claims))
    return { claims.contains($0) }
  }

  /// A scenario is skipped for a precondition that the host noted, a claim for a reason in words.
  private func expectReasons(_ run: CatalogueRun) {
    let noted = run.kinds(.scenarioSkipped)
    for record in noted { #expect(record.message?.isEmpty == false, "\(record)") }
    for trial in run.findings.findings.flatMap(\.trials) where trial.verdict == .skipped {
      #expect(!trial.reason.isEmpty)
      #expect(["precondition-absent", "not-tried"].contains(trial.rule), "\(trial.scenario): \(trial.rule)")
      guard trial.rule == "precondition-absent" else { continue }
      let host = noted.first { $0.scenario == trial.scenario }
      #expect(host?.message == trial.reason, "\(trial.scenario)")
    }
    let untried = Set(
      run.findings.findings.flatMap(\.trials).filter { $0.rule == "not-tried" }.map(\.scenario))
    // A step that was not tried gives no variables, so that those that need them cannot be sent.
    for reading in run.findings.scenarios
    where reading.verdict == .skipped && !untried.contains(reading.scenario) {
      #expect(!run.kinds(.stepNotSent).contains { $0.scenario == reading.scenario })
    }
  }

  /// What is claimed of this kind of device, and what the profile's sources describe, is not skipped.
  private func expectItsOwnClaimsHold(_ run: CatalogueRun, profile: String, _ files: CatalogueFiles) {
    let isSimulator = run.findings.run.device.kind == .simulator
    #expect(isSimulator == (profile == "simulator"))
    let described = Set(PolicyRule.all.filter { $0.profiles.contains(profile) }.flatMap(\.claims))
    for finding in run.findings.findings {
      let device = files.claims[finding.claim]?.device
      let isAboutThis =
        (device == "any" || (device == "simulator") == isSimulator) && described.contains(finding.claim)
      if isAboutThis { #expect(finding.verdict == .pass, "\(profile): \(finding.sentence)") }
    }
  }

  /// syslog_relay carries the levels default, error and fault and cuts at 1,024 bytes.
  private func expectSoundChannel(_ run: CatalogueRun) {
    let channel = run.findings.channel
    #expect(run.findings.run.channel.service == "syslog_relay")
    #expect(channel.isSound, "\(channel.summary)")
    #expect(channel.levels == ["default", "error", "fault"])
    #expect(channel.longestWhole == 1_000)
    #expect(channel.shortestCut == 2_000)
    #expect(channel.redactsPrivate == true)
    #expect(channel.heartbeatsSeen > 0)
    #expect(channel.conductorEventsLost == 0)
    #expect(channel.forgedLines == 0)
    #expect(channel.disturbances == [])
  }
}
