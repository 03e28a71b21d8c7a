import ArgumentParser
import Device
import Foundation
import ProbeProtocol
import Report
import RunFolder
import Runner
import Scenario
import Verdict
import VirtualPhone

extension RunCommand {
  /// A run is finished with what it was begun with; words that say otherwise are a mistake.
  func refuseBesideResume() throws {
    var given: [String] = []
    if !names.isEmpty { given.append(names[0]) }
    if rerun != nil { given.append("--rerun") }
    if out != nil { given.append("--out") }
    if scenarios != nil { given.append("--scenarios") }
    if repetitions != 1 { given.append("--repeat") }
    if seed != nil { given.append("--seed") }
    if !mutants.isEmpty { given.append("--mutate") }
    if !faults.isEmpty { given.append("--fault") }
    if grace != 250 { given.append("--grace") }
    if driver != .auto { given.append("--driver") }
    guard let first = given.first else { return }
    throw ValidationError(
      "--resume finishes a run with the scenarios and settings that it was begun with, so '\(first)' cannot be given"
    )
  }

  /// Brings a run to its end in its own folder.
  func run(resuming folder: URL) async throws {
    let evidence = try RunFolderReader(parsers: .standard).read(folder)
    guard !RunFolderReader.isBeingFilled(folder) else { throw RunFolderError.inUse(folder.path) }
    let resumption = try Resumption(of: evidence, in: folder)
    guard resumption.remaining > 0 else {
      Terminal.standardError.write(
        "Nothing is left to do: every scenario of this run was carried out to its end.\n")
      let isSealed = evidence.manifest.state == .finished
      return try report(
        isSealed
          ? RunResult(folder: folder, state: .finished)
          : await resumption.seal(tool: Version.text))
    }
    let manifest = evidence.manifest
    let faults = try FaultPlan(parsing: manifest.rehearsal?.faults ?? [])
    let desk = try (Driver(rawValue: manifest.settings.driver) ?? .conductor).desk()
    let choice = await choice(for: manifest)
    // An attached phone has its rules and faults already.
    let isMade = if case .virtual = choice { true } else { false }
    let result = try await Interruption.cancelling {
      try await HostedPhone.with(
        choice, mutants: isMade ? manifest.rehearsal?.mutants ?? [] : [],
        faults: isMade ? faults : FaultPlan(), seed: manifest.rehearsal?.seed
      ) { phone in
        var request = RunRequest(resuming: resumption, tool: Version.text)
        request.operatorDesk = desk
        return try await carryOut(request, evidence.claims, on: phone)
      }
    }
    try report(result)
  }

  /// The phone of the run, unless one is named; whether it is the same is for the Runner to see.
  private func choice(for manifest: RunManifest) async -> PhoneChoice {
    guard case .auto = device else { return device }
    guard let rehearsal = manifest.rehearsal else {
      let device = manifest.device
      return device.kind == .simulator ? .simulator(udid: device.udid) : .udid(device.udid)
    }
    guard await isAttached(manifest) else { return .virtual(profile: rehearsal.profile) }
    return .udid(manifest.device.udid)
  }

  /// Whether the virtual phone of a rehearsal is one that lives on elsewhere (`sandprobe phone`) and not one that the
  /// command made for itself.
  private func isAttached(_ manifest: RunManifest) async -> Bool {
    let environment = ToolEnvironment()
    let udid = manifest.device.udid
    guard let attached = try? await DeviceList.udids(environment), attached.contains(udid),
      let values = try? await LockdownValues.read(udid: udid, environment)
    else { return false }
    return Resumption.isSamePhone(values, manifest)
  }
}

/// The command that does the rest of a run.
enum ResumeCommandLine {
  static func of(_ folder: URL) -> String {
    "sandprobe run --resume \(SummaryText.shellWord(ShownPath.of(folder)))"
  }
}

/// Where a run lands, once it is known.
final class RunPlace: Sendable {
  private let lock = NSLock()
  private nonisolated(unsafe) var known: URL?

  var folder: URL? { lock.withLock { known } }

  func note(_ event: RunProgress) {
    if let folder = event.folder { lock.withLock { known = folder } }
  }
}

extension CommandError {
  /// A run folder that could not be written any more.
  init(_ error: RunFolderError, captured folder: URL) {
    self.init(translating: error)
    guard case .cannotWrite = error else { return }
    help = [
      "what was captured until then is kept in \(ShownPath.of(folder))",
      "make room or mend its permissions, then: \(ResumeCommandLine.of(folder))",
    ]
  }
}
