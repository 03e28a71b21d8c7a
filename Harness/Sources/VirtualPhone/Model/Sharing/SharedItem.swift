/// What an app hands over: a file by its path, and who hands it over.
struct SharedItem: Sendable {
  /// As the sender wrote it.
  var path: String
  var sheet: SheetKind
  /// The process that shows the sheet.
  var sender: ModelledProcess

  /// The sheet it was chosen in.
  enum SheetKind: Hashable, Sendable {
    case activity, menu
  }

  var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
