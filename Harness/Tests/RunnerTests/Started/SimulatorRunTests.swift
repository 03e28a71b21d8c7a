import Device
import Foundation
import ProbeProtocol
import RunFolder
import Runner
import Syslog
import Testing
import Verdict
import VirtualPhone

/// Whole runs in a Simulator that is made up: xcrun is a script, and a virtual phone of the profile `simulator` acts.
@Suite("A run in a Simulator", .timeLimit(.minutes(10)))
struct SimulatorRunTests {
  /// - Parameter starting: starts the Conductor by a made-up xcodebuild, and looks at it when the run is over.
  private func run(
    _ names: [String], starting look: ((StagedRunner, PhoneModel) -> Void)? = nil
  ) async throws -> (CatalogueRun, [String]) {
    let model = try PhoneModel(profile: "simulator", chatter: false)
    defer { model.shutdown() }
    let simulator = try StagedSimulator(of: model)
    defer { simulator.remove() }
    let runner = try look.map { _ in try StagedRunner(.stays, as: "xcodebuild", of: model) }
    defer { runner?.remove() }
    let server = VirtualPhoneServer()
    let addresses = try await server.start()
    await server.attach(model)
    var environment = ToolEnvironment(muxAddress: addresses.environmentValue)
    environment.directories.insert(simulator.folder.path, at: 0)
    if let runner { environment.directories.insert(runner.folder.path, at: 0) }
    do {
      // A Simulator's Conductor listens on this machine; that of the virtual phone is brought here.
      let run = try await PortForward(environment: environment, udid: model.udid)
        .forward(devicePort: Conductor.port) { [environment, isStarted = runner != nil] port in
          var phone = SimulatorPhone(
            udid: model.udid, environment: environment, conductorToken: isStarted ? nil : "t",
            conductorPort: port)
          if isStarted { phone.runner = RunnerFiles(isMac: true, xctestruns: ["probes.xctestrun"]) }
          phone.runnerPatience.look = .milliseconds(50)
          return try await carryOut(names, in: simulator.folder, on: phone)
        }
      await server.stop()
      if let runner { look?(runner, model) }
      return (run, simulator.calls)
    } catch {
      await server.stop()
      throw error
    }
  }

  private func carryOut(
    _ names: [String], in folder: URL, on phone: SimulatorPhone
  ) async throws -> CatalogueRun {
    let files = try CatalogueFiles.committed.get()
    let request = RunRequest(
      scenarios: try files.scenarios(names), sources: files.sources, claimsSource: files.claimsSource,
      settings: RunSettings(
        repetitions: 1, seed: 1, grace: 100, heartbeatInterval: 300, driver: "conductor"),
      tool: "sandprobe test", directory: folder.appendingPathComponent("Reports"),
      limits: CatalogueStand.patience)
    let result = try await RunSession(request, on: phone).run()
    let evidence = try RunFolderReader(parsers: .standard).read(result.folder)
    return CatalogueRun(
      result: result, evidence: evidence, findings: Judge.findings(of: evidence, tool: "sandprobe test"))
  }

  @Test("claims about the Simulator are tested, those about phones are skipped, and the log is read as JSON")
  func whole() async throws {
    let (run, calls) = try await run(["FS-05", "FS-06", "FS-14", "FS-02"])
    #expect(run.result.state == .finished, "\(run.result.failure ?? "")")
    #expect(run.findings.problems == [])
    let device = run.evidence.manifest.device
    #expect(device.kind == .simulator && run.evidence.manifest.rehearsal == nil)
    #expect(
      device.productVersion == "15.2" && device.productType == "iPhone10,6" && device.buildVersion == "19C51"
        && device.name == "iPhone X")
    for claim: ClaimID in ["FS-05", "FS-06", "FS-14"] {
      #expect(run.finding(claim)?.verdict == .pass, "\(run.finding(claim)?.sentence ?? "")")
    }
    #expect(run.finding("FS-02")?.verdict == .skipped, "\(run.finding("FS-02")?.sentence ?? "")")
    #expect(run.kinds(.scenarioSkipped).allSatisfy { $0.message?.contains("simulator") == true })
    #expect(run.findings.run.channel.service == "simulator log")
    #expect(
      run.findings.run.channel.command == "xcrun simctl spawn log stream --style ndjson --level debug")
    #expect(run.findings.channel.isSound, "\(run.findings.channel.summary)")
    #expect(run.kinds(.journalMissing).isEmpty)
    #expect(calls.contains { $0.hasPrefix("simctl get_app_container ") && $0.hasSuffix(" data") })
    #expect(run.evidence.records.contains { $0.form == .logNDJSON })
  }

  @Test("its Conductor is started by xcodebuild for a Simulator, reached without iproxy, and ended in order")
  func started() async throws {
    let (run, _) = try await run(["FS-06"]) { runner, model in
      #expect(runner.starts == 1 && !runner.wasKilled(1) && !model.hasConductor)
      #expect(runner.words(1).contains("-destination\nplatform=iOS Simulator,id=\(model.udid)\n"))
    }
    #expect(run.result.state == .finished, "\(run.result.failure ?? "")")
    #expect(run.finding("FS-06")?.verdict == .pass)
    #expect(run.kinds(.runnerStarted).first?.message?.contains("TEST_RUNNER_SANDPROBE_TOKEN=…") == true)
    #expect(run.kinds(.resultsKept).count == 1)
  }
}
