import Device
import Foundation

/// Provisioning profiles on this machine.
enum SigningFiles {
  /// Where Xcode keeps them: up to 15, and from 16 on.
  private static let folders = [
    "Library/MobileDevice/Provisioning Profiles",
    "Library/Developer/Xcode/UserData/Provisioning Profiles",
  ]

  /// No honest profile is larger, in bytes.
  private static let largest = 1 << 20

  /// Nil where there is no such folder.
  static func profiles(home: URL = FileManager.default.homeDirectoryForCurrentUser) -> [ProvisioningProfile]?
  {
    var found: [ProvisioningProfile]?
    for folder in folders.map(home.appendingPathComponent) {
      guard let profiles = profiles(in: folder) else { continue }
      found = (found ?? []) + profiles
    }
    return found
  }

  /// Those on a phone, copied off it by ideviceprovision; nil where that cannot be done.
  static func profiles(onPhone udid: String, _ environment: ToolEnvironment) async -> [ProvisioningProfile]? {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sandprobe-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    guard (try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)) != nil,
      let output = try? await environment.run(
        ToolCommand(OptionalTool.provisioning.rawValue, ["-u", udid, "copy", folder.path])), output.isSuccess
    else { return nil }
    return profiles(in: folder)
  }

  private static func profiles(in folder: URL) -> [ProvisioningProfile]? {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else { return nil }
    return names.filter { $0.hasSuffix(".mobileprovision") }.sorted().compactMap { name in
      let file = folder.appendingPathComponent(name)
      guard let bytes = try? Data(contentsOf: file), bytes.count <= largest else { return nil }
      return ProvisioningProfile(bytes)
    }
  }
}
