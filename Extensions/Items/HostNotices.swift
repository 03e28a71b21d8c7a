import ProbeKit
import ProbeProtocol
import UIKit

/// What an extension's process hears of the app that shows it (NSExtensionContext.h) and of data protection. It has no
/// `UIApplication` of its own to ask; whether the system tells it of data protection is to be seen on a phone.
enum HostNotices {
  private static let signals: [(Notification.Name, OrderTrigger.Signal)] = [
    (.NSExtensionHostDidBecomeActive, .active), (.NSExtensionHostDidEnterBackground, .background),
    (UIApplication.protectedDataWillBecomeUnavailableNotification, .locking),
    (UIApplication.protectedDataDidBecomeAvailableNotification, .unlocked),
  ]

  /// - Returns: The observers, to be removed when the request ends.
  @MainActor static func forward(to host: ProbeHost) -> [any NSObjectProtocol] {
    signals.map { name, signal in
      NotificationCenter.default.addObserver(forName: name, object: nil, queue: nil) { _ in host.note(signal)
      }
    }
  }
}
