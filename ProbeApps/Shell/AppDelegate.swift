import ProbeKit
import ProbeProtocol
import UIKit

/// Starts the probe and forwards what the system tells the app. It decides nothing.
@main
final class AppDelegate: UIResponder, UIApplicationDelegate {
  let desk = ScreenDesk()
  private let door = ApplicationDoor()
  private(set) lazy var host = ProbeHost(
    system: LiveSystem(app: door), manifest: ProbeManifest(info: Bundle.main.infoDictionary ?? [:]),
    desk: desk)
  private var backgroundTime = UIBackgroundTaskIdentifier.invalid

  func application(
    _ application: UIApplication,
    didFinishLaunchingWithOptions options: [UIApplication.LaunchOptionsKey: Any]?
  ) -> Bool {
    ProviderDomain.register()
    door.look()
    host.launch(environment: ProcessInfo.processInfo.environment)
    return true
  }

  func applicationProtectedDataWillBecomeUnavailable(_ application: UIApplication) { note(.locking) }

  func applicationProtectedDataDidBecomeAvailable(_ application: UIApplication) { note(.unlocked) }

  /// Forwards what the system announces, with what the application says of itself at that moment.
  func note(_ signal: OrderTrigger.Signal) {
    door.look()
    host.note(signal)
  }

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
