public import Foundation
public import ProbeProtocol

/// Where things lie within a run folder.
public struct FolderLayout: Hashable, Sendable {
  /// The run folder itself.
  public var folder: URL

  public init(folder: URL) { self.folder = folder }

  public static let manifest = "run.json"
  public static let log = "syslog.log"
  public static let host = "host.jsonl"
  public static let claims = "claims.yaml"
  public static let journals = "journals"
  public static let scenarios = "scenarios"
  /// Screenshots and element trees of what was not found on the phone's screen.
  public static let screens = "screens"
  /// Result bundles of the Conductor's runner, each in a numbered folder with the page that was made of it.
  public static let results = "xcresult"

  /// The file at a path within the folder.
  public func url(_ path: String) -> URL { folder.appendingPathComponent(path) }

  /// Where the copy of a scenario's source lies: `scenarios/<topic>.<name>.yaml`.
  public static func scenario(_ id: ScenarioID) -> String {
    let name = id.rawValue.replacingOccurrences(of: "/", with: ".")
    return "\(scenarios)/\(FileNaming.contained(name)).yaml"
  }

  /// Where a journal lies: `journals/<file>`.
  public static func journal(_ fileName: String) -> String {
    "\(journals)/\(FileNaming.contained(fileName))"
  }
}

/// Names for files out of words that a phone or a scenario chose.
public enum FileNaming {
  /// The word as one name within one folder: no separators, no leading dot, no control characters, at most 120 bytes.
  public static func contained(_ word: String) -> String {
    let kept = word.unicodeScalars.map { scalar -> Character in
      let isPlain =
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
        || "._-,+".unicodeScalars.contains(scalar)
      return isPlain ? Character(scalar) : "_"
    }
    let name = String(String(kept).prefix(120)).drop { $0 == "." }
    return name.isEmpty ? "_" : String(name)
  }

  /// `<UTC yyyyMMdd-HHmmssZ>-<product type>-<iOS>-<short udid>`.
  public static func runFolder(started: Date, productType: String, version: String, udid: String) -> String {
    let stamp = UTCStamp(started)
    let short = String(udid.filter { $0 != "-" }.suffix(6)).lowercased()
    return [stamp.compact, productType, version, short].map(contained).joined(separator: "-")
  }
}

/// A moment in UTC, formatted without any locale.
public struct UTCStamp: Hashable, Sendable {
  private var parts: [Int]

  public init(_ date: Date) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let found = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
    parts = [found.year, found.month, found.day, found.hour, found.minute, found.second].map { $0 ?? 0 }
  }

  /// `20260710-091502Z`.
  public var compact: String {
    "\(padded(0, 4))\(padded(1))\(padded(2))-\(padded(3))\(padded(4))\(padded(5))Z"
  }

  /// ISO 8601: `2026-07-10T09:15:02Z`.
  public var extended: String {
    "\(padded(0, 4))-\(padded(1))-\(padded(2))T\(padded(3)):\(padded(4)):\(padded(5))Z"
  }

  private func padded(_ index: Int, _ width: Int = 2) -> String {
    let digits = String(parts[index])
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
