import ProbeKit
import ProbeProtocol

/// Starts, reaches and ends probe apps: what SpringBoard does for the Conductor.
final class AppLauncher: ProbeLauncher {
  private struct State: Sendable {
    var running: [String: RunningApp] = [:]
    /// Ended, with threads that may still be on their way out.
    var ended: [RunningApp] = []
    var isShutDown = false
  }

  private let core: PhoneCore
  private let state = Locked(State())

  init(core: PhoneCore) { self.core = core }

  var isLocked: Bool { false }

  func isRunning(bundle: String) -> Bool { state.withLock { $0.running[bundle] != nil } }

  func launch(bundle: String, environment: [String: String]) throws -> Int32 {
    guard let app = core.state.withLock({ $0.containers.app(bundle) }), let probe = app.manifest.probe,
      probe != .conductor
    else { throw LaunchError.notInstalled }
    let list: OrderList?
    do {
      list = try OrderInbox.orders(inEnvironment: environment)
    } catch {
      throw LaunchError.failed(error.description)
    }
    end(bundle)
    let running = RunningApp(process: .start(app, probe: probe, on: core))
    let isAccepted = state.withLock { state in
      guard !state.isShutDown, state.running[bundle] == nil else { return false }
      state.running[bundle] = running
      return true
    }
    guard isAccepted else {
      running.end()
      running.join()
      throw LaunchError.failed("another launch of \(bundle) is under way, or the phone shuts down")
    }
    if let list { running.deliver(list) }
    return running.process.processID
  }

  func open(bundle: String, url: String) throws -> Int32 {
    let list: OrderList
    do {
      list = try OrderInbox.orders(inURL: url)
    } catch {
      throw LaunchError.failed(error.description)
    }
    guard let running = state.withLock({ $0.running[bundle] }) else {
      throw LaunchError.failed("\(bundle) does not run")
    }
    running.deliver(list)
    return running.process.processID
  }

  func terminate(bundle: String) throws {
    guard core.state.withLock({ $0.containers.app(bundle) }) != nil else { throw LaunchError.notInstalled }
    end(bundle)
  }

  /// Ends an app that may or may not run.
  func end(_ bundle: String) {
    let running = state.withLock { state -> RunningApp? in
      guard let running = state.running.removeValue(forKey: bundle) else { return nil }
      state.ended.removeAll(where: \.isGone)
      state.ended.append(running)
      return running
    }
    running?.end()
  }

  /// Ends every app and waits for its thread.
  func shutDown() {
    let all = state.withLock { state -> [RunningApp] in
      defer { state.running = [:] }
      state.isShutDown = true
      return state.ended + state.running.sorted { $0.key < $1.key }.map(\.value)
    }
    for app in all { app.end() }
    for app in all { app.join() }
  }
}
