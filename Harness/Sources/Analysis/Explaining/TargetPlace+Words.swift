extension TargetPlace {
  /// The kind of place in words: `the data container of an app`.
  public var words: String {
    let place = part.map { "\($0.words) in \(kindWords)" } ?? kindWords
    return isSimulated ? "\(place) of a simulator" : place
  }

  /// Whose place it is, in words: `the app with the container 847B3BD4-…`.
  public var ownerWords: String? {
    guard let owner else { return nil }
    return switch kind {
    case .appData: "the app with the container \(owner)"
    case .extensionData: "the app extension with the container \(owner)"
    case .appGroup: "the App Group with the container \(owner)"
    case .otherData: "whoever has the container \(owner)"
    case .systemGroup: "the system group \(owner)"
    case .appBundle, .applications, .macAppData: "the app \(owner)"
    case .volume: "the volume \(owner)"
    default: owner
    }
  }

  private var kindWords: String {
    switch kind {
    case .appData: "the data container of an app"
    case .extensionData: "the data container of an app extension"
    case .otherData: "a data container of another kind"
    case .appGroup: "the shared container of an App Group"
    case .systemGroup: "the shared container of a system group"
    case .appBundle: "the bundle of an app"
    case .containers: "the folders that hold containers"
    case .photos: "the photos and videos in Media/DCIM"
    case .media: "the user's media"
    case .preferences: "the user's preferences"
    case .userLibrary: "the user's library"
    case .userHome: "the user's home folder"
    case .temporary: "the folder for temporary files"
    case .runtime: "the folder for sockets and files of running services"
    case .variable: "the system's changing data"
    case .settings: "the settings in /etc"
    case .device: "a device file"
    case .systemVolume: "the system volume"
    case .sharedLibrary: "the library of all users"
    case .applications: "the applications"
    case .macAppData: "the data container of an app on macOS"
    case .volume: "another volume"
    case .relative: "a name without a path"
    case .other: "another place in the file system"
    }
  }
}

extension TargetPlace.Part {
  fileprivate var words: String {
    self == .metadata ? "the container manager's metadata" : rawValue
  }
}
