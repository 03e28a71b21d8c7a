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
  /// - Throws: `PhoneError` and `ToolError` where the phone cannot be reached at the start, `ResumeError` where it is not
  ///   the one of the run that is to be resumed, `RunFolderError` where the folder cannot be made or written,
  ///   `CancellationError` before there is a folder.
  public func run() async throws -> RunResult {
    observe(.waiting(for: "the phone to say who it is", atMost: .seconds(20)))
    let source = try await phone.logSource()
    let manifest = try await manifest(source)
    let context: RunContext
    if let resumption = request.resumption {
      context = try resume(resumption, manifest)
    } else {
      context = try await begin(manifest)
    }
    var state = RunManifest.State.finished
    var failure: String?
    var remedy: String?
    do {
      try await carryOut(context, source)
    } catch {
      state = Task.isCancelled || error is OperatorLeft ? .interrupted : .failed
      failure = state == .failed ? "\(error)" : nil
      remedy = state == .failed ? Remedy.of(error) : nil
      if let error = error as? RunFolderError {
        await giveUp(context, error)
        throw error
      }
      try await context.recorder.note(
        state == .failed ? .failed : .interrupted, message: failure ?? "the run was interrupted")
    }
    do {
      try await context.recorder.note(.runEnded)
      try await context.recorder.writer.close(state: state, failure: failure)
    } catch {
      await context.recorder.writer.letGo()
      throw error
    }
    observe(.ended(state, failure: failure))
    return RunResult(
      folder: context.recorder.writer.layout.folder, state: state, failure: failure, remedy: remedy)
  }

  /// Closes a folder that cannot be written any more, as far as that goes: where there is room for it, the reason is kept.
  private func giveUp(_ context: RunContext, _ error: RunFolderError) async {
    let writer = context.recorder.writer
    _ = try? await context.recorder.note(.failed, message: "\(error)")
    if (try? await writer.close(state: .failed, failure: "\(error)")) == nil { await writer.letGo() }
    observe(.ended(.failed, failure: "\(error)"))
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

  private func begin(_ manifest: RunManifest) async throws -> RunContext {
    let device = manifest.device
    let name = FileNaming.runFolder(
      started: Date(), productType: device.productType, version: device.productVersion, udid: device.udid)
    let sources = RunSources(
      claims: request.claimsSource,
      scenarios: request.scenarios.map {
        .init(id: $0.id, claims: $0.claims, source: request.sources[$0.id] ?? Data())
      })
    let writer = try RunFolderWriter(in: request.directory, name: name, manifest: manifest, sources: sources)
    let recorder = RunRecorder(writer: writer, observe: observe)
    try await recorder.note(.runBegan)
    observe(
      .began(
        folder: writer.layout.folder, performances: request.scenarios.count * request.settings.repetitions))
    return context(recorder, manifest, session: 1)
  }

  private func resume(_ resumption: Resumption, _ current: RunManifest) throws -> RunContext {
    try resumption.check(current)
    let writer = try RunFolderWriter(
      resuming: resumption.folder, session: resumption.description(of: current))
    var manifest = resumption.manifest
    manifest.id = Session.name(of: manifest.id, session: writer.session)
    observe(.resumed(folder: resumption.folder, remaining: resumption.remaining, of: resumption.total))
    return context(
      RunRecorder(writer: writer, observe: observe), manifest, session: writer.session)
  }

  private func context(_ recorder: RunRecorder, _ manifest: RunManifest, session: Int) -> RunContext {
    RunContext(
      manifest: manifest, session: session, phone: phone, recorder: recorder,
      live: LiveLog(run: manifest.id, key: manifest.key), limits: request.limits,
      operatorBook: request.operatorDesk.map { OperatorBook(desk: $0) })
  }

  /// Captures the log and performs beside it; when one of them ends, the other does.
  private func carryOut(_ context: RunContext, _ source: LogSource) async throws {
    let beats = Duration.milliseconds(request.settings.heartbeatInterval * 10)
    let supervisor = CaptureSupervisor(
      phone: phone, source: source, recorder: context.recorder, live: context.live, limits: request.limits,
      silence: max(request.limits.silence, beats))
    let performances = Performances(
      context: context, scenarios: request.scenarios, repetitions: request.settings.repetitions,
      done: request.resumption?.done ?? [], swapper: request.swapPlan.map { AppSwapper(plan: $0) })
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await supervisor.run() }
      group.addTask {
        try await phone.withConductor(RunnerWatch(context: context).brief) { conductor in
          try await ConductorKeeper(context: context).keeping(conductor) {
            try await performances.run(conductor)
          }
        }
      }
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
