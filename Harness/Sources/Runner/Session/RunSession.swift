public import Device
import Foundation
import ProbeProtocol
import RunFolder
import Scenario
import Verdict

/// One run: carries out scenarios against a phone and fills a run folder.
public struct RunSession: Sendable {
  let request: RunRequest
  let phone: any PhoneConnection
  let observe: @Sendable (RunProgress) -> Void

  /// - Parameter observe: is told what happens; it must not block.
  public init(
    _ request: RunRequest, on phone: any PhoneConnection,
    observe: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) {
    self.request = request
    self.phone = phone
    self.observe = observe
  }

  /// Carries out the run. Once the folder is made, whatever happens is told by the result and by the folder, which is
  /// closed in order: after a cancellation its state is `interrupted`, after a failure `failed`.
  /// - Throws: `PhoneError` and `ToolError` where the phone cannot be reached at the start, `RunFolderError` where the
  ///   folder cannot be made or written, `CancellationError` before there is a folder.
  public func run() async throws -> RunResult {
    observe(.waiting(for: "the phone to say who it is", atMost: .seconds(20)))
    let source = try await phone.logSource()
    let manifest = try await manifest(source)
    let context = try await makeContext(manifest)
    let folder = context.recorder.writer.layout.folder
    observe(.began(folder: folder, performances: request.scenarios.count * request.settings.repetitions))
    var state = RunManifest.State.finished
    var failure: String?
    do {
      try await carryOut(context, source)
    } catch {
      state = Task.isCancelled ? .interrupted : .failed
      failure = state == .failed ? "\(error)" : nil
      try await context.recorder.note(
        state == .failed ? .failed : .interrupted, message: failure ?? "the run was interrupted")
      if error is RunFolderError { throw error }
    }
    try await context.recorder.note(.runEnded)
    try await context.recorder.writer.close(state: state, failure: failure)
    observe(.ended(state, failure: failure))
    return RunResult(folder: folder, state: state, failure: failure)
  }

  private func manifest(_ source: LogSource) async throws -> RunManifest {
    let values = try await phone.lockdownValues()
    let probes = ManifestMaking.probes(try await phone.installedApplications())
    return RunManifest(
      tool: request.tool, id: ManifestMaking.runID(), key: .random(), state: .running,
      started: UTCStamp(Date()).extended, parent: request.parent,
      device: ManifestMaking.device(values, udid: phone.udid),
      host: ManifestMaking.host(tools: await phone.toolVersions()),
      channel: ChannelDescription(service: source.service.rawValue, command: source.command), probes: probes,
      scenarios: [], settings: request.settings, rehearsal: ManifestMaking.rehearsal(values))
  }

  private func makeContext(_ manifest: RunManifest) async throws -> RunContext {
    let device = manifest.device
    let name = FileNaming.runFolder(
      started: Date(), productType: device.productType, version: device.productVersion, udid: device.udid)
    let writer = try RunFolderWriter(in: request.directory, name: name, manifest: manifest)
    try await writer.addClaims(request.claimsSource)
    for scenario in request.scenarios {
      let source = request.sources[scenario.id] ?? Data()
      try await writer.addScenario(scenario.id, digest: ContentDigest(of: source), source: source)
    }
    let recorder = RunRecorder(writer: writer, observe: observe)
    try await recorder.note(.runBegan)
    return RunContext(
      manifest: manifest, phone: phone, recorder: recorder,
      live: LiveLog(run: manifest.id, key: manifest.key), limits: request.limits)
  }

  /// Captures the log and performs beside it; when one of them ends, the other does.
  private func carryOut(_ context: RunContext, _ source: LogSource) async throws {
    let beats = Duration.milliseconds(request.settings.heartbeatInterval * 10)
    let supervisor = CaptureSupervisor(
      phone: phone, source: source, recorder: context.recorder, live: context.live, limits: request.limits,
      silence: max(request.limits.silence, beats))
    let performances = Performances(
      context: context, scenarios: request.scenarios, repetitions: request.settings.repetitions)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await supervisor.run() }
      group.addTask { try await phone.withConductor { try await performances.run($0) } }
      try await group.next()
      group.cancelAll()
      do {
        try await group.waitForAll()
      } catch is CancellationError {
        // The supervisor ends in no other way.
      }
    }
  }
}
