import Device
import Foundation
import ProbeProtocol

/// The probe apps that `make apps` and `make simulator-apps` built.
enum BuiltApps {
  /// Where `make apps` leaves them, from the checkout's root.
  static let place = ".build/phone/Build/Products/Debug-iphoneos"
  /// Where `make simulator-apps` does.
  static let simulatorPlace = ".build/simulator/Build/Products/Debug-iphonesimulator"

  /// Those of the checkout in or above the working directory; none where nothing was built.
  static func inCheckout(_ place: String = place) -> [ProbeName: URL] {
    folder(place).map { apps(in: $0) } ?? [:]
  }

  /// What starts the Conductor from the checkout in or above the working directory.
  static func runnerFiles(_ place: String = place) -> RunnerFiles {
    let products = folder(place)?.deletingLastPathComponent()
    let names = products.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) } ?? []
    let files = names.filter { $0.hasSuffix(".xctestrun") }.sorted()
    return RunnerFiles(
      isMac: DoctorCommand.isMac,
      xctestruns: products.map { products in files.map { products.appendingPathComponent($0).path } } ?? [])
  }

  /// The folder of built apps; nil where nothing was built.
  private static func folder(_ place: String) -> URL? {
    var folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
    while folder.path != "/" {
      let built = folder.appendingPathComponent(place)
      if FileManager.default.fileExists(atPath: built.path) { return built }
      folder.deleteLastPathComponent()
    }
    return nil
  }

  /// The apps in a folder by the key `SandProbeName` of their Info.plist; packages (`.ipa`) by their file name.
  static func apps(in folder: URL) -> [ProbeName: URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    var apps: [ProbeName: URL] = [:]
    for name in names.sorted() {
      let url = folder.appendingPathComponent(name)
      if name.hasSuffix(".ipa") {
        apps[ProbeName(String(name.dropLast(4)))] = url
      } else if name.hasSuffix(".app"), let probe = probe(of: url) {
        apps[probe] = url
      }
    }
    return apps
  }

  /// The runner of a UI test has no plist of ours: it is known by its name.
  private static func probe(of app: URL) -> ProbeName? {
    if app.lastPathComponent.hasSuffix("-Runner.app") { return .conductor }
    guard let bytes = try? Data(contentsOf: app.appendingPathComponent("Info.plist")),
      let plist = try? PropertyListSerialization.propertyList(from: bytes, format: nil) as? [String: Any]
    else { return nil }
    return (plist["SandProbeName"] as? String).map { ProbeName($0) }
  }
}
