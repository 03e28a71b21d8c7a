extension SystemUITable {
  private static let sheet = "public UI-test suites, iOS 13 to 26: ActivityListView in the app"
  private static let service =
    "public UI-test suites of newer systems: the sheet in com.apple.SharingUIService"
  private static let compact = "public UI-test suites, iOS 26: a compact sheet without Close"
  private static let openIn =
    "label of the menu that presentOpenInMenu shows; no public UI test of it was found"

  private static let activities = ElementStep(.collectionView, .named("activityCollectionView"))
  private static let list = ElementStep(.other, .named("ActivityListView"))

  /// The share sheet, which is in a service's tree or in the app's: the service is asked first.
  static let shareSheet: [UILookup] = [
    row(.shareSheet, in: .sharing, activities, source: service),
    row(.shareSheet, in: .app, list, source: sheet),
    row(.shareEntries, in: .sharing, activities, .init(.cell, .all), source: service),
    row(.shareEntries, in: .app, list, .init(.cell, .all), source: sheet),
    row(.shareEntry, in: .sharing, activities, .init(.cell, .named("{name}")), source: service),
    row(.shareEntry, in: .app, list, .init(.cell, .named("{name}")), source: sheet),
    row(.copyEntry, in: .sharing, activities, .init(.cell, .named("Copy to {name}")), source: openIn),
    row(.copyEntry, in: .app, list, .init(.cell, .named("Copy to {name}")), source: openIn),
    row(.copyEntry, in: .sharing, activities, .init(.cell, .labelBegins("Copy to {name}")), source: openIn),
    row(.copyEntry, in: .app, list, .init(.cell, .labelBegins("Copy to {name}")), source: openIn),
    row(.openEntry, in: .sharing, activities, .init(.cell, .named("Open in {name}")), source: openIn),
    row(.openEntry, in: .app, list, .init(.cell, .named("Open in {name}")), source: openIn),
    row(.openEntry, in: .sharing, activities, .init(.cell, .labelBegins("Open in {name}")), source: openIn),
    row(.openEntry, in: .app, list, .init(.cell, .labelBegins("Open in {name}")), source: openIn),
    row(.shareClose, in: .sharing, header, .init(.button, .named("Close")), source: sheet),
    row(.shareClose, in: .app, header, .init(.button, .named("Close")), source: sheet),
    row(.shareClose, in: .app, dismissRegion, on: 26...27, source: compact),
    row(.shareClose, in: .sharing, dismissRegion, on: 26...27, source: compact),
  ]

  private static let header = ElementStep(.navigationBar, .named("UIActivityContentView"))
  private static let dismissRegion = ElementStep(.other, .named("PopoverDismissRegion"))
}
