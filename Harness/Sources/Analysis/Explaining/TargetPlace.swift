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
    if let rest = path.simulated {
      // A device's folder is what `/private/var/mobile` is on a phone.
      self = Self.mobile(rest)
      isSimulated = true
    } else if let rest = path.behind("private", "var", "mobile") {
      self = Self.mobile(rest)
    } else if let rest = path.behind("private", "var", "containers") {
      self = Self.container(rest)
    } else {
      self = MacPlaces.place(path) ?? Self.system(path)
    }
  }

  init(kind: Kind, part: Part? = nil, owner: String? = nil, depth: Int? = nil) {
    self.kind = kind
    self.part = part
    self.owner = owner
    self.depth = depth
  }

  // MARK: Phones

  private static func mobile(_ names: PathNames) -> TargetPlace {
    if names.begins(with: "Containers") { return container(names.dropFirst()) }
    if names.begins(with: "Media") {
      return TargetPlace(kind: names.has("DCIM", at: 1) ? .photos : .media)
    }
    if names.begins(with: "Library") {
      return TargetPlace(kind: names.has("Preferences", at: 1) ? .preferences : .userLibrary)
    }
    return TargetPlace(kind: names.begins(with: "tmp") ? .temporary : .userHome)
  }

  /// `Data/Application/<UUID>/…` and its like.
  private static func container(_ names: PathNames) -> TargetPlace {
    guard names.count > 2 else { return TargetPlace(kind: .containers) }
    let inside = names.dropFirst(3)
    let id = names.text(at: 2)
    let depth = inside.start
    if names.begins(with: "Data") {
      let kind: Kind =
        names.has("Application", at: 1)
        ? .appData : names.has("PluginKitPlugin", at: 1) ? .extensionData : .otherData
      return TargetPlace(kind: kind, part: Part(inside), owner: id, depth: depth)
    }
    if names.begins(with: "Shared"), names.has("AppGroup", at: 1) {
      return TargetPlace(kind: .appGroup, part: Part(inside), owner: id, depth: depth)
    }
    if names.begins(with: "Shared"), names.has("SystemGroup", at: 1) {
      return TargetPlace(kind: .systemGroup, owner: id, depth: depth)
    }
    if names.begins(with: "Bundle"), names.has("Application", at: 1) {
      let app = inside.first.flatMap { $0.hasSuffix(".app") ? $0 : nil }
      return TargetPlace(kind: .appBundle, owner: app ?? id, depth: depth)
    }
    return TargetPlace(kind: .containers)
  }

  private static func system(_ path: PathComponents) -> TargetPlace {
    let names = path.names
    if names.begins(with: "private") {
      if names.has("tmp", at: 1) { return TargetPlace(kind: .temporary) }
      if names.has("etc", at: 1) { return TargetPlace(kind: .settings) }
      guard names.has("var", at: 1) else { return TargetPlace(kind: .other) }
      return TargetPlace(
        kind: names.has("tmp", at: 2) ? .temporary : names.has("run", at: 2) ? .runtime : .variable)
    }
    return switch names.first ?? "" {
    case "dev": TargetPlace(kind: .device)
    case "System", "usr", "bin", "sbin": TargetPlace(kind: .systemVolume)
    case "Library": TargetPlace(kind: .sharedLibrary)
    case "Applications": TargetPlace(kind: .applications, owner: names.dropFirst().first(endingIn: ".app"))
    default: TargetPlace(kind: .other)
    }
  }
}

extension TargetPlace.Part {
  /// The part that names inside a container lead to. The property list's name is from the listing of a container
  /// (FS-11, FS-14).
  init?(_ inside: PathNames) {
    if inside.begins(with: "Documents") {
      self = inside.has("Inbox", at: 1) ? .inbox : .documents
    } else if inside.begins(with: "Library") {
      self =
        inside.has("Caches", at: 1) ? .caches : inside.has("Preferences", at: 1) ? .preferences : .library
    } else if inside.begins(with: "tmp") {
      self = .temporary
    } else if inside.begins(with: "File Provider Storage") {
      self = .providerStorage
    } else if inside.begins(with: ".com.apple.mobile_container_manager.metadata.plist") {
      self = .metadata
    } else {
      return nil
    }
  }
}
