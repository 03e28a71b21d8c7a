package import Foundation
package import ProbeProtocol

/// Packages of the probe apps that the virtual phone can install. They hold what names the app and no code: the model
/// has the probes built in.
package enum ProbePackage {
  /// The `.ipa` of a probe, the same bytes every time; nil for a name that is no probe of the virtual phone.
  package static func make(_ probe: ProbeName) -> Data? {
    guard let manifest = AppManifest.probes.first(where: { $0.probe == probe }) else { return nil }
    return make(
      folder: manifest.executable, executable: manifest.executable,
      info: [
        "CFBundleDisplayName": manifest.name, "CFBundleExecutable": manifest.executable,
        "CFBundleIdentifier": manifest.bundle, "CFBundleName": manifest.name, "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": manifest.version, "CFBundleVersion": manifest.version,
        "SandProbeName": probe.rawValue,
      ])
  }

  static func make(folder: String, executable: String, info: [String: String]) -> Data? {
    guard let list = try? PropertyListSerialization.data(fromPropertyList: info, format: .xml, options: 0)
    else { return nil }
    var zip = ZipWriter()
    zip.add("Payload/\(folder).app/Info.plist", list)
    zip.add("Payload/\(folder).app/\(executable)", Data([0xCF, 0xFA, 0xED, 0xFE]))
    return zip.data
  }
}
