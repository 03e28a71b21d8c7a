import Foundation
import ProbeKit

/// What a touch on the virtual phone's screen came to: what the system then does is not the screen's business.
package enum ScreenEvent: Hashable, Sendable {
  /// An entry of the share sheet was chosen.
  case shared(app: String, entry: String)
  /// The share sheet was closed without a choice.
  case sheetClosed(app: String)
  /// The picker was left with a file or a folder, or with neither.
  case picked(app: String, place: [String], file: String?)
  case saved(app: String, place: [String])
  case pickerCancelled(app: String)
  case answered(app: String, title: String, button: String)
}

/// What is on the virtual phone's screen: sheets, pickers and alerts one above the other, as far as public UI-test
/// suites document their elements.
///
/// It knows what a touch means and not what follows from it: that is told to whoever observes.
package final class ScreenModel: Sendable {
  private struct State: Sendable {
    var scenes: [Scene] = []
    var observers: [@Sendable (ScreenEvent) -> Void] = []
  }

  enum Scene: Hashable, Sendable {
    case sheet(ShareSheetScene)
    case picker(PickerScene)
    case alert(AlertScene)

    var app: String {
      switch self {
      case .sheet(let scene): scene.app
      case .picker(let scene): scene.app
      case .alert(let scene): scene.app
      }
    }
  }

  private let state = Locked(State())

  package init() {}

  /// Puts something on the screen, above what is there.
  package func present(_ scene: ShareSheetScene) { push(.sheet(scene)) }
  package func present(_ scene: PickerScene) { push(.picker(scene)) }
  package func present(_ scene: AlertScene) { push(.alert(scene)) }

  /// Takes everything of an app off the screen, as its end does.
  package func dismissAll(of app: String) { state.withLock { $0.scenes.removeAll { $0.app == app } } }

  /// Calls the receiver with what touches come to, on the thread that touched.
  package func observe(_ receiver: @escaping @Sendable (ScreenEvent) -> Void) {
    state.withLock { $0.observers.append(receiver) }
  }

  /// The texts of what is on the screen, from the bottom: for a person, or for a hand that plays one.
  package var summary: [String] { scenes.map(String.init(describing:)) }

  private func push(_ scene: Scene) { state.withLock { $0.scenes.append(scene) } }

  var scenes: [Scene] { state.withLock(\.scenes) }

  /// The tree of an app or service; nil where nothing of it is on the screen.
  func root(of bundle: String, isRunning: Bool) -> UINode? {
    let scenes = scenes
    var children: [UINode] = []
    for (index, scene) in scenes.enumerated() where Self.host(of: scene) == bundle {
      let isCovered = scenes[(index + 1)...].contains { if case .alert = $0 { true } else { false } }
      children += isCovered ? Self.nodes(of: scene).map(\.covered) : Self.nodes(of: scene)
    }
    guard isRunning || !children.isEmpty else { return nil }
    return UINode(kind: .other, identifier: bundle, children: children)
  }

  /// A look: what moves comes nearer to its rest.
  func look() {
    state.withLock { state in
      for index in state.scenes.indices {
        guard case .sheet(var sheet) = state.scenes[index], sheet.movesFor > 0 else { continue }
        sheet.movesFor -= 1
        state.scenes[index] = .sheet(sheet)
      }
    }
  }

  /// Moves the row of the sheet in front.
  func swipe() {
    state.withLock { state in
      guard case .sheet(var sheet)? = state.scenes.last else { return }
      sheet.swipe()
      state.scenes[state.scenes.count - 1] = .sheet(sheet)
    }
  }

  /// A touch at what is in front.
  func touch(_ touch: ScreenTouch, asPoint: Bool) {
    let (event, observers) = state.withLock { state in
      (state.scenes.touch(touch, asPoint: asPoint), state.observers)
    }
    guard let event else { return }
    for observer in observers { observer(event) }
  }

  private static func host(of scene: Scene) -> String {
    switch scene {
    case .sheet(let sheet) where sheet.host == .service: "com.apple.SharingUIService"
    case .alert(let alert) where alert.host == .springboard: "com.apple.springboard"
    default: scene.app
    }
  }

  private static func nodes(of scene: Scene) -> [UINode] {
    switch scene {
    case .sheet(let sheet): sheet.nodes
    case .picker(let picker): picker.nodes
    case .alert(let alert): [alert.node]
    }
  }
}
