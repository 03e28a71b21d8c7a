import Device
import Foundation
import ProbeProtocol
import RunFolder
import Scenario
import Verdict

/// Carries out the steps that the host takes itself.
struct HostStepRunner: Sendable {
  var context: RunContext
  var conductor: any ConductorConnection

  /// Takes a step that asks something of the phone; reinstalling is another matter.
  /// - Parameter arguments: with variables replaced.
  /// - Throws: `RunFolderError`, `CancellationError`; a refusal of the phone is the step's outcome.
  func carryOut(_ action: ActionName, _ arguments: [String: JSONValue], in place: Place) async throws {
    do {
      switch action {
      case "phone.state":
        let state = try await conductor.isLocked()
        try await end(.ok, ["locked": .bool(state.isLocked)], in: place)
      case "time.wait": try await wait(arguments["milliseconds"]?.intValue ?? 0, in: place)
      case "file.pull", "folder.pull", "folder.list": try await pull(action, arguments, in: place)
      default: try await refuse(action, in: place, why: "the host does not know how to take this step")
      }
    } catch let error as RunFolderError {
      throw error
    } catch {
      try Task.checkCancellation()
      try await refuse(action, in: place, why: "\(error)")
    }
  }

  /// Reinstalls a probe app.
  /// - Throws: `RunFolderError`, `CancellationError`; what goes wrong on the phone is the step's outcome.
  func reinstall(_ probe: ProbeName, in place: Place) async throws {
    let outcome: Outcome
    if let bundle = context.bundle(of: probe), let package = context.phone.package(of: probe) {
      do {
        try await context.phone.reinstall(bundle: bundle, from: package)
        outcome = .ok
      } catch {
        try Task.checkCancellation()
        outcome = .error(.init(domain: "sandprobe.host", code: 1, message: "\(error)"))
      }
    } else {
      outcome = .unsupported("no installable package of \(probe) is at hand")
    }
    try await end(outcome, ["probe": .string(probe.rawValue)], in: place)
  }

  /// Ends a probe app.
  /// - Throws: `RunFolderError`, `CancellationError`; what goes wrong on the phone is the step's outcome.
  func endApp(_ probe: ProbeName, in place: Place) async throws {
    guard let bundle = context.bundle(of: probe) else {
      return try await refuse("app.end", in: place, why: "the probe app is not installed")
    }
    do {
      try await conductor.terminate(.init(bundle: bundle))
    } catch {
      try Task.checkCancellation()
      return try await refuse("app.end", in: place, why: "\(error)")
    }
    try await end(.ok, ["probe": .string(probe.rawValue)], in: place)
  }

  private func wait(_ milliseconds: Int, in place: Place) async throws {
    let isRehearsal = context.manifest.rehearsal != nil
    let time = PlanEstimate.waiting(milliseconds, isRehearsal: isRehearsal)
    try await Task.sleep(for: .milliseconds(time))
    try await end(.ok, ["waited": .int(time)], in: place)
  }

  /// Notes a step of the host that nobody knows how to take.
  func refuse(_ action: ActionName, in place: Place, why: String) async throws {
    try await context.recorder.note(.stepNotSent, in: place, message: "\(action): \(why)")
    if let step = place.step { context.recorder.observe(.stepNotSent(place.scenario, step, reason: why)) }
  }

  private func end(_ outcome: Outcome, _ data: [String: JSONValue], in place: Place) async throws {
    try await context.recorder.note(.hostStep, in: place, outcome: outcome, data: .object(data))
    if let step = place.step { context.recorder.observe(.stepEnded(place.scenario, step, outcome)) }
  }

  private func pull(_ action: ActionName, _ arguments: [String: JSONValue], in place: Place) async throws {
    guard let probe = arguments["probe"]?.stringValue.map({ ProbeName($0) }),
      let bundle = context.bundle(of: probe), let path = arguments["path"]?.stringValue
    else { return try await refuse(action, in: place, why: "the probe app is not installed") }
    let word = arguments["vend"]?.stringValue ?? "container"
    guard let vend = ContainerRequest.Vend(rawValue: word) else {
      return try await refuse(action, in: place, why: "house_arrest vends no '\(word)'")
    }
    let deed: ContainerRequest.Deed =
      switch action {
      case "file.pull": .file
      case "folder.pull": .folder
      default: .list
      }
    let reply = try await context.phone.answer(
      ContainerRequest(deed, bundle: bundle, path: path, vend: vend))
    try await end(reply.outcome, Self.data(of: reply, deed), in: place)
  }

  private static func data(
    of reply: ContainerReply, _ deed: ContainerRequest.Deed
  ) -> [String: JSONValue] {
    let names = JSONValue.array(reply.names.map(JSONValue.string))
    switch deed {
    case .list: return reply.outcome == .ok ? ["entries": names, "count": .int(reply.names.count)] : [:]
    case .folder:
      return [
        "files": names, "count": .int(reply.names.count),
        "stopped": reply.stopped.map(JSONValue.string) ?? .null,
      ]
    case .file:
      guard let content = reply.content else { return [:] }
      let text = content.count <= 256 ? String(data: content, encoding: .utf8) : nil
      return [
        "size": .int(content.count), "sha256": .string(ContentDigest(of: content).rawValue),
        "text": text.map(JSONValue.string) ?? .null,
      ]
    }
  }
}
