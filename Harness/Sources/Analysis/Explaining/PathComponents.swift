import Syslog

/// A path's names from the root on, for telling where it lies and what its shape is.
///
/// They are places in its bytes: a log can hold a decision in every twentieth record, most of them about a path.
struct PathComponents {
  /// The path in the spelling in which ``PathText`` brings paths together.
  let bytes: [UInt8]
  /// Where the names stand.
  let ranges: [Range<Int>]
  let isAbsolute: Bool

  init(_ path: String) {
    var path = path
    isAbsolute = path.utf8.first == UInt8(ascii: "/")
    if isAbsolute, !path.withUTF8(Self.isNormal) { path = PathText.normalised(path) }
    var bytes = Array(path.utf8)
    var ranges = Self.ranges(bytes)
    // Doubled slashes hide the links from the text.
    if isAbsolute, let first = ranges.first,
      ["var", "tmp", "etc"].contains(where: { bytes.has($0, at: first) })
    {
      bytes = Array("/private/".utf8) + bytes
      ranges = Self.ranges(bytes)
    }
    self.bytes = bytes
    self.ranges = ranges
  }

  /// Whether a path that begins with a slash is spelt as ``PathText`` would spell it, so far as a look at it tells.
  private static func isNormal(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    guard path.count > 1, path[path.count - 1] != UInt8(ascii: "/"), path[1] != UInt8(ascii: "v"),
      path[1] != UInt8(ascii: "t"), path[1] != UInt8(ascii: "e")
    else { return false }
    return !path.contains(UInt8(ascii: "%"))
  }

  private static func ranges(_ bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(12)
    var start = 0
    for at in bytes.indices where bytes[at] == UInt8(ascii: "/") {
      if at > start { ranges.append(start..<at) }
      start = at + 1
    }
    if bytes.count > start { ranges.append(start..<bytes.count) }
    return ranges
  }

  /// All names.
  var names: PathNames { PathNames(path: self, start: 0) }

  /// The names behind these, where the path begins with them.
  func behind(_ beginning: StaticString...) -> PathNames? {
    for (index, name) in beginning.enumerated() where !names.has(name, at: index) { return nil }
    return PathNames(path: self, start: beginning.count)
  }

  /// The names inside a simulator's device folder: `…/CoreSimulator/Devices/<UUID>/data`.
  var simulated: PathNames? {
    guard let place = ranges.indices.first(where: { names.has("CoreSimulator", at: $0) }),
      ranges.count > place + 3, names.has("Devices", at: place + 1), names.has("data", at: place + 3)
    else { return nil }
    return PathNames(path: self, start: place + 4)
  }
}

/// A path's names from one of them on.
struct PathNames {
  let path: PathComponents
  /// How many names stand before the first one.
  let start: Int

  var isEmpty: Bool { start >= path.ranges.count }
  var count: Int { max(path.ranges.count - start, 0) }
  var first: String? { text(at: 0) }

  /// The names behind the first ones.
  func dropFirst(_ count: Int = 1) -> PathNames { PathNames(path: path, start: start + count) }

  /// Whether one of them reads so.
  func has(_ name: StaticString, at index: Int) -> Bool {
    index < count && path.bytes.has(name, at: path.ranges[start + index])
  }

  func begins(with name: StaticString) -> Bool { has(name, at: 0) }

  func text(at index: Int) -> String? {
    index < count ? String(decoding: path.bytes[path.ranges[start + index]], as: UTF8.self) : nil
  }

  /// The first one that ends so.
  func first(endingIn ending: StaticString) -> String? {
    (0..<count).first { path.bytes.ends(in: ending, path.ranges[start + $0]) }.flatMap { text(at: $0) }
  }
}

extension [UInt8] {
  /// Whether the range holds that text and nothing else.
  func has(_ text: StaticString, at range: Range<Int>) -> Bool {
    range.count == text.utf8CodeUnitCount && ends(in: text, range)
  }

  /// Whether what is in the range ends with that text.
  func ends(in text: StaticString, _ range: Range<Int>) -> Bool {
    let length = text.utf8CodeUnitCount
    guard range.count >= length else { return false }
    let start = range.upperBound - length
    return text.withUTF8Buffer { text in
      for index in 0..<length where self[start + index] != text[index] { return false }
      return true
    }
  }
}
