import ProbeKit
import ProbeProtocol
import UIKit

/// What the app's `UIApplication` tells, for the threads on which actors act.
///
/// `UIApplication` belongs to the main thread. An actor's thread asks it there and waits; the main thread itself, which
/// must not wait for itself, is given what was read last, and reads it anew before it forwards a notification.
final class ApplicationDoor: AppDoor, @unchecked Sendable {
  private struct Reading: Sendable {
    var isAvailable = true
    var state = ApplicationState.inactive
  }

  private let lock = NSLock()
  private var last = Reading()

  func isProtectedDataAvailable() throws(SystemError) -> Bool { try now().isAvailable }
  func state() throws(SystemError) -> ApplicationState { try now().state }

  /// Reads it now.
  @MainActor func look() { keep(Self.read()) }

  private func now() throws(SystemError) -> Reading {
    guard !Thread.isMainThread else { return kept() }
    return try Answer<Reading>
      .wait(within: 5_000, "UIApplication") { answer in
        Task { @MainActor in answer.give(.success(Self.read())) }
      }
  }

  @MainActor private static func read() -> Reading {
    let application = UIApplication.shared
    let state: ApplicationState =
      switch application.applicationState {
      case .active: .active
      case .inactive: .inactive
      case .background: .background
      @unknown default: .inactive
      }
    return Reading(isAvailable: application.isProtectedDataAvailable, state: state)
  }

  private func keep(_ reading: Reading) {
    lock.lock()
    defer { lock.unlock() }
    last = reading
  }

  private func kept() -> Reading {
    lock.lock()
    defer { lock.unlock() }
    return last
  }
}
