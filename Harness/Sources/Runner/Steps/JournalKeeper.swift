import Device
import Foundation
import ProbeProtocol
import RunFolder
import Scenario
import Verdict

/// Pulls journals from the phone: they are the truth about what the probes did.
struct JournalKeeper: Sendable {
  var context: RunContext

  /// No honest journal is longer, in bytes.
  private static let limit = 256 << 20

  /// The end event of a step as the actor's journal has it; nil where it has none (yet) or cannot be read.
  func endEvent(of step: Step, probe: ProbeName, in place: Place) async -> Event? {
    guard let bytes = try? await read(step.actor, probe: probe, in: place) else { return nil }
    // From the end: the event that is waited for is among the last.
    for line in bytes.split(separator: UInt8(ascii: "\n")).reversed() {
      let text = String(decoding: line, as: UTF8.self)
      guard let event = try? JournalLine.decode(text, key: context.manifest.key) else { continue }
      if event.kind == .end, event.run == context.manifest.id, event.step == step.id { return event }
    }
    return nil
  }

  /// How many events an actor's journal has, of one step where it is named; 0 where it cannot be read.
  /// - Parameter ended: whether only the ends of steps count.
  func count(of casting: Scenario.Casting, step: StepID?, ended: Bool, in place: Place) async -> Int {
    guard let bytes = try? await read(casting.actor, probe: casting.probe, in: place) else { return 0 }
    return bytes.split(separator: UInt8(ascii: "\n")).count { line in
      let text = String(decoding: line, as: UTF8.self)
      guard let event = try? JournalLine.decode(text, key: context.manifest.key) else { return false }
      return event.run == context.manifest.id && (step == nil || event.step == step)
        && (!ended || event.kind == .end)
    }
  }

  /// Pulls one actor's journal into the run folder.
  /// - Parameter earlier: what was pulled of it before its app was reinstalled, which removed it from the phone.
  /// - Throws: `RunFolderError`, `CancellationError`; a journal that cannot be had is noted instead.
  func pull(
    _ casting: Scenario.Casting, in place: Place, earlier: Data = Data()
  ) async throws {
    var place = place
    place.actor = casting.actor
    place.probe = casting.probe
    let file = Session.journal(
      JournalPath.fileName(scenario: place.scenario, repetition: place.repetition, actor: casting.actor),
      session: context.session)
    do {
      guard let bytes = try await read(casting.actor, probe: casting.probe, in: place) else {
        if !earlier.isEmpty { try await keep(earlier, as: file) { try await note($0, in: place) } }
        let path = JournalPath.file(
          run: context.manifest.id, scenario: place.scenario, repetition: place.repetition,
          actor: casting.actor)
        return try await context.recorder.note(
          .journalMissing, in: place, message: "\(path) is not on the phone")
      }
      try await keep(earlier + bytes, as: file) { try await note($0, in: place) }
    } catch let error as RunFolderError {
      throw error
    } catch {
      try Task.checkCancellation()
      try await context.recorder.note(.journalMissing, in: place, message: "\(error)")
    }
  }

  /// The journal's bytes on the phone; nil where there is none.
  func read(_ actor: ActorName, probe: ProbeName, in place: Place) async throws -> Data? {
    guard let bundle = context.bundle(of: probe) else { return nil }
    let path = JournalPath.file(
      run: context.manifest.id, scenario: place.scenario, repetition: place.repetition, actor: actor)
    return try await context.phone.readFile(bundle: bundle, path: path, limit: Self.limit)
  }

  /// Pulls the Conductor's journal into the run folder.
  func pullConductor(bundle: String) async throws {
    let path = JournalPath.conductor(run: context.manifest.id)
    do {
      guard let bytes = try await context.phone.readFile(bundle: bundle, path: path, limit: Self.limit) else {
        return try await context.recorder.note(.journalMissing, message: "\(path) is not on the phone")
      }
      try await keep(bytes, as: Session.journal("conductor.jsonl", session: context.session)) {
        try await context.recorder.note(.journalPulled, data: $0)
      }
    } catch let error as RunFolderError {
      throw error
    } catch {
      try Task.checkCancellation()
      try await context.recorder.note(.journalMissing, message: "\(path): \(error)")
    }
  }

  private func note(_ data: JSONValue, in place: Place) async throws {
    try await context.recorder.note(.journalPulled, in: place, data: data)
  }

  private func keep(_ bytes: Data, as file: String, _ note: (JSONValue) async throws -> Void) async throws {
    try await context.recorder.writer.addJournal(file, bytes)
    try await note([
      "file": .string(FolderLayout.journal(file)), "size": .int(bytes.count),
      "sha256": .string(ContentDigest(of: bytes).rawValue),
    ])
  }
}
