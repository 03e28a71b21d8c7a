import Foundation
import ProbeKit
import ProbeProtocol

/// The Conductor's process on the phone: the very core that the UI-test runner has, with its heartbeat.
final class ConductorHost: Sendable {
  /// Milliseconds between two looks whether there is a session yet.
  private static let idle = 20

  private let conductor: ConductorCore
  private let process: ModelledProcess
  private let heart: Task<Void, Never>

  init(app: InstalledApp, core: PhoneCore, launcher: AppLauncher) {
    let process = ModelledProcess.start(app, probe: .conductor, on: core)
    let conductor = ConductorCore(system: process, launcher: launcher)
    self.process = process
    self.conductor = conductor
    heart = Task {
      while !Task.isCancelled {
        let interval = await conductor.heartbeatInterval
        try? await Task.sleep(for: .milliseconds(interval ?? Self.idle))
        if interval != nil, !Task.isCancelled { await conductor.heartbeat() }
      }
    }
  }

  func answer(
    method: String, path: String, authorization: String?, body: Data
  ) async -> (status: Int, body: Data) {
    await conductor.handle(method: method, path: path, authorization: authorization, body: body)
  }

  func shutDown() {
    heart.cancel()
    process.end()
  }
}
