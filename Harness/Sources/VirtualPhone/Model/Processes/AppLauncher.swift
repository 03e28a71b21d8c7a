import Foundation
import ProbeKit
import ProbeProtocol

/// Starts, reaches and ends probe apps: what SpringBoard does for the Conductor.
final class AppLauncher: ProbeLauncher {
  private struct State: Sendable {
    var running: [String: RunningApp] = [:]
    /// Ended, with threads that may still be on their way out.
    var ended: [RunningApp] = []
    /// The app in front, by its bundle identifier; nil on the home screen.
    var front: String?
    /// Extensions by the app that shows them; those that are done too, until the app ends.
    var extensions: [String: [RunningExtension]] = [:]
    var isShutDown = false
  }

  let core: PhoneCore
  private let screen: ScreenModel
  private let state = Locked(State())

  init(core: PhoneCore, screen: ScreenModel) {
    self.core = core
    self.screen = screen
  }

  var isLocked: Bool { core.lock.isLocked }

  func isRunning(bundle: String) -> Bool {
    state.withLock { $0.running[bundle]?.process.life.isAlive ?? false }
  }

  /// The process of a running app.
  func process(of bundle: String) -> ModelledProcess? { state.withLock { $0.running[bundle]?.process } }

  /// The app in front; nil on the home screen.
  var front: String? { state.withLock { $0.front } }

  /// The sharing UI of a running app.
  func desk(of bundle: String) -> ModelledDesk? { state.withLock { $0.running[bundle]?.desk } }

  func launch(bundle: String, environment: [String: String]) throws -> Int32 {
    try refuseLocked()
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
    let running = try start(app, probe)
    if let list { running.deliver(list) }
    return running.process.processID
  }

  private func start(_ app: InstalledApp, _ probe: ProbeName) throws -> RunningApp {
    let bundle = app.manifest.bundle
    let running = RunningApp(process: .start(app, probe: probe, on: core), screen: screen)
    let isAccepted = state.withLock { state in
      guard !state.isShutDown, state.running[bundle] == nil else { return false }
      state.running[bundle] = running
      state.front = bundle
      return true
    }
    guard isAccepted else {
      running.end()
      running.join()
      throw LaunchError.failed("another launch of \(bundle) is under way, or the phone shuts down")
    }
    return running
  }

  /// Hands an app a file as the system does: in a URL, to the app that runs or to a new instance.
  func open(_ path: String, in app: InstalledApp, isInPlace: Bool) throws {
    try refuseLocked()
    guard let probe = app.manifest.probe else { throw LaunchError.notInstalled }
    let bundle = app.manifest.bundle
    let running = isRunning(bundle: bundle) ? try bringToFront(bundle) : try start(app, probe)
    running.desk.arrivals.add(URL(fileURLWithPath: path), .opened, isInPlace: isInPlace)
    running.process.triggers.note(
      SystemNotice(
        signal: .active, uptime: running.process.uptime, isAvailable: core.protection.isAvailable))
  }

  /// Starts an extension over the app that shares something with it.
  func start(_ item: InstalledApp, with shared: SharedItem) {
    let host = shared.sender.identity.app.manifest.bundle
    let running = RunningExtension(item, shared: shared, screen: screen, on: core)
    let isAccepted = state.withLock { state in
      guard !state.isShutDown, state.running[host] != nil else { return false }
      state.extensions[host, default: []].append(running)
      return true
    }
    if isAccepted { running.begin() } else { running.end() }
  }

  func open(bundle: String, url: String) throws -> Int32 {
    try refuseLocked()
    let list: OrderList
    do {
      list = try OrderInbox.orders(inURL: url)
    } catch {
      throw LaunchError.failed(error.description)
    }
    let running = try bringToFront(bundle)
    running.deliver(list)
    return running.process.processID
  }

  func activate(bundle: String) throws -> Int32 {
    try refuseLocked()
    guard core.state.withLock({ $0.containers.app(bundle) }) != nil else { throw LaunchError.notInstalled }
    return try bringToFront(bundle).process.processID
  }

  func background(bundle: String) throws {
    guard core.state.withLock({ $0.containers.app(bundle) }) != nil else { throw LaunchError.notInstalled }
    try state.withLock { state in
      guard state.running[bundle] != nil else { throw LaunchError.failed("\(bundle) does not run") }
      if state.front == bundle { state.front = nil }
    }
  }

  /// Tells every running app that protected files will close, or that they can be used (DP-09).
  func announce(isLocked: Bool) {
    guard core.rules.holds(.protectedDataNotices) else { return }
    for app in state.withLock({ $0.running.sorted { $0.key < $1.key }.map(\.value) }) {
      app.process.triggers.note(
        SystemNotice(
          signal: isLocked ? .locking : .unlocked, uptime: app.process.uptime,
          isAvailable: core.protection.isAvailable))
    }
  }

  private func bringToFront(_ bundle: String) throws -> RunningApp {
    try state.withLock { state in
      guard let running = state.running[bundle], running.process.life.isAlive else {
        throw LaunchError.failed("\(bundle) does not run")
      }
      state.front = bundle
      return running
    }
  }

  /// Nothing can be launched or activated while the phone is locked.
  private func refuseLocked() throws { if core.lock.isLocked { throw LaunchError.locked } }

  func terminate(bundle: String) throws {
    guard core.state.withLock({ $0.containers.app(bundle) }) != nil else { throw LaunchError.notInstalled }
    end(bundle)
  }

  /// Ends an app that may or may not run.
  func end(_ bundle: String) {
    screen.dismissAll(of: bundle)
    let (running, extensions) = state.withLock { state -> (RunningApp?, [RunningExtension]) in
      guard let running = state.running.removeValue(forKey: bundle) else { return (nil, []) }
      if state.front == bundle { state.front = nil }
      state.ended.removeAll(where: \.isGone)
      state.ended.append(running)
      return (running, state.extensions.removeValue(forKey: bundle) ?? [])
    }
    for item in extensions { item.end() }
    running?.end()
    for item in extensions { item.join() }
  }

  /// Ends every app and waits for its thread.
  func shutDown() {
    let (all, extensions) = state.withLock { state -> ([RunningApp], [RunningExtension]) in
      defer { (state.running, state.extensions) = ([:], [:]) }
      state.isShutDown = true
      return (
        state.ended + state.running.sorted { $0.key < $1.key }.map(\.value),
        state.extensions.sorted { $0.key < $1.key }.flatMap(\.value)
      )
    }
    for item in extensions { item.end() }
    for app in all { app.end() }
    for item in extensions { item.join() }
    for app in all { app.join() }
  }
}
