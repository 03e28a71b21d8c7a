extension SystemUITable {
  private static let bridged = "two public UI-test suites: the picker's tree is in the presenting app's"
  private static let identifiers =
    "public UI-test suites of Files and of pickers: identifiers of DocumentManager"

  private static let tabs = ElementStep(.tabBar, .named("DOC.browsingModeTabBar"))
  private static let bar = ElementStep(
    .navigationBar, .named("FullDocumentManagerViewControllerNavigationBar"))
  private static let sidebar = ElementStep(
    .navigationBar, .named("com_apple_DocumentManager_Service.DOCSidebarView"))
  private static let locations = ElementStep(.collectionView, .named("Browse View"))
  private static let files = ElementStep(.collectionView, .named("File View"))

  /// The document picker. It is looked for in the app that shows it, never in com.apple.DocumentManagerUICore.
  static let picker: [UILookup] = [
    row(.picker, in: .app, bar, source: bridged),
    row(.picker, in: .app, tabs, source: bridged),
    row(.picker, in: .app, sidebar, source: bridged),
    row(.picker, in: .app, files, source: bridged),
    row(.picker, in: .app, locations, source: bridged),
    // "Browse" is a back button too, so it is looked for within the tab bar alone.
    row(.pickerBrowse, in: .app, tabs, .init(.button, .named("Browse")), source: identifiers),
    row(.pickerLocations, in: .app, locations, .init(.cell, .all), source: identifiers),
    row(.pickerPlace, in: .app, files, source: identifiers),
    row(.pickerEntries, in: .app, files, .init(.cell, .all), source: identifiers),
    row(
      .pickerLocation, in: .app, locations, .init(.cell, .named("DOC.sidebar.item.{name}")),
      source: identifiers),
    row(.pickerLocation, in: .app, .init(.cell, .named("DOC.sidebar.item.{name}")), source: identifiers),
    row(.pickerFolder, in: .app, files, .init(.cell, .named("{name}, Folder")), source: identifiers),
    row(.pickerFolder, in: .app, files, .init(.cell, .named("{name}, Container")), source: identifiers),
    row(.pickerFolder, in: .app, files, .init(.cell, .named("{name}")), source: identifiers),
    row(.pickerFile, in: .app, files, .init(.cell, .named("{name}")), source: identifiers),
    row(.pickerFileStem, in: .app, files, .init(.cell, .named("{name}")), source: identifiers),
    row(.pickerFileStem, in: .app, files, .init(.cell, .labelBegins("{name},")), source: identifiers),
    row(.pickerOpen, in: .app, bar, .init(.button, .named("Open")), source: identifiers),
    row(.pickerSave, in: .app, bar, .init(.button, .named("Save")), source: identifiers),
    row(.pickerCancel, in: .app, bar, .init(.button, .named("Cancel")), source: identifiers),
  ]
}
