import DeviceProtocol
import Foundation
import ProbeProtocol
import RunFolder
import Runner
package import Scenario
import Syslog
import Verdict
import VirtualPhone

/// Records takes: the real Runner carries a scenario out on a virtual phone in memory.
package struct TakeRecorder: Sendable {
  let catalogue: Catalogue

  package init(catalogue: Catalogue) { self.catalogue = catalogue }

  /// Claims, scenario and records are at hand; only manifest, host records and journals are read back.
  private static let parsers = EvidenceParsers(
    log: { _ in LogExcerpt(records: []) }, scenario: { _, _, _ in throw CancellationError() },
    claims: { _ in ClaimCatalogue(claims: []) })

  /// Milliseconds between a step's end and its fence: the kernel of the virtual phone is up to 60 late, and another
  /// 50 with what it folded.
  private static let grace = 120

  /// Milliseconds from locking until protected files close; on a phone it is some ten seconds.
  private static let closing = 100
  private static let passcode = "2580"

  /// Short where something is bound to be waited for under a fault, generous where a busy machine is slow.
  private static func limits(_ faults: FaultPlan) -> RunLimits {
    var limits = RunLimits()
    limits.restart = .milliseconds(10)
    limits.tick = .milliseconds(10)
    limits.lockWait = .milliseconds(5 * closing)
    limits.locking = .seconds(8)
    limits.unlocking = .seconds(20)
    guard !faults.isEmpty else { return limits }
    limits.session = .seconds(2)
    limits.firstSign = .seconds(2)
    limits.canary = .milliseconds(400)
    limits.fence = .milliseconds(400)
    limits.journalPoll = .milliseconds(300)
    limits.phoneReturn = .milliseconds(400)
    limits.silence = .seconds(1)
    limits.closing = .seconds(2)
    limits.unlocking = .seconds(3)
    return limits
  }

  /// Milliseconds that an actor has for a step which a fault may keep from ending.
  private static let stepLimit = 1_200

  /// Carries a scenario out once.
  package func record(_ scenario: Scenario, as name: TakeName) async throws -> Take {
    let model = try PhoneModel(
      profile: name.profile, mutants: name.mutants, seed: name.seed, chatter: false,
      faults: name.faults, passcode: scenario.requirements.passcode == false ? nil : Self.passcode,
      closing: Self.closing)
    // Its owner types it when the phone asks.
    model.lock.attend(typingFor: .milliseconds(50))
    defer { model.shutdown() }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sandprobe-take-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await record(scenario, as: name, on: model.disturbed(), in: folder)
  }

  private func record(
    _ scenario: Scenario, as name: TakeName, on device: any VirtualDevice, in folder: URL
  ) async throws -> Take {
    var hurried = scenario
    for index in hurried.steps.indices where !name.faults.isEmpty {
      // Who has a picker shown waits for what the host does there.
      let isBeside = hurried.steps[index].together != nil
      let limit = isBeside ? Self.stepLimit * 3 : Self.stepLimit
      hurried.steps[index].timeLimit = min(hurried.steps[index].timeLimit, limit)
    }
    let source = catalogue.sources[scenario.id] ?? Data()
    let request = RunRequest(
      scenarios: [hurried], sources: [scenario.id: source], claimsSource: catalogue.claimsSource,
      settings: RunSettings(
        repetitions: 1, seed: name.seed, grace: Self.grace, heartbeatInterval: 100, driver: "conductor"),
      tool: "sandprobe soak", directory: folder, limits: Self.limits(name.faults))
    let hostName = device.lockdownValue(domain: nil, key: "DeviceName")?.stringValue ?? "iPhone"
    let reel = Reel(host: hostName)
    let phone = MemoryPhone(
      device: device, reel: reel, patience: name.faults.isEmpty ? .seconds(30) : .milliseconds(600))
    let result = try await RunSession(request, on: phone).run()
    let evidence = try RunFolderReader(parsers: Self.parsers).read(result.folder)
    let (stream, printed) = reel.contents
    return Take(
      name: name, scenario: scenario, source: source, manifest: evidence.manifest, stream: stream,
      printed: printed, sent: Self.sent(stream, hostName),
      host: evidence.host.map { Take.HostNote(record: $0, place: reel.count(in: $0.logOffset)) },
      journals: evidence.journals, hostName: hostName)
  }

  private static func sent(_ stream: [StreamEntry], _ host: String) -> [Data] {
    let print = RelayPrint(host: host)
    return stream.map { entry in
      guard case .record(let record) = entry else { return Data() }
      return print.sent(record) ?? Data()
    }
  }
}
