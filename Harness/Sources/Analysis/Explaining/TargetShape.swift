public import Syslog

/// A target with all that differs between equal kinds replaced: UUIDs by `<uuid>`, numbers by `<n>`, hexadecimal ones by
/// `<hex>`, names of files inside containers by `<file>` with their extension.
///
/// It is idempotent: the shape of a shape is the shape itself.
public enum TargetShape {
  /// The shape of a target; empty for none.
  public static func shape(of target: SandboxTarget) -> String {
    switch target {
    case .none: ""
    case .path(let path), .socket(let path): shape(ofPath: path)
    case .issuedExtension(let path, let extensionClass):
      "target:\(shape(ofPath: path)) extension-class:\(extensionClass)"
    case .iokit(let iokitClass, nil): iokitClass
    case .iokit(let iokitClass, let property?): "iokit-class:\(iokitClass) property:\(property)"
    case .service(let name, let isPerPid):
      Placeholders.put(into: name, numbers: .alone) + (isPerPid ? " (per-pid)" : "")
    case .networkAddress(let text), .preferenceDomain(let text), .other(let text):
      Placeholders.put(into: text, numbers: .alone)
    case .sysctl(let name): name
    }
  }

  /// The shape of a path.
  public static func shape(ofPath path: String) -> String {
    let components = PathComponents(path)
    return shape(of: components, in: TargetPlace(components))
  }

  static func shape(of path: PathComponents, in place: TargetPlace) -> String {
    var names = path.names.map { name in
      Placeholders.put(into: name, numbers: isBundle(name) ? .none : .all)
    }
    if let depth = place.depth, let last = path.names.indices.last, last >= depth {
      let name = path.names[last]
      if !isBundle(name), !folders.contains(name) { names[last] = file(name) }
    }
    return (path.isAbsolute ? "/" : "") + names.joined(separator: "/")
  }

  /// Bundles keep their names: they tell the app.
  private static func isBundle(_ name: Substring) -> Bool {
    name.hasSuffix(".app") || name.hasSuffix(".appex") || name.hasSuffix(".framework")
  }

  /// `<file>` with the extension, if it looks like one.
  private static func file(_ name: Substring) -> String {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return "<file>" }
    let end = name.utf8[name.utf8.index(after: dot)...]
    guard (1...8).contains(end.count), end.first.map(Placeholders.isLetter) == true,
      end.allSatisfy(Placeholders.isAlphanumeric)
    else { return "<file>" }
    return "<file>.\(Substring(end))"
  }

  /// Names inside containers that mean the same in each.
  private static let folders: Set<Substring> = [
    "Documents", "Inbox", "Library", "Caches", "Preferences", "Application Support", "tmp",
    "File Provider Storage", "Saved Application State",
    ".com.apple.mobile_container_manager.metadata.plist",
  ]
}
