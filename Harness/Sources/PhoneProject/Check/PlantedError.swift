/// A mistake that the check has to find. It is laid beside a target's own files, and the compiler has to refuse the whole.
public struct PlantedError: Hashable, Sendable {
  public var name: String
  public var kind: ProjectTarget.Kind
  public var source: String
  /// What the compiler's message has to hold.
  public var message: String

  /// One of each sort.
  public static let all = [
    PlantedError(
      name: "an API that extensions must not use", kind: .appExtension,
      source: "import UIKit\n@MainActor func planted() { UIApplication.shared.isIdleTimerDisabled = true }\n",
      message: "unavailable in application extensions"),
    PlantedError(
      name: "a member that is not there", kind: .app,
      source: "import UIKit\n@MainActor func planted() { UIDevice.current.noSuchMember() }\n",
      message: "has no member 'noSuchMember'"),
    PlantedError(
      name: "UIKit off the main actor", kind: .app,
      source: "import UIKit\nfunc planted(_ view: UIView) { view.setNeedsLayout() }\n",
      message: "main actor-isolated"),
    PlantedError(
      name: "an API younger than the lowest iOS", kind: .app,
      source: "import UIKit\n@MainActor func planted() -> UIView { UIPasteControl() }\n",
      message: "only available in iOS 16"),
    PlantedError(
      name: "a way without a return", kind: .app,
      source: "func planted(_ flag: Bool) -> Int { if flag { return 1 } }\n", message: "missing return"),
    PlantedError(
      name: "a warning", kind: .app, source: "func planted() { let unused = 1 }\n", message: "unused"),
    PlantedError(
      name: "UI automation off the main actor", kind: .uiTest,
      source: "import XCTest\nfunc planted() { XCUIApplication().launch() }\n", message: "main actor-isolated"
    ),
  ]
}
