import Foundation

/// Paths as a person would type them here.
enum ShownPath {
  /// Relative to the working directory where the file lies in it, absolute elsewhere.
  static func of(_ file: URL) -> String {
    let here = FileManager.default.currentDirectoryPath
    let path = file.standardizedFileURL.path
    return path.hasPrefix(here + "/") ? String(path.dropFirst(here.count + 1)) : path
  }
}
