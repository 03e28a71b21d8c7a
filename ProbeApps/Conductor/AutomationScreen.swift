import ProbeKit
import XCTest

/// The screen as XCUITest sees it.
@MainActor
final class AutomationScreen: SystemScreen {
  /// Elements of one kind that are looked at; each costs a round trip.
  private static let most = 64

  nonisolated var systemVersion: Int { ProcessInfo.processInfo.operatingSystemVersion.majorVersion }

  nonisolated var isLocked: Bool { LockState.isLocked }

  nonisolated var uptime: Int { Int(clamping: DispatchTime.now().uptimeNanoseconds / 1_000_000) }

  nonisolated func pause(milliseconds: Int) async throws {
    try await Task.sleep(nanoseconds: UInt64(milliseconds) * 1_000_000)
  }

  func elements(_ path: ElementPath, in bundle: String) -> [ScreenElement] {
    found(path, in: bundle).enumerated().map { index, element in
      ScreenElement(
        bundle: bundle, path: path, index: index, identifier: element.identifier, label: element.label,
        isHittable: element.isHittable)
    }
  }

  func tap(_ element: ScreenElement, asPoint: Bool) throws {
    let target = try again(element)
    if asPoint {
      target.coordinate(withNormalizedOffset: CGVector(dx: 0.5, dy: 0.5)).tap()
    } else {
      target.tap()
    }
  }

  func type(_ text: String, into element: ScreenElement) throws { try again(element).typeText(text) }

  func swipe(_ element: ScreenElement, _ direction: SwipeDirection) throws {
    let target = try again(element)
    switch direction {
    case .up: target.swipeUp()
    case .down: target.swipeDown()
    case .left: target.swipeLeft()
    case .right: target.swipeRight()
    }
  }

  func press(_ button: CaseButton) throws {
    let isPressed =
      switch button {
      case .home: PrivateCalls.pressHome()
      case .lockByDevice: PrivateCalls.pressLock()
      case .lockByEvent: PrivateCalls.sendLockEvent()
      }
    if !isPressed { throw ScreenError.unsupported("this XCTest has no \(button.rawValue)") }
  }

  func screenshot() -> Data? { XCUIScreen.main.screenshot().pngRepresentation }

  func tree(of bundle: String) -> String? {
    isAlive(bundle) ? XCUIApplication(bundleIdentifier: bundle).debugDescription : nil
  }

  /// The element where it is now.
  private func again(_ element: ScreenElement) throws -> XCUIElement {
    let found = found(element.path, in: element.bundle)
    guard found.indices.contains(element.index), found[element.index].exists else { throw ScreenError.gone }
    return found[element.index]
  }

  /// A process that does not run has no tree. What else XCTest makes of a system service is not known, so that it is
  /// asked.
  private func isAlive(_ bundle: String) -> Bool {
    XCUIApplication(bundleIdentifier: bundle).state != .notRunning
  }

  private func found(_ path: ElementPath, in bundle: String) -> [XCUIElement] {
    guard isAlive(bundle) else { return [] }
    var place = Place.element(XCUIApplication(bundleIdentifier: bundle))
    for step in path.steps {
      guard let next = place.descend(step) else { return [] }
      place = next
    }
    switch place {
    case .element(let element): return element.exists ? [element] : []
    case .query(let query): return Array(query.allElementsBoundByIndex.prefix(Self.most))
    }
  }
}

/// What a part of a path leads to.
@MainActor
private enum Place {
  case element(XCUIElement)
  case query(XCUIElementQuery)

  /// Nil where the step's element is the last of none.
  func descend(_ step: ElementStep) -> Place? {
    let all = descendants(step.kind.elementType)
    switch step.match {
    case .named(let name):
      return .query(all.matching(NSPredicate(format: "identifier == %@ OR label == %@", name, name)))
    case .labelBegins(let start):
      return .query(all.matching(NSPredicate(format: "label BEGINSWITH %@", start)))
    case .at(let index): return .element(all.element(boundBy: index))
    case .last:
      let count = all.count
      return count > 0 ? .element(all.element(boundBy: count - 1)) : nil
    case .all: return .query(all)
    }
  }

  private func descendants(_ type: XCUIElement.ElementType) -> XCUIElementQuery {
    switch self {
    case .element(let element): element.descendants(matching: type)
    case .query(let query): query.descendants(matching: type)
    }
  }
}

extension ElementKind {
  fileprivate var elementType: XCUIElement.ElementType {
    switch self {
    case .alert: .alert
    case .any: .any
    case .button: .button
    case .cell: .cell
    case .collectionView: .collectionView
    case .image: .image
    case .key: .key
    case .navigationBar: .navigationBar
    case .other: .other
    case .staticText: .staticText
    case .tabBar: .tabBar
    case .textField: .textField
    }
  }
}
