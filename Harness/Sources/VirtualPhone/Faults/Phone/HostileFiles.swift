import Foundation
import ProbeKit

/// Files with hostile names where probes look: in every data and group container.
enum HostileFiles {
  /// Names as a file system takes them: without a slash, at most 255 bytes.
  static let names = HostileNames.all.map { name in
    LogText.cut(name.replacingOccurrences(of: "/", with: ":"), to: 255)
  }

  static let content = Data("\u{1B}[31m<script>alert(2)</script>\n".utf8)

  static func plant(in tree: inout FileTree, of apps: [InstalledApp]) throws(SystemError) {
    let homes = apps.filter { !$0.manifest.isSystem }
    let folders =
      homes.flatMap { ["\($0.container)/Documents", "\($0.container)/Documents/SandProbe"] }
      + homes.flatMap(\.groupContainers.values)
    for folder in Set(folders).sorted() {
      let owner = PhoneLayout.mobile
      let inode = try tree.establish(folder, owner: owner)
      for name in names where try tree.node(inode).entries?[name] == nil {
        try tree.insert(name, into: inode, .file(content), owner: owner, mode: 0o644)
      }
    }
  }
}
