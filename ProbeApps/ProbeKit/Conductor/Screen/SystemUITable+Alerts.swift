extension SystemUITable {
  private static let springboard = "public UI-test suites: permission and paste alerts belong to springboard"
  private static let app = "some public UI-test suites: the alert is in the app's tree"
  private static let paste = "mozilla-mobile/firefox-ios and others: labels of the paste alert"
  private static let permission = "StanfordSpezi's UI tests and others: labels of permission alerts"
  private static let order =
    "appium/WebDriverAgent FBAlert.m: an alert's last button accepts, its first dismisses"
  private static let provider = "cryptomator/ios Snapshots.swift: the second button turns the provider on"

  private static let alert = ElementStep(.alert, .all)

  /// Alerts. The system is asked first, then the app.
  static let alerts: [UILookup] =
    both(.alert, source: springboard)
    + both(.alertTexts, .init(.staticText, .all), source: springboard)
    + both(.alertButtons, .init(.button, .all), source: springboard)
    + both(.alertButton, .init(.button, .named("{name}")), source: springboard)
    + both(.pasteAllow, .init(.button, .named("Allow Paste")), on: 16...27, source: paste)
    + both(.pasteDeny, .init(.button, .named("Don\u{2019}t Allow Paste")), on: 16...27, source: paste)
    + both(.pasteDeny, .init(.button, .named("Don't Allow Paste")), on: 16...27, source: paste)
    // Not by place alone: where an alert has three buttons, as for the location, its last one denies.
    + both(.permissionAllow, .init(.button, .named("Allow While Using App")), source: permission)
    + both(.permissionAllow, .init(.button, .named("Allow")), source: permission)
    + both(.permissionAllow, .init(.button, .named("OK")), source: permission)
    + both(.permissionAllow, .init(.button, .last), source: order)
    + both(.permissionDeny, .init(.button, .named("Don\u{2019}t Allow")), source: permission)
    + both(.permissionDeny, .init(.button, .named("Don't Allow")), source: permission)
    + both(.permissionDeny, .init(.button, .at(0)), source: order)
    + both(.providerAllow, .init(.button, .at(1)), source: provider)
    + both(.providerDeny, .init(.button, .at(0)), source: provider)

  private static func both(
    _ part: UIPart, _ step: ElementStep? = nil, on versions: ClosedRange<Int> = known, source: String
  ) -> [UILookup] {
    let path = ElementPath([alert] + (step.map { [$0] } ?? []))
    return [UIOwner.springboard, .app].map {
      UILookup(
        part: part, owner: $0, path: path, versions: versions,
        source: $0 == .app ? "\(source); \(app)" : source)
    }
  }
}
