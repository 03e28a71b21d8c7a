/// A part of the system's user interface that a script looks for. `{name}` in a lookup stands for the name that the
/// script asks for.
public enum UIPart: String, Hashable, Sendable, CaseIterable {
  /// The share sheet itself.
  case shareSheet = "the share sheet"
  /// Everything that the sheet offers.
  case shareEntries = "the sheet's entries"
  /// An activity or an extension by its name.
  case shareEntry = "the sheet's entry"
  /// "Copy to <name>".
  case copyEntry = "the entry to copy to"
  /// "Open in <name>".
  case openEntry = "the entry to open in"
  /// What closes the sheet.
  case shareClose = "what closes the share sheet"

  /// The document picker itself.
  case picker = "the document picker"
  /// The tab that shows locations.
  case pickerBrowse = "the picker's Browse tab"
  /// Everything in its list of locations.
  case pickerLocations = "the picker's locations"
  /// A location by its name.
  case pickerLocation = "the picker's location"
  /// The folder that is open, with or without anything in it.
  case pickerPlace = "the picker's open folder"
  /// Everything in the folder that is open.
  case pickerEntries = "what is in the picker's open folder"
  /// A folder by its name.
  case pickerFolder = "the picker's folder"
  /// A file by its name: `{name}` is `<stem>, <extension>`.
  case pickerFile = "the picker's file"
  /// A file whose extension the picker hides: `{name}` is its stem.
  case pickerFileStem = "the picker's file without its extension"
  case pickerOpen = "the picker's Open button"
  case pickerSave = "the picker's Save button"
  case pickerCancel = "the picker's Cancel button"

  /// Any alert.
  case alert = "an alert"
  case alertTexts = "the alert's texts"
  case alertButtons = "the alert's buttons"
  /// A button by its label.
  case alertButton = "the alert's button"
  case pasteAllow = "the paste alert's button that allows"
  case pasteDeny = "the paste alert's button that denies"
  case permissionAllow = "the permission alert's button that allows"
  case permissionDeny = "the permission alert's button that denies"
  case providerAllow = "the provider alert's button that allows"
  case providerDeny = "the provider alert's button that denies"
}

/// In whose tree a lookup goes down.
public enum UIOwner: Hashable, Sendable {
  /// The app that the request names.
  case app
  /// A process of the system.
  case service(String)

  public static let springboard = UIOwner.service("com.apple.springboard")
  public static let sharing = UIOwner.service("com.apple.SharingUIService")

  /// The bundle identifier to look into.
  func bundle(app: String) -> String {
    switch self {
    case .app: app
    case .service(let bundle): bundle
    }
  }
}

/// One place to look for a part.
public struct UILookup: Hashable, Sendable {
  public var part: UIPart
  public var owner: UIOwner
  public var path: ElementPath
  /// Major versions of iOS for which it is meant.
  public var versions: ClosedRange<Int>
  /// Where it is told.
  public var source: String
}
