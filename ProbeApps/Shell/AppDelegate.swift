import ProbeKit
import ProbeProtocol
import UIKit

/// Starts the probe and forwards what the system tells the app. It decides nothing.
@main
final class AppDelegate: UIResponder, UIApplicationDelegate {
  let desk = ScreenDesk()
  private(set) lazy var host = ProbeHost(
    system: LiveSystem(), manifest: ProbeManifest(info: Bundle.main.infoDictionary ?? [:]), desk: desk)
  private var backgroundTime = UIBackgroundTaskIdentifier.invalid

  func application(
    _ application: UIApplication,
    didFinishLaunchingWithOptions options: [UIApplication.LaunchOptionsKey: Any]?
  ) -> Bool {
    ProviderDomain.register()
    host.launch(environment: ProcessInfo.processInfo.environment)
    return true
  }

  func applicationProtectedDataWillBecomeUnavailable(_ application: UIApplication) { host.note(.locking) }

  func applicationProtectedDataDidBecomeAvailable(_ application: UIApplication) { host.note(.unlocked) }

  /// Asks for time in the background where orders are under way, and gives it back when they are done.
  func askForBackgroundTime() {
    guard host.isBusy, backgroundTime == .invalid else { return }
    backgroundTime = UIApplication.shared.beginBackgroundTask(withName: "orders") { [weak self] in
      self?.giveTimeBack()
    }
    host.whenIdle { [weak self] in Task { @MainActor in self?.giveTimeBack() } }
  }

  private func giveTimeBack() {
    guard backgroundTime != .invalid else { return }
    UIApplication.shared.endBackgroundTask(backgroundTime)
    backgroundTime = .invalid
  }
}
