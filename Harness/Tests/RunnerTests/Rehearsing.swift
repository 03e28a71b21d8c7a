import Foundation
import ProbeProtocol
import RunFolder
import Runner
import Scenario
import Syslog
import Testing
import Verdict

/// A run against the fake phone, and what it left.
struct Rehearsing {
  var result: RunResult
  var evidence: Evidence

  var kinds: [HostRecord.Kind] { evidence.host.map(\.kind) }
  func records(_ kind: HostRecord.Kind) -> [HostRecord] { evidence.host.filter { $0.kind == kind } }

  /// Generous where a busy machine may be slow, short where something is bound to be waited for.
  static var limits: RunLimits {
    var limits = RunLimits()
    limits.firstSign = .seconds(30)
    limits.canary = .seconds(20)
    limits.fence = .seconds(20)
    limits.journalPoll = .milliseconds(100)
    limits.phoneReturn = .milliseconds(400)
    limits.silence = .seconds(30)
    limits.restart = .milliseconds(10)
    limits.closing = .seconds(2)
    limits.tick = .milliseconds(10)
    return limits
  }

  static let parsers = EvidenceParsers(
    log: EvidenceParsers.standard.log, scenario: { _, _, _ in throw CancellationError() },
    claims: { _ in ClaimCatalogue(claims: []) })

  static func request(
    _ scenarios: [Scenario], repetitions: Int = 1, limits: RunLimits = limits, in folder: URL
  ) -> RunRequest {
    RunRequest(
      scenarios: scenarios,
      sources: Dictionary(uniqueKeysWithValues: scenarios.map { ($0.id, Data("s".utf8)) }),
      claimsSource: Data("c".utf8),
      settings: RunSettings(
        repetitions: repetitions, seed: nil, grace: 1, heartbeatInterval: 10, driver: "conductor"),
      tool: "sandprobe test", directory: folder, limits: limits)
  }

  /// Runs the scenarios and reads the folder.
  static func run(
    _ scenarios: [Scenario], on connection: FakeConnection, repetitions: Int = 1, limits: RunLimits = limits,
    observe: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) async throws -> Rehearsing {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sandprobe-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let request = request(scenarios, repetitions: repetitions, limits: limits, in: folder)
    let result = try await RunSession(request, on: connection, observe: observe).run()
    return Rehearsing(result: result, evidence: try RunFolderReader(parsers: parsers).read(result.folder))
  }
}

/// A scenario in a few words.
func scenario(_ id: ScenarioID = "t/one", _ requirements: Requirements = Requirements(), steps: [Step])
  -> Scenario
{
  Scenario(
    id: id, claims: [], title: "", requirements: requirements,
    actors: [.init(actor: "a", probe: "A"), .init(actor: "b", probe: "B")], steps: steps, file: "t",
    digest: ContentDigest(of: Data("s".utf8)))
}
