import Syslog

/// A path's names from the root on, for telling where it lies and what its shape is.
struct PathComponents {
  /// The names, in the spelling in which ``PathText`` brings paths together.
  var names: [Substring]
  var isAbsolute: Bool

  init(_ path: String) {
    isAbsolute = path.utf8.first == UInt8(ascii: "/")
    let path = isAbsolute ? PathText.normalised(path) : path
    names = path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
    // Doubled slashes hide the links from the text.
    if isAbsolute, let first = names.first, ["var", "tmp", "etc"].contains(first) {
      names.insert("private", at: 0)
    }
  }

  /// The names behind these, where the path begins with them.
  func behind(_ beginning: Substring...) -> ArraySlice<Substring>? {
    names.starts(with: beginning) ? names[beginning.count...] : nil
  }

  /// Where the names of a simulator's device folder end: `…/CoreSimulator/Devices/<UUID>/data`.
  var simulatorDepth: Int? {
    guard let place = names.firstIndex(of: "CoreSimulator"), names.count > place + 3,
      names[place + 1] == "Devices", names[place + 3] == "data"
    else { return nil }
    return place + 4
  }
}
