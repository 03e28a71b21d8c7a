import Syslog

/// What kind of place a path lies in, and whose it is.
///
/// Data and group containers and those of simulators are as published (Flatt Security 2022, iOS 15.2); bundles, the
/// containers of extensions, of system groups and of macOS are as captured logs show them. The others are called what the
/// folders' own names say, and no claim is built on them.
public struct TargetPlace: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, Codable {
    case appData = "app-data", extensionData = "extension-data", otherData = "other-data"
    case appGroup = "app-group", systemGroup = "system-group", appBundle = "app-bundle"
    /// A folder that holds containers, or one of them whose kind is not known.
    case containers
    case photos, media, preferences, userLibrary = "user-library", userHome = "user-home"
    case temporary, runtime, variable, settings, device
    case systemVolume = "system-volume", sharedLibrary = "shared-library", applications
    /// The container of an app on macOS.
    case macAppData = "mac-app-data"
    case volume, relative, other
  }

  /// The part of a container.
  public enum Part: String, Hashable, Sendable, Codable {
    case inbox = "Documents/Inbox", documents = "Documents", caches = "Library/Caches"
    case preferences = "Library/Preferences", library = "Library", temporary = "tmp"
    case providerStorage = "File Provider Storage"
    /// The property list in which the container manager describes the container.
    case metadata
  }

  public var kind: Kind
  /// Of a container.
  public var part: Part?
  /// The container's UUID, the app's name, the group; nil where the path does not tell.
  public var owner: String?
  /// Whether the place is inside a simulator's device.
  public var isSimulated = false
  /// How many names lead to the container's inside.
  var depth: Int?

  public init(path: String) { self.init(PathComponents(path)) }

  init(_ path: PathComponents) {
    guard path.isAbsolute else {
      self.init(kind: .relative)
      return
    }
    if let depth = path.simulatorDepth {
      // A device's folder is what `/private/var/mobile` is on a phone.
      self = Self.mobile(path.names[depth...])
      isSimulated = true
    } else if let rest = path.behind("private", "var", "mobile") {
      self = Self.mobile(rest)
    } else if let rest = path.behind("private", "var", "containers") {
      self = Self.container(rest)
    } else {
      self = MacPlaces.place(path) ?? Self.system(path)
    }
  }

  init(kind: Kind, part: Part? = nil, owner: Substring? = nil, depth: Int? = nil) {
    self.kind = kind
    self.part = part
    self.owner = owner.map(String.init)
    self.depth = depth
  }

  // MARK: Phones

  private static func mobile(_ names: ArraySlice<Substring>) -> TargetPlace {
    let second = names.dropFirst().first
    return switch names.first {
    case "Containers": container(names.dropFirst())
    case "Media": TargetPlace(kind: second == "DCIM" ? .photos : .media)
    case "Library": TargetPlace(kind: second == "Preferences" ? .preferences : .userLibrary)
    case "tmp": TargetPlace(kind: .temporary)
    default: TargetPlace(kind: .userHome)
    }
  }

  /// `Data/Application/<UUID>/…` and its like.
  private static func container(_ names: ArraySlice<Substring>) -> TargetPlace {
    guard names.count > 2 else { return TargetPlace(kind: .containers) }
    let start = names.startIndex
    let id = names[start + 2]
    let inside = names[(start + 3)...]
    let depth = inside.startIndex
    return switch (names[start], names[start + 1]) {
    case ("Data", "Application"):
      TargetPlace(kind: .appData, part: Part(inside), owner: id, depth: depth)
    case ("Data", "PluginKitPlugin"):
      TargetPlace(kind: .extensionData, part: Part(inside), owner: id, depth: depth)
    case ("Data", _): TargetPlace(kind: .otherData, part: Part(inside), owner: id, depth: depth)
    case ("Shared", "AppGroup"):
      TargetPlace(kind: .appGroup, part: Part(inside), owner: id, depth: depth)
    case ("Shared", "SystemGroup"): TargetPlace(kind: .systemGroup, owner: id, depth: depth)
    case ("Bundle", "Application"):
      TargetPlace(
        kind: .appBundle, owner: inside.first.flatMap { $0.hasSuffix(".app") ? $0 : nil } ?? id,
        depth: depth)
    default: TargetPlace(kind: .containers)
    }
  }

  private static func system(_ path: PathComponents) -> TargetPlace {
    let names = path.names
    let first = names.first ?? ""
    if first == "private" {
      switch names.dropFirst().first {
      case "tmp": return TargetPlace(kind: .temporary)
      case "etc": return TargetPlace(kind: .settings)
      case "var":
        let third = names.dropFirst(2).first
        return TargetPlace(kind: third == "tmp" ? .temporary : third == "run" ? .runtime : .variable)
      default: return TargetPlace(kind: .other)
      }
    }
    return switch first {
    case "dev": TargetPlace(kind: .device)
    case "System", "usr", "bin", "sbin": TargetPlace(kind: .systemVolume)
    case "Library": TargetPlace(kind: .sharedLibrary)
    case "Applications":
      TargetPlace(kind: .applications, owner: names.dropFirst().first { $0.hasSuffix(".app") })
    default: TargetPlace(kind: .other)
    }
  }
}

extension TargetPlace.Part {
  /// The property list's name, from the listing of a container (FS-11, FS-14).
  private static let metadataName: Substring = ".com.apple.mobile_container_manager.metadata.plist"

  /// The part that names inside a container lead to.
  init?(_ inside: ArraySlice<Substring>) {
    let second = inside.dropFirst().first
    switch inside.first {
    case "Documents": self = second == "Inbox" ? .inbox : .documents
    case "Library": self = second == "Caches" ? .caches : second == "Preferences" ? .preferences : .library
    case "tmp": self = .temporary
    case "File Provider Storage": self = .providerStorage
    case Self.metadataName: self = .metadata
    default: return nil
    }
  }
}
