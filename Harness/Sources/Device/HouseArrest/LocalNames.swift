import DeviceProtocol
import Foundation
import ProbeProtocol

/// Names on this computer's disk for files that a phone named.
///
/// A name stays as it is where it can. What could steer a terminal or hide from the eye is percent-encoded, the percent
/// sign itself as well; a name that is longer than disks take is cut and gets a digest. The phone's disk tells names apart
/// that this computer's may not, `a` from `A` and the two Unicode forms of `é`: the later one gets a number.
struct LocalNames {
  /// Bytes of a name; most disks take 255.
  private static let longest = 200

  /// Names that are given away, per folder, as a disk that minds neither case nor form sees them.
  private var taken: [String: Set<String>] = [:]
  /// The name on disk for each path of the phone.
  private var given: [[UInt8]: String] = [:]

  /// The path on disk for a relative path of the phone; the same one for the same path.
  mutating func path(for path: String) -> String {
    var (local, remote) = ("", "")
    for part in path.split(separator: "/") where part != "." && part != ".." {
      remote += "/" + part
      local = name(String(part), at: remote, in: local)
    }
    return local
  }

  private mutating func name(_ name: String, at remote: String, in folder: String) -> String {
    if let known = given[Array(remote.utf8)] { return known }
    let base = Self.contained(name)
    var (choice, number) = (base, 2)
    while !taken[folder, default: []].insert(Self.folded(choice)).inserted {
      choice = "\(base)~\(number)"
      number += 1
    }
    let path = folder.isEmpty ? choice : "\(folder)/\(choice)"
    given[Array(remote.utf8)] = path
    return path
  }

  private static func folded(_ name: String) -> String {
    name.decomposedStringWithCanonicalMapping.lowercased()
  }

  private static func contained(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      if isPlain(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        for byte in String(scalar).utf8 { result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16) }
      }
    }
    guard result.utf8.count > longest else { return result }
    let digest = ContentDigest(of: Data(name.utf8)).rawValue.prefix(12)
    var head = result
    while head.utf8.count > longest - 13 { head.unicodeScalars.removeLast() }
    return "\(head)~\(digest)"
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar != "%", !scalar.properties.isDefaultIgnorableCodePoint else { return false }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate: false
    default: true
    }
  }
}
