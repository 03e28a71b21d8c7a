import Device
import ProbeProtocol
import Scenario
import Verdict

/// What every part of a running run needs.
struct RunContext: Sendable {
  /// With the name that the session gives the run.
  var manifest: RunManifest
  /// From 1.
  var session: Int
  var phone: any PhoneConnection
  var recorder: RunRecorder
  var live: LiveLog
  var limits: RunLimits
  /// The person at the phone; nil where there is none.
  var operatorBook: OperatorBook?
  /// Opening the session on a Conductor that was started anew: the steps and the watch may both notice it.
  var revival = SharedWork<Bool>()

  /// Who drives what is on the screen. A run of before there was a choice was driven by the Conductor.
  var driver: Driver { Driver(rawValue: manifest.settings.driver) ?? .conductor }

  /// The bundle of an installed probe; of an extension, its containing app's.
  func bundle(of probe: ProbeName) -> String? {
    let app = Vocabulary.app(of: probe)
    return manifest.probes.first { $0.probe == app }?.bundle
  }
}

/// Runs work that may not take longer than the limit.
/// - Returns: nil when the time is over.
func within<Result: Sendable>(
  _ limit: Duration, _ work: @escaping @Sendable () async throws -> Result
) async throws -> Result? {
  try await withThrowingTaskGroup(of: Result?.self) { group in
    group.addTask { try await work() }
    group.addTask {
      try await Task.sleep(for: limit)
      return nil
    }
    defer { group.cancelAll() }
    return try await group.next() ?? nil
  }
}

/// Runs work to its end, or to the limit, even when the current task is cancelled: what was captured has to be saved.
func shielded(_ limit: Duration, _ work: @escaping @Sendable () async throws -> Void) async {
  let task = Task { _ = try? await within(limit) { try await work() } }
  await task.value
}
