import ProbeKit

/// What the document picker shows an app, and what lies behind it: as the providers offered it when it came up.
struct PickerLocations: Sendable {
  var folders: [PickerFolder]
  /// Names of those that are off until first used.
  var off: Set<String>

  /// What providers offer at this moment.
  static func make(_ phone: PhoneCore.State) -> PickerLocations {
    let folders = phone.providers.locations(phone.containers.installed, phone.files)
    return PickerLocations(
      folders: folders, off: Set(folders.map(\.name).filter(phone.providers.isOff)))
  }

  var scenes: [PickerScene.Location] {
    folders.map { PickerScene.Location($0.shown, isOff: off.contains($0.name)) }
  }

  /// What was picked; nil where it is no file.
  /// - Parameter place: the location's name, and those of the folders below it.
  func file(_ name: String?, in place: [String]) -> PickableFile? {
    guard let name, let location = folders.first(where: { $0.name == place.first }) else { return nil }
    return location.file(name, in: place.dropFirst())
  }
}
