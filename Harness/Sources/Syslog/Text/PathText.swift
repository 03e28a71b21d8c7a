/// Brings different spellings of one path on an iPhone together, for comparing.
public enum PathText {
  /// The path as the kernel prints it: percent-escapes undone, `/var`, `/tmp` and `/etc` under `/private`, where they
  /// link to, and no slash at the end.
  ///
  /// A percent sign that begins no escape stays. Where the result would not be UTF-8, no escape is undone.
  public static func normalised(_ path: String) -> String {
    var path = percentDecoded(path)
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    let isLinked = linked.contains { path == $0 || path.hasPrefix($0 + "/") }
    return isLinked ? "/private" + path : path
  }

  /// The path as apps often spell it: without the link's target, `/var` for `/private/var`.
  public static func withoutPrivate(_ path: String) -> String {
    let isLinked = linked.contains { path.hasPrefix("/private" + $0 + "/") }
    return isLinked ? String(path.dropFirst("/private".count)) : path
  }

  private static func percentDecoded(_ path: String) -> String {
    guard path.utf8.contains(UInt8(ascii: "%")) else { return path }
    return String(validating: PercentEscapes.undone(in: Array(path.utf8)), as: UTF8.self) ?? path
  }

  private static let linked = ["/var", "/tmp", "/etc"]
}
