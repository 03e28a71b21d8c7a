/// The places of macOS that captured logs show: homes, containers under them, volumes.
enum MacPlaces {
  static func place(_ path: PathComponents) -> TargetPlace? {
    if let rest = path.behind("Volumes") { return TargetPlace(kind: .volume, owner: rest.first) }
    guard let home = path.behind("Users"), !home.isEmpty else { return nil }
    let names = home.dropFirst()
    guard names.begins(with: "Library") else { return TargetPlace(kind: .userHome) }
    if names.has("Preferences", at: 1) { return TargetPlace(kind: .preferences) }
    guard names.has("Containers", at: 1) else { return TargetPlace(kind: .userLibrary) }
    guard let id = names.text(at: 2) else { return TargetPlace(kind: .containers) }
    // What an app sees as its home is `Data` in there.
    let inside = names.dropFirst(3)
    let data = inside.begins(with: "Data") ? inside.dropFirst() : inside
    return TargetPlace(kind: .macAppData, part: TargetPlace.Part(data), owner: id, depth: data.start)
  }
}
