import Foundation
import ProbeProtocol
import Syslog

/// Brings paths of one kind together: whose they are, and what kind of place they name, without what differs from run to
/// run.
struct PathKinds: Sendable {
  /// UUIDs of the containers that belong to the step's own actor.
  var own: Set<String>

  /// `<own container>/Documents/<name>.txt`, `<other container>/…`, `<group container>/…`, `<system>`.
  func kind(of path: String) -> String {
    let parts = PathText.normalised(path).split(separator: "/").map(String.init)
    guard let place = parts.firstIndex(where: { UUID(uuidString: $0) != nil }), place > 0 else {
      return "<system>"
    }
    let rest = parts[(place + 1)...]
    switch parts[..<place].suffix(2).joined(separator: "/") {
    case "Shared/AppGroup": return "<group container>" + Self.inside(rest)
    case "Data/Application", "Data/PluginKitPlugin", "Bundle/Application":
      let isOwn = own.contains(parts[place].uppercased())
      let isBundle = parts[..<place].contains("Bundle")
      return "<\(isOwn ? "own" : "other") \(isBundle ? "bundle" : "container")>" + Self.inside(rest)
    default: return "<system>"
    }
  }

  /// Folders that iOS makes keep their names; of a file only the ending stays.
  private static func inside(_ parts: ArraySlice<String>) -> String {
    parts.prefix(8).map { part in
      if folders.contains(part) { return "/" + part }
      let ending = part.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last.map(
        String.init)
      let isWord = ending.map {
        (1...12).contains($0.utf8.count) && $0.allSatisfy { $0.isASCII && $0.isLetter }
      }
      return "/<name>" + (isWord == true ? ".\(ending ?? "")" : "")
    }.joined() + (parts.count > 8 ? "/…" : "")
  }

  private static let folders: Set<String> = [
    "Documents", "Inbox", "Library", "Caches", "Preferences", "Application Support", "tmp", "SystemData",
    "File Provider Storage", "Saved Application State", "PlugIns", "Frameworks",
  ]
}
