import ProbeKit

/// A document picker on the screen.
package struct PickerScene: Hashable, Sendable {
  /// A folder with what is in it.
  package struct Folder: Hashable, Sendable {
    package var name: String
    /// An app's own folder is named `<App>, Container`.
    package var isContainer: Bool
    package var folders: [Folder]
    package var files: [String]

    package init(_ name: String, isContainer: Bool = false, folders: [Folder] = [], files: [String] = []) {
      self.name = name
      self.isContainer = isContainer
      self.folders = folders
      self.files = files
    }
  }

  /// Where files are: `On My iPhone`, or a provider.
  package struct Location: Hashable, Sendable {
    package var root: Folder
    /// A third party's provider is off until first used.
    package var isOff: Bool

    package init(_ root: Folder, isOff: Bool = false) {
      self.root = root
      self.isOff = isOff
    }
  }

  package enum Purpose: Hashable, Sendable {
    case open, openSeveral, save
  }

  /// The app that shows it.
  package var app: String
  package var purpose: Purpose
  package var locations: [Location]
  /// Whether cells name the extensions of files.
  package var showsExtensions: Bool
  /// The location that is open, and the folders below it; nil shows the locations.
  package var place: [String]?
  var selected: String?

  package init(
    app: String, purpose: Purpose = .open, locations: [Location], showsExtensions: Bool = true,
    place: [String]? = nil
  ) {
    self.app = app
    self.purpose = purpose
    self.locations = locations
    self.showsExtensions = showsExtensions
    self.place = place
  }

  /// The folder that is open.
  var folder: Folder? {
    guard let place, let first = place.first,
      let location = locations.first(where: { $0.root.name == first })
    else { return nil }
    return place.dropFirst().reduce(location.root as Folder?) { folder, name in
      folder?.folders.first { $0.name == name }
    }
  }

  var nodes: [UINode] {
    let bar = UINode(
      kind: .navigationBar, identifier: "FullDocumentManagerViewControllerNavigationBar", children: buttons)
    let tabs = UINode(
      kind: .tabBar, identifier: "DOC.browsingModeTabBar",
      children: [UINode(kind: .button, label: "Browse", touch: .browse)])
    return [bar, content, tabs]
  }

  private var buttons: [UINode] {
    let cancel = UINode(kind: .button, label: "Cancel", touch: .cancelButton)
    switch purpose {
    case .open: return [cancel]
    case .openSeveral:
      return [
        cancel, UINode(kind: .button, label: "Open", isHittable: selected != nil, touch: .openButton),
      ]
    case .save: return [cancel, UINode(kind: .button, label: "Save", touch: .saveButton)]
    }
  }

  private var content: UINode {
    guard let folder else {
      let cells = locations.map {
        UINode(
          kind: .cell, identifier: "DOC.sidebar.item.\($0.root.name)", label: $0.root.name,
          touch: .location($0.root.name))
      }
      return UINode(kind: .collectionView, identifier: "Browse View", children: cells)
    }
    let folders = folder.folders.map {
      UINode(
        kind: .cell, label: "\($0.name), \($0.isContainer ? "Container" : "Folder")", touch: .folder($0.name))
    }
    let files = folder.files.map { UINode(kind: .cell, label: cellLabel($0), touch: .file($0)) }
    return UINode(kind: .collectionView, identifier: "File View", children: folders + files)
  }

  private func cellLabel(_ file: String) -> String {
    guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return file }
    let stem = file[..<dot]
    return showsExtensions ? "\(stem), \(file[file.index(after: dot)...])" : String(stem)
  }
}
