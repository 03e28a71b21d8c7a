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
    var shape: [UInt8] = []
    shape.reserveCapacity(path.bytes.count + 16)
    let last = path.ranges.count - 1
    for (index, name) in path.ranges.enumerated() {
      if index > 0 || path.isAbsolute { shape.append(UInt8(ascii: "/")) }
      let isBundle = isBundle(path.bytes, name)
      if index == last, let depth = place.depth, last >= depth, !isBundle, !isFolder(path.bytes, name) {
        putFile(path.bytes, name, into: &shape)
      } else {
        Placeholders.put(path.bytes, name, numbers: isBundle ? .none : .all, into: &shape)
      }
    }
    if path.isAbsolute, path.ranges.isEmpty { shape.append(UInt8(ascii: "/")) }
    return String(decoding: shape, as: UTF8.self)
  }

  /// Bundles keep their names: they tell the app.
  private static func isBundle(_ bytes: [UInt8], _ name: Range<Int>) -> Bool {
    bytes.ends(in: ".app", name) || bytes.ends(in: ".appex", name) || bytes.ends(in: ".framework", name)
  }

  /// `<file>` with the extension, if it looks like one.
  private static func putFile(_ bytes: [UInt8], _ name: Range<Int>, into shape: inout [UInt8]) {
    shape.append("<file>")
    guard let dot = bytes[name].lastIndex(of: UInt8(ascii: ".")) else { return }
    let end = bytes[(dot + 1)..<name.upperBound]
    guard (1...8).contains(end.count), end.first.map(Placeholders.isLetter) == true,
      end.allSatisfy(Placeholders.isAlphanumeric)
    else { return }
    shape += bytes[dot..<name.upperBound]
  }

  /// Whether it is a name inside containers that means the same in each.
  private static func isFolder(_ bytes: [UInt8], _ name: Range<Int>) -> Bool {
    bytes.has("Documents", at: name) || bytes.has("Inbox", at: name) || bytes.has("Library", at: name)
      || bytes.has("Caches", at: name) || bytes.has("Preferences", at: name)
      || bytes.has("Application Support", at: name) || bytes.has("tmp", at: name)
      || bytes.has("File Provider Storage", at: name) || bytes.has("Saved Application State", at: name)
      || bytes.has(".com.apple.mobile_container_manager.metadata.plist", at: name)
  }
}
