import ProbeProtocol
import RunFolder
import Verdict

/// Writes what happens into the run folder and tells whoever watches.
struct RunRecorder: Sendable {
  let writer: RunFolderWriter
  let observe: @Sendable (RunProgress) -> Void

  /// Appends a record that belongs to no scenario.
  func note(_ kind: HostRecord.Kind, data: JSONValue? = nil, message: String? = nil) async throws {
    try await writer.record(
      HostRecord(sequence: 0, time: 0, logOffset: 0, kind: kind, data: data, message: message))
  }

  /// Appends a record that belongs to one performance of a scenario.
  func note(
    _ kind: HostRecord.Kind, in place: Place, pid: Int32? = nil, outcome: Outcome? = nil,
    data: JSONValue? = nil, message: String? = nil
  ) async throws {
    try await writer.record(
      HostRecord(
        sequence: 0, time: 0, logOffset: 0, kind: kind, scenario: place.scenario,
        repetition: place.repetition, step: place.step, actor: place.actor, probe: place.probe, pid: pid,
        outcome: outcome, data: data, message: message))
  }
}

/// To what a host record belongs.
struct Place: Sendable {
  var scenario: ScenarioID
  var repetition: Int
  var step: StepID?
  var actor: ActorName?
  var probe: ProbeName?
}
