import ProbeKit

/// A folder of the document picker, with the path of every file in it.
struct PickerFolder: Hashable, Sendable {
  var name: String
  /// An app's own folder under `On My iPhone`.
  var isContainer = false
  var folders: [PickerFolder] = []
  /// Names, and what is behind them.
  var files: [String: PickableFile] = [:]

  /// As the picker shows it.
  var shown: PickerScene.Folder {
    PickerScene.Folder(
      name, isContainer: isContainer, folders: folders.map(\.shown), files: files.keys.sorted())
  }

  /// The file that folder names and a file name lead to; nil where they lead to none.
  func file(_ name: String, in place: some Sequence<String>) -> PickableFile? {
    let folder = place.reduce(self as PickerFolder?) { folder, name in
      folder?.folders.first { $0.name == name }
    }
    return folder?.files[name]
  }
}

/// A file that can be picked.
struct PickableFile: Hashable, Sendable {
  /// Without links.
  var path: String
  /// What its provider says of it; nil for a document of an app, which the local provider offers.
  var item: ProviderShelf.Item?
  /// The user that its provider's files belong to.
  var owner = PhoneLayout.mobile
}
