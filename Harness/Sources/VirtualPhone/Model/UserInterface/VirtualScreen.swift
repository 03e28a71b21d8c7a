import Foundation
import ProbeKit

/// The virtual phone's screen and buttons, as the Conductor's scripts reach them.
struct VirtualScreen: SystemScreen {
  let model: ScreenModel
  let lock: PhoneLock
  let systemVersion: Int
  /// Whether an app or service of that bundle identifier shows itself.
  let isRunning: @Sendable (String) -> Bool

  var isLocked: Bool { lock.isLocked }

  var uptime: Int { Int(ProcessInfo.processInfo.systemUptime * 1_000) }

  func pause(milliseconds: Int) async throws { try await Task.sleep(for: .milliseconds(milliseconds)) }

  func elements(_ path: ElementPath, in bundle: String) -> [ScreenElement] {
    model.look()
    guard let root = root(of: bundle) else { return [] }
    return root.elements(path).enumerated().map { index, node in
      ScreenElement(
        bundle: bundle, path: path, index: index, identifier: node.identifier, label: node.label,
        isHittable: node.isHittable && !isLocked)
    }
  }

  func tap(_ element: ScreenElement, asPoint: Bool) throws {
    guard !isLocked else { throw ScreenError.failed("the screen is locked") }
    guard let nodes = root(of: element.bundle)?.elements(element.path), nodes.indices.contains(element.index)
    else { throw ScreenError.gone }
    guard let touch = nodes[element.index].touch else { return }
    model.touch(touch, asPoint: asPoint)
  }

  func type(_ text: String, into element: ScreenElement) throws {
    throw ScreenError.failed("nothing on the screen has the keyboard")
  }

  func swipe(_ element: ScreenElement, _ direction: SwipeDirection) {
    if direction == .left { model.swipe() }
  }

  func press(_ button: CaseButton) {
    switch button {
    case .home: lock.pressHome()
    case .lockByDevice, .lockByEvent: lock.lock()
    }
  }

  func screenshot() -> Data? {
    ScreenPicture.png(of: model.scenes.flatMap { root(of: $0.app)?.descendants ?? [] }, isLocked: isLocked)
  }

  func tree(of bundle: String) -> String? {
    guard let root = root(of: bundle) else { return nil }
    return "virtual phone\(isLocked ? ", locked" : "")\n" + root.text(depth: 1)
  }

  private func root(of bundle: String) -> UINode? {
    let isSystem = bundle == UIOwner.springboard.fixedBundle
    return model.root(of: bundle, isRunning: isSystem || isRunning(bundle))
  }
}

extension UIOwner {
  fileprivate var fixedBundle: String? { if case .service(let bundle) = self { bundle } else { nil } }
}
