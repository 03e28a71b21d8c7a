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
  /// Whether the process stands still.
  private let isStanding: Locked<Bool>

  init(
    app: InstalledApp, core: PhoneCore, launcher: AppLauncher, screen: VirtualScreen,
    environment: [String: String]
  ) {
    let process = ModelledProcess.start(app, probe: .conductor, on: core)
    let conductor = ConductorCore(
      system: process, launcher: launcher, screen: screen, environment: environment)
    let isStanding = Locked(false)
    self.process = process
    self.conductor = conductor
    self.isStanding = isStanding
    heart = Task {
      while !Task.isCancelled {
        let interval = await conductor.heartbeatInterval
        try? await Task.sleep(for: .milliseconds(interval ?? Self.idle))
        guard interval != nil, !Task.isCancelled, !isStanding.withLock({ $0 }) else { continue }
        await conductor.heartbeat()
      }
    }
  }

  /// Whether it was asked to end.
  var isOver: Bool { get async { await conductor.isOver } }

  func answer(
    method: String, path: String, authorization: String?, body: Data
  ) async -> (status: Int, body: Data) {
    await conductor.handle(method: method, path: path, authorization: authorization, body: body)
  }

  /// Lets the heart stand still; requests are held back by whoever asks for this.
  func stand() { isStanding.withLock { $0 = true } }

  func goOn() { isStanding.withLock { $0 = false } }

  func shutDown() {
    heart.cancel()
    process.end()
  }
}
