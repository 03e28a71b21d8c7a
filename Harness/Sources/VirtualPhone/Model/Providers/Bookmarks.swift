import Foundation
import ProbeKit

/// The bookmarks that processes made. What a real one holds nobody documents; this phone's holds a number, and the phone
/// knows what it stands for.
struct Bookmarks: Sendable {
  struct Target: Hashable, Sendable {
    /// As the URL spells it.
    var path: String
    /// The app that made it: no other gets anything by it.
    var bundle: String
    /// What the app could start when it made it; nil where it could start nothing.
    var grant: SandboxExtensions.Grant?
  }

  private static let head = "bookmark of a virtual phone, number "
  private var targets: [Target] = []

  mutating func add(_ target: Target) -> Data {
    targets.append(target)
    return Data("\(Self.head)\(targets.count)".utf8)
  }

  /// What a bookmark stands for.
  func target(of bookmark: Data, for bundle: String) -> Target? {
    let text = String(decoding: bookmark, as: UTF8.self)
    guard text.hasPrefix(Self.head), let number = Int(text.dropFirst(Self.head.count)),
      targets.indices.contains(number - 1)
    else { return nil }
    let target = targets[number - 1]
    return target.bundle == bundle ? target : nil
  }
}
