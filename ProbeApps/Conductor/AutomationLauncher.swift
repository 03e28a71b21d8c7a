import ProbeKit
import XCTest
import notify

/// Starts, reaches and ends probe apps by XCUITest.
@MainActor
final class AutomationLauncher: ProbeLauncher {
  /// Seconds for an app to come to the front or to leave it.
  private static let patience = 10.0

  private let issues: IssueLog

  init(issues: IssueLog) { self.issues = issues }

  nonisolated var isLocked: Bool { LockState.isLocked }

  func isRunning(bundle: String) -> Bool {
    switch XCUIApplication(bundleIdentifier: bundle).state {
    case .runningForeground, .runningBackground, .runningBackgroundSuspended: true
    default: false
    }
  }

  func launch(bundle: String, environment: [String: String]) throws -> Int32 {
    let app = XCUIApplication(bundleIdentifier: bundle)
    app.launchEnvironment = environment
    let words = issues.during { app.launch() }
    guard isRunning(bundle: bundle) else { throw LaunchError(words: words) }
    return PrivateCalls.processID(of: app)
  }

  func open(bundle: String, url: String) throws -> Int32 {
    guard let target = URL(string: url) else { throw LaunchError.failed("'\(url)' is no URL") }
    let app = XCUIApplication(bundleIdentifier: bundle)
    let words = issues.during {
      if #available(iOS 16.4, *) {
        app.open(target)
      } else {
        // The way that WebDriverAgent takes before iOS 16.4.
        XCUIDevice.shared.siriService.activate(voiceRecognitionText: "Open {\(url)}")
      }
      confirmOpening()
    }
    guard isRunning(bundle: bundle) else { throw LaunchError(words: words) }
    return PrivateCalls.processID(of: app)
  }

  func activate(bundle: String) throws -> Int32 {
    guard isRunning(bundle: bundle) else { throw LaunchError.failed("\(bundle) does not run") }
    let app = XCUIApplication(bundleIdentifier: bundle)
    let words = issues.during { app.activate() }
    guard app.wait(for: .runningForeground, timeout: Self.patience) else { throw LaunchError(words: words) }
    return PrivateCalls.processID(of: app)
  }

  func background(bundle: String) throws {
    guard isRunning(bundle: bundle) else { throw LaunchError.failed("\(bundle) does not run") }
    let app = XCUIApplication(bundleIdentifier: bundle)
    guard app.state == .runningForeground else { return }
    let words = issues.during { XCUIDevice.shared.press(.home) }
    // A process in the background is suspended sooner or later; both are fine.
    guard app.wait(for: .runningBackground, timeout: Self.patience) || app.state != .runningForeground else {
      throw LaunchError.failed(words.isEmpty ? "\(bundle) stays in front" : words)
    }
  }

  func terminate(bundle: String) throws {
    let app = XCUIApplication(bundleIdentifier: bundle)
    let words = issues.during { app.terminate() }
    guard !isRunning(bundle: bundle) else { throw LaunchError(words: words) }
  }

  /// The system may ask before it opens a URL.
  private func confirmOpening() {
    let springboard = XCUIApplication(bundleIdentifier: "com.apple.springboard")
    let button = springboard.alerts.buttons["Open"]
    if button.waitForExistence(timeout: 1) { button.tap() }
  }
}

/// Whether the screen is locked: the state of the notification that WebDriverAgent asks.
enum LockState {
  static var isLocked: Bool {
    var token: Int32 = 0
    var state: UInt64 = 0
    guard notify_register_check("com.apple.springboard.lockstate", &token) == NOTIFY_STATUS_OK else {
      return false
    }
    defer { notify_cancel(token) }
    return notify_get_state(token, &state) == NOTIFY_STATUS_OK && state != 0
  }
}
