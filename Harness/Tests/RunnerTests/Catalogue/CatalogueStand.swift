import Device
import Foundation
import ProbeProtocol
import RunFolder
import Runner
import Scenario
import Verdict
import VirtualPhone

/// A virtual phone on a server of its own with the real tools pointed at it, as `sandprobe run --device virtual` sets
/// it up.
struct CatalogueStand: Sendable {
  let model: PhoneModel
  let server: VirtualPhoneServer
  let environment: ToolEnvironment
  /// Packages of the probes, and the reports.
  let folder: URL
  let packages: [ProbeName: URL]

  /// Where run folders land; nobody makes it before there is a run.
  var reports: URL { folder.appendingPathComponent("Reports") }

  /// Plugs a phone in, works with it and clears everything away, whatever happens.
  /// - Parameters:
  ///   - passcode: of the phone; its owner types it when the phone asks for it, unless nobody is there.
  ///   - disguise: what is plugged in instead of the model with its faults.
  static func with<Result: Sendable>(
    profile: String = "ios-15.2", mutants: [String] = [], seed: UInt64 = 1, faults: FaultPlan = FaultPlan(),
    passcode: String? = "2580", isAttended: Bool = true,
    disguise: @Sendable (PhoneModel) -> any VirtualDevice = { $0.disturbed() },
    _ body: @Sendable (CatalogueStand) async throws -> Result
  ) async throws -> Result {
    let model = try PhoneModel(
      profile: profile, mutants: mutants, seed: seed, faults: faults, passcode: passcode, closing: 200)
    if isAttended { model.lock.attend(typingFor: .milliseconds(200)) }
    let server = VirtualPhoneServer()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sandprobe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    do {
      let addresses = try await server.start()
      await server.attach(disguise(model))
      let stand = CatalogueStand(
        model: model, server: server, environment: ToolEnvironment(muxAddress: addresses.environmentValue),
        folder: folder, packages: try packages(in: folder))
      let result = try await body(stand)
      await clear(server, model, folder)
      return result
    } catch {
      await clear(server, model, folder)
      throw error
    }
  }

  private static func clear(_ server: VirtualPhoneServer, _ model: PhoneModel, _ folder: URL) async {
    await server.stop()
    model.shutdown()
    try? FileManager.default.removeItem(at: folder)
  }

  private static func packages(in folder: URL) throws -> [ProbeName: URL] {
    var packages: [ProbeName: URL] = [:]
    for probe in Vocabulary.probes {
      guard let bytes = ProbePackage.make(probe) else { continue }
      let file = folder.appendingPathComponent("\(probe).ipa")
      try bytes.write(to: file)
      packages[probe] = file
    }
    return packages
  }

  /// Other tests may keep the machine busy for longer than a phone is ever silent.
  static var patience: RunLimits {
    var limits = RunLimits()
    limits.canary = .seconds(20)
    limits.fence = .seconds(20)
    limits.silence = .seconds(30)
    return limits
  }

  /// Carries scenarios out and judges what they left.
  /// - Parameter udid: of another phone than the model's.
  func run(
    _ scenarios: [Scenario], udid: String? = nil, limits: RunLimits = patience,
    observe: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) async throws -> CatalogueRun {
    let files = try CatalogueFiles.committed.get()
    var limits = limits
    // The virtual phone's files close after a fifth of a second.
    limits.lockWait = min(limits.lockWait, .milliseconds(1_000))
    limits.locking = min(limits.locking, .seconds(8))
    let request = RunRequest(
      scenarios: scenarios, sources: files.sources, claimsSource: files.claimsSource,
      settings: RunSettings(
        repetitions: 1, seed: model.seed, grace: 150, heartbeatInterval: 500, driver: "conductor"),
      tool: "sandprobe test", directory: reports, limits: limits)
    let phone = try AttachedPhone(
      udid: udid ?? model.udid, environment: environment, conductorToken: "token of a test",
      packages: packages)
    let result = try await RunSession(request, on: phone, observe: observe).run()
    let evidence = try RunFolderReader(parsers: .standard).read(result.folder)
    return CatalogueRun(
      result: result, evidence: evidence, findings: Judge.findings(of: evidence, tool: "sandprobe test"))
  }

  /// The run folders that there are.
  var runFolders: [String] { (try? FileManager.default.contentsOfDirectory(atPath: reports.path)) ?? [] }
}

/// A run that is over, read back from its folder.
struct CatalogueRun: Sendable {
  var result: RunResult
  var evidence: Evidence
  var findings: Findings

  /// Carries scenarios out on a phone of their own.
  static func of(
    _ scenarios: [Scenario], profile: String = "ios-15.2", mutants: [String] = [], seed: UInt64 = 1,
    passcode: String? = "2580"
  ) async throws -> CatalogueRun {
    try await CatalogueStand.with(profile: profile, mutants: mutants, seed: seed, passcode: passcode) {
      stand in
      try await stand.run(scenarios)
    }
  }

  /// The claims with that verdict, in the order of the catalogue.
  func claims(_ verdict: Verdict) -> [ClaimID] {
    findings.findings.filter { $0.verdict == verdict }.map(\.claim)
  }

  func finding(_ claim: ClaimID) -> Finding? { findings.findings.first { $0.claim == claim } }

  func kinds(_ kind: HostRecord.Kind) -> [HostRecord] { evidence.host.filter { $0.kind == kind } }
}
