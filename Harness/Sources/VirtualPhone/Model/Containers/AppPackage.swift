import Foundation
import ProbeProtocol

/// What an uploaded `.ipa` says of itself.
struct AppPackage: Hashable, Sendable {
  var probe: ProbeName
  var version: String

  /// The installed form of a probe that the phone knows.
  var manifest: AppManifest? {
    guard var known = AppManifest.probes.first(where: { $0.probe == probe }) else { return nil }
    known.version = version
    return known
  }

  /// Reads `Payload/<name>.app/Info.plist` of the archive.
  /// - Throws: ``VirtualDeviceError/badPackage(_:)`` with what is wrong.
  init(_ archive: Data) throws(VirtualDeviceError) {
    let list = try ZipArchive(archive).content { name in
      let parts = name.split(separator: "/")
      return parts.count == 3 && parts[0] == "Payload" && parts[1].hasSuffix(".app")
        && parts[2] == "Info.plist"
    }
    guard let list else {
      throw .badPackage("there is no Payload/<name>.app/Info.plist in it")
    }
    guard let info = try? PropertyListSerialization.propertyList(from: list, format: nil) as? [String: Any]
    else { throw .badPackage("its Info.plist is no property list") }
    guard let name = info["SandProbeName"] as? String else {
      throw .badPackage("its Info.plist has no SandProbeName; the virtual phone takes probe apps only")
    }
    probe = ProbeName(name)
    version = info["CFBundleVersion"] as? String ?? AppManifest.probeVersion
  }
}
