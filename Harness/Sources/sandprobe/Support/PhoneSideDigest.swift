import Foundation
import ProbeProtocol
import Verdict

/// A digest of everything that an app on the phone is built from: two builds with the same one behave alike.
enum PhoneSideDigest {
  private static let folders = ["Extensions", "Harness/Sources/ProbeProtocol", "ProbeApps"]
  private static let endings = ["entitlements", "plist", "swift", "yml"]
  /// What is made from the rest.
  private static let made = ["ProbeApps/Generated/", "ProbeApps/SandProbe.xcodeproj/"]

  /// Of the checkout in or above the working directory; nil where there is none.
  static func ofCheckout() -> String? {
    var folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
    while folder.path != "/" {
      if FileManager.default.fileExists(atPath: folder.appendingPathComponent("ProbeApps/ProbeKit").path) {
        return of(folder)
      }
      folder.deleteLastPathComponent()
    }
    return nil
  }

  static func of(_ root: URL) -> String {
    var listed = Data()
    for folder in folders {
      let names =
        (try? FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path)) ?? []
      for path in names.map({ "\(folder)/\($0)" }).sorted()
      where endings.contains((path as NSString).pathExtension) && !made.contains(where: path.hasPrefix) {
        guard let bytes = try? Data(contentsOf: root.appendingPathComponent(path)) else { continue }
        listed += Data("\(path) \(ContentDigest(of: bytes).rawValue)\n".utf8)
      }
    }
    return ContentDigest(of: listed).rawValue
  }
}
