import Foundation
import ProbeProtocol
import Runner
import Scenario
import Testing
import Verdict
import VirtualPhone

@Suite("The catalogue on the virtual phone", .timeLimit(.minutes(10)))
struct CatalogueWholeTests {
  /// The scenarios of one topic on the phones of one profile. Topics have no claims in common, and nearly all that
  /// a run does is wait: beside each other they take a third of the time.
  struct Part: Sendable, CustomTestStringConvertible {
    var profile: String
    var topic: String

    var testDescription: String { "\(topic) on \(profile)" }

    static let all: [Part] = {
      let scenarios = (try? CatalogueFiles.committed.get().scenarios) ?? []
      let topics = Set(scenarios.map { String($0.id.rawValue.prefix { $0 != "/" }) }).sorted()
      return PhoneModel.profiles.flatMap { profile in topics.map { Part(profile: profile, topic: $0) } }
    }()
  }

  @Test("every claim that has a scenario holds, or is skipped with a reason", arguments: Part.all)
  func whole(part: Part) async throws {
    let (files, profile) = (try CatalogueFiles.committed.get(), part.profile)
    let scenarios = try files.scenarios(["\(part.topic)/*"])
    let run = try await CatalogueRun.of(scenarios, profile: profile)
    #expect(run.result.state == .finished, "\(run.result.failure ?? "")")
    #expect(run.findings.problems == [])
    #expect(run.findings.findings.map(\.claim) == files.claims.claims.map(\.id).filter(tested(scenarios)))
    for finding in run.findings.findings {
      let isQuestion = files.claims[finding.claim]?.isExploratory ?? false
      #expect(
        finding.verdict == (isQuestion ? .recorded : .pass) || finding.verdict == .skipped,
        "\(profile): \(finding.sentence)")
      #expect(!finding.isUnstable, "\(profile): \(finding.sentence)")
    }
    expectReasons(run)
    expectItsOwnClaimsHold(run, profile: profile, files)
    expectSoundChannel(run)
  }

  @Test("topics have no claims in common, so that each is judged whole")
  func topics() throws {
    let scenarios = try CatalogueFiles.committed.get().scenarios
    for (claim, own) in Dictionary(grouping: scenarios.flatMap { s in s.claims.map { ($0, s.id) } }, by: \.0)
    {
      #expect(Set(own.map { $0.1.rawValue.prefix { $0 != "/" } }).count == 1, "\(claim)")
    }
    #expect(Part.all.count >= PhoneModel.profiles.count)
  }

  private func tested(_ scenarios: [Scenario]) -> (ClaimID) -> Bool {
    let claims = Set(scenarios.flatMap(\.claims))
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
    // A run of skipped scenarios is over before the first one is due.
    let times = run.evidence.host.map(\.time)
    let took = (times.max() ?? 0) - (times.min() ?? 0)
    let isLong = took > 4 * run.evidence.manifest.settings.heartbeatInterval
    #expect(channel.heartbeatsSeen > 0 || !isLong, "after \(took) ms")
    #expect(channel.conductorEventsLost == 0)
    #expect(channel.forgedLines == 0)
    #expect(channel.disturbances == [])
  }
}
