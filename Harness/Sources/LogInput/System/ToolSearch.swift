import Foundation

/// Where programs are looked for.
struct ToolSearch {
  /// In order.
  var folders: [String]

  /// The folders of `PATH`, and those that a program started from a desktop lacks there.
  static var standard: ToolSearch {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    var folders = path.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
    for extra in ["/opt/homebrew/bin", "/usr/local/bin", "/usr/bin", "/bin"] where !folders.contains(extra) {
      folders.append(extra)
    }
    return ToolSearch(folders: folders)
  }

  /// The program's file.
  func path(of tool: String) -> String? {
    folders.map { "\($0)/\(tool)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
