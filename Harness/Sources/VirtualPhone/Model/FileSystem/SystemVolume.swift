import Foundation
import ProbeKit
import ProbeProtocol

/// Makes what the system itself has in the tree, without asking for permissions.
extension FileTree {
  /// Makes a directory and those above it that are missing; gives its inode. New ones have the owner and mode.
  @discardableResult
  mutating func establish(
    _ path: String, owner: UInt32 = 0, mode: UInt16 = 0o755, device: UInt64? = nil
  ) throws(SystemError) -> Inode {
    var current = Self.rootInode
    for name in path.split(separator: "/").map(String.init) {
      if let next = try node(current).entries?[name] {
        current = next
      } else {
        current = try insert(
          name, into: current, .directory([:]), owner: owner, mode: mode, device: device)
      }
    }
    return current
  }

  /// Makes a file with its directories.
  mutating func place(
    file path: String, _ bytes: Data, owner: UInt32 = 0, mode: UInt16 = 0o644, directoryOwner: UInt32 = 0
  ) throws(SystemError) {
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    let parent = try establish(folder, owner: directoryOwner)
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    try insert(name, into: parent, .file(bytes), owner: owner, mode: mode)
  }
}

/// The file system of a phone on which nothing is installed yet.
enum SystemVolume {
  /// Programs that a system without remote-login tools lacks (FS-07).
  static let remoteLoginTools = [
    "/bin/bash", "/bin/sh", "/usr/bin/login", "/usr/bin/rlogin", "/usr/bin/rsh", "/usr/bin/scp",
    "/usr/bin/sftp",
    "/usr/bin/ssh", "/usr/bin/telnet", "/usr/libexec/rshd", "/usr/libexec/sftp-server",
    "/usr/libexec/sshd-keygen-wrapper", "/usr/libexec/telnetd", "/usr/sbin/sshd", "/usr/sbin/telnetd",
  ]

  static let programs = [
    "/bin/df", "/bin/ps", "/sbin/launchd", "/sbin/mount", "/usr/lib/dyld", "/usr/libexec/containermanagerd",
    "/usr/libexec/installd", "/usr/libexec/lockdownd", "/usr/sbin/mediaserverd",
  ]

  static func make(
    rules: RuleBook, layout: PhoneLayout, manners: FileTree.Manners
  ) throws(SystemError) -> FileTree {
    var tree = FileTree(isSystemReadOnly: rules.holds(.systemVolumeReadOnly), manners: manners)
    for folder in ["/System/Library/CoreServices", "/Applications", "/dev", "/private/etc"] {
      try tree.establish(folder)
    }
    let tools = rules.holds(.remoteLoginToolsAbsent) ? [] : remoteLoginTools
    for program in programs + tools {
      try tree.place(file: program, Data([0xCF, 0xFA, 0xED, 0xFE]), mode: 0o755)
    }
    try tree.place(file: "/private/etc/hosts", Data("127.0.0.1\tlocalhost\n".utf8))
    try tree.insert("etc", into: FileTree.rootInode, .link("private/etc"), owner: 0, mode: 0o755)
    try tree.insert("tmp", into: FileTree.rootInode, .link("private/var/tmp"), owner: 0, mode: 0o755)
    let variable: FileNode.Content = rules.holds(.varIsALink) ? .link("private/var") : .mount("/private/var")
    try tree.insert(
      "var", into: FileTree.rootInode, variable, owner: 0, mode: 0o755, device: FileTree.mirrorDevice)
    try makeDataVolume(in: &tree, layout: layout)
    return tree
  }

  private static func makeDataVolume(in tree: inout FileTree, layout: PhoneLayout) throws(SystemError) {
    try tree.establish("/private/var", device: FileTree.dataDevice)
    try tree.establish("/private/var/tmp", mode: 0o777)
    try tree.establish("/private/var/root", mode: 0o700)
    if layout.base.hasPrefix("/Users/") { try tree.establish("/Users", device: FileTree.dataDevice) }
    let owner = PhoneLayout.mobile
    for folder in [layout.bundles, layout.dataContainers, layout.groupContainers] {
      try tree.establish(folder, owner: owner)
    }
    for folder in ["DCIM/100APPLE", "Downloads", "PublicStaging", "Books"] {
      try tree.establish("\(layout.media)/\(folder)", owner: owner)
    }
  }
}
