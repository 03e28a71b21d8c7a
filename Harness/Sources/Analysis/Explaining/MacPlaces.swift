/// The places of macOS that captured logs show: homes, containers under them, volumes.
enum MacPlaces {
  static func place(_ path: PathComponents) -> TargetPlace? {
    if let rest = path.behind("Volumes") { return TargetPlace(kind: .volume, owner: rest.first) }
    guard let home = path.behind("Users"), !home.isEmpty else { return nil }
    let names = home.dropFirst()
    guard names.first == "Library" else { return TargetPlace(kind: .userHome) }
    let inside = names.dropFirst(3)
    let id = names.dropFirst(2).first
    switch names.dropFirst().first {
    case "Preferences": return TargetPlace(kind: .preferences)
    case "Containers":
      guard let id else { return TargetPlace(kind: .containers) }
      // What an app sees as its home is `Data` in there.
      let data = inside.first == "Data" ? inside.dropFirst() : inside
      return TargetPlace(
        kind: .macAppData, part: TargetPlace.Part(data), owner: id, depth: data.startIndex)
    default: return TargetPlace(kind: .userLibrary)
    }
  }
}
