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

  private static func percentDecoded(_ path: String) -> String {
    guard path.utf8.contains(percent) else { return path }
    let bytes = Array(path.utf8)
    var plain: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] == percent, bytes.count - at > 2, let high = bytes[at + 1].hexValue,
        let low = bytes[at + 2].hexValue
      {
        plain.append(high << 4 | low)
        at += 3
      } else {
        plain.append(bytes[at])
        at += 1
      }
    }
    return String(validating: plain, as: UTF8.self) ?? path
  }

  private static let percent = UInt8(ascii: "%")
  private static let linked = ["/var", "/tmp", "/etc"]
}
