public import Foundation

/// The screen of a phone with what the system shows on it: UI automation on a phone, a model on the virtual phone.
///
/// Requirements are asynchronous so that UI automation can go to the main actor; synchronous ones meet them too. Each
/// is a single look or a single touch: whatever waits, tries again or falls back is done by the scripts over it.
public protocol SystemScreen: Sendable {
  /// iOS's major version.
  var systemVersion: Int { get async }

  /// Whether the phone is locked.
  var isLocked: Bool { get async }

  /// Milliseconds of a clock that only goes forward.
  var uptime: Int { get async }

  /// Lets time pass.
  /// - Throws: `CancellationError`.
  func pause(milliseconds: Int) async throws

  /// What the path leads to in the app or service of that bundle identifier at this moment; empty where there is
  /// nothing, or nothing of that bundle runs.
  func elements(_ path: ElementPath, in bundle: String) async -> [ScreenElement]

  /// Taps an element, or the middle of its frame where `asPoint` says so.
  /// - Throws: ``ScreenError``; any other error counts as ``ScreenError/failed(_:)``.
  func tap(_ element: ScreenElement, asPoint: Bool) async throws

  /// Types into an element that has the keyboard.
  /// - Throws: As ``tap(_:asPoint:)`` does.
  func type(_ text: String, into element: ScreenElement) async throws

  /// Swipes over an element.
  /// - Throws: As ``tap(_:asPoint:)`` does.
  func swipe(_ element: ScreenElement, _ direction: SwipeDirection) async throws

  /// Presses something that is a button on the phone's case.
  /// - Throws: ``ScreenError/unsupported(_:)`` where this runner cannot; otherwise as ``tap(_:asPoint:)`` does.
  func press(_ button: CaseButton) async throws

  /// The screen as a PNG; nil where none can be taken.
  func screenshot() async -> Data?

  /// The elements of an app or service as text; nil where nothing of that bundle runs.
  func tree(of bundle: String) async -> String?
}

/// An element as it was when it was found. Where it is now is looked up again when it is touched.
public struct ScreenElement: Hashable, Sendable {
  /// The app or service whose tree it is in.
  public var bundle: String
  public var path: ElementPath
  /// Its place among all that the path leads to.
  public var index: Int
  public var identifier: String
  public var label: String
  /// Whether a touch would reach it: an element of a sheet that is still moving exists and is not hittable.
  public var isHittable: Bool

  public init(
    bundle: String, path: ElementPath, index: Int, identifier: String, label: String, isHittable: Bool
  ) {
    self.bundle = bundle
    self.path = path
    self.index = index
    self.identifier = identifier
    self.label = label
    self.isHittable = isHittable
  }
}

/// Where a finger goes.
public enum SwipeDirection: String, Hashable, Sendable {
  case up, down, left, right
}

/// What is pressed on the phone's case, by the way it is done.
public enum CaseButton: String, Hashable, Sendable {
  case home
  /// The lock button through XCUIDevice's private `pressLockButton`.
  case lockByDevice = "pressLockButton"
  /// The lock button as a device event, page 0x0C usage 0x30 for half a second.
  case lockByEvent = "device event 0x0C/0x30"
}

/// Why a touch did not happen.
public enum ScreenError: Error, Hashable, Sendable {
  /// The element is gone.
  case gone
  /// This runner, or this iOS, has no way to do it.
  case unsupported(String)
  /// Anything else, in the system's words.
  case failed(String)
}
