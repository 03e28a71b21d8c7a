import Foundation
import ProbeKit
import ProbeProtocol

/// App Groups: their containers and their user defaults.
extension ModelledProcess {
  func groupContainer(_ identifier: String) -> String? {
    life.isAlive ? identity.app.groupContainers[identifier] : nil
  }

  /// The preferences daemon writes, not the app: no sandbox and no mode bits stand in its way.
  func setDefault(suite: String, key: String, value: String) throws(SystemError) {
    let folder = try preferences(of: suite)
    let format: PropertyListSerialization.PropertyListFormat =
      core.rules.holds(.defaultsAreBinaryPlist) ? .binary : .xml
    try call { (phone, gate) throws(SystemError) in
      guard core.faults.fateOfWrite() == .hasRoom else { throw .noRoom }
      var values = try Self.defaults(folder, suite, phone.files)
      values[key] = value
      guard
        let bytes = try? PropertyListSerialization.data(fromPropertyList: values, format: format, options: 0)
      else { throw .errno("EIO") }
      try phone.files.establish(folder, owner: gate.who.user)
      let file = "\(folder)/\(suite).plist"
      if let inode = try phone.files.place(file, followingLast: true, as: .root).inode {
        try phone.files.truncate(inode)
        _ = try phone.files.write(bytes, to: inode, at: 0)
      } else {
        try phone.files.place(file: file, bytes, owner: gate.who.user)
      }
    }
  }

  func defaultValue(suite: String, key: String) throws(SystemError) -> String? {
    let folder = try preferences(of: suite)
    return try call { (phone, gate) throws(SystemError) in try Self.defaults(folder, suite, phone.files)[key]
    }
  }

  private func preferences(of suite: String) throws(SystemError) -> String {
    guard !suite.isEmpty, !suite.contains("/"), suite.utf8.count < 200 else { throw .errno(.einval) }
    if let container = groupContainer(suite) { return "\(container)/Library/Preferences" }
    guard !suite.hasPrefix("group.") else {
      throw .notModelled("UserDefaults(suiteName:) of a group that the app is not in")
    }
    return "\(identity.app.container)/Library/Preferences"
  }

  /// What is stored; nothing where there is no such file or it is no list of texts.
  private static func defaults(
    _ folder: String, _ suite: String, _ files: FileTree
  ) throws(SystemError) -> [String: String] {
    guard let found = try? files.existing("\(folder)/\(suite).plist", as: .root),
      let bytes = try files.node(found.inode).bytes,
      let list = try? PropertyListSerialization.propertyList(from: bytes, format: nil)
    else { return [:] }
    return list as? [String: String] ?? [:]
  }
}
