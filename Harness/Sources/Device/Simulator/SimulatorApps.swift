import DeviceProtocol
import Foundation
import ProbeProtocol

/// An app in a Simulator, as `simctl listapps` describes it.
struct SimulatorApp: Hashable, Sendable {
  var bundle: String
  /// The app's own folder, on this Mac.
  var path: String
  /// Identifiers of the App Groups whose containers it has.
  var groups: [String]
}

/// What `simctl listapps` prints: a property list in the old text form, by bundle identifier.
///
/// Members of an app as printed by `simctl appinfo`, which has the same (appium/node-simctl, `appinfo`):
/// `ApplicationType`, `Bundle`, `CFBundleIdentifier`, `CFBundleVersion`, `GroupContainers`, `Path`.
enum SimulatorApps {
  /// The apps that people installed.
  /// - Throws: ``SimulatorError/unreadable(command:why:)``.
  static func apps(in printed: Data, command: String) throws(SimulatorError) -> [SimulatorApp] {
    let value: Any
    do {
      value = try PropertyListSerialization.propertyList(from: printed, format: nil)
    } catch {
      throw .unreadable(command: command, why: "it is no property list")
    }
    guard let list = value as? [String: Any] else {
      throw .unreadable(command: command, why: "it is no dictionary")
    }
    return list.compactMap { bundle, value in
      guard let app = value as? [String: Any], app["ApplicationType"] as? String == "User",
        let path = app["Path"] as? String
      else { return nil }
      let groups = (app["GroupContainers"] as? [String: Any])?.keys.sorted() ?? []
      return SimulatorApp(bundle: bundle, path: path, groups: groups)
    }.sorted { $0.bundle < $1.bundle }
  }
}

extension InstalledApplication {
  /// No honest Info.plist is longer, in bytes.
  private static let longest = 4 << 20

  /// An app of a Simulator. What it says of itself stands in its own Info.plist; simctl names no entitlements but, by
  /// their containers, App Groups.
  init(_ app: SimulatorApp) {
    let file = URL(fileURLWithPath: app.path).appendingPathComponent("Info.plist")
    let bytes = (try? LocalFile.read(file, limit: Self.longest)) ?? nil
    let info = bytes.flatMap { try? PropertyList(xmlOrBinary: $0) }
    self = info.flatMap { InstalledApplication($0) } ?? InstalledApplication(bundle: app.bundle, version: "")
    bundle = app.bundle
    guard !app.groups.isEmpty else { return }
    entitlements["com.apple.security.application-groups"] = .array(app.groups.map { .string($0) })
  }
}
