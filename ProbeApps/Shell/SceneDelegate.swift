import ProbeKit
import ProbeProtocol
import UIKit

/// Shows the card, and takes what other apps hand over.
final class SceneDelegate: UIResponder, UIWindowSceneDelegate {
  var window: UIWindow?

  private var app: AppDelegate? { UIApplication.shared.delegate as? AppDelegate }

  func scene(
    _ scene: UIScene, willConnectTo session: UISceneSession, options: UIScene.ConnectionOptions
  ) {
    guard let scene = scene as? UIWindowScene, let app else { return }
    let card = CardViewController(host: app.host, stage: app.desk.stage)
    let window = UIWindow(windowScene: scene)
    window.rootViewController = card
    window.makeKeyAndVisible()
    self.window = window
    take(options.urlContexts)
  }

  func scene(_ scene: UIScene, openURLContexts contexts: Set<UIOpenURLContext>) { take(contexts) }

  func sceneDidBecomeActive(_ scene: UIScene) { app?.note(.active) }

  func sceneDidEnterBackground(_ scene: UIScene) {
    app?.note(.background)
    app?.askForBackgroundTime()
  }

  private func take(_ contexts: Set<UIOpenURLContext>) {
    guard let app else { return }
    for context in contexts where !app.host.open(url: context.url.absoluteString) {
      app.host.note(
        app.desk.arrivals.add(context.url, .opened, isInPlace: context.options.openInPlace))
    }
  }
}
