import Foundation
import NIOConcurrencyHelpers
import Testing
import VirtualPhone

/// The real ideviceinstaller against the server.
@Suite struct ServicesAppToolTests {
  static let tool = Tool.path(of: "ideviceinstaller")

  static func phone() -> StubPhone {
    let phone = StubPhone()
    phone.add(app: "org.sandprobe.member", name: "Member")
    phone.add(app: "com.apple.Preferences", type: "System", name: "Settings")
    return phone
  }

  @Test(
    "ideviceinstaller lists the user's apps", .enabled(if: tool != nil, "ideviceinstaller is not installed"))
  func lists() async throws {
    let tool = try #require(Self.tool)
    try await withServer([Self.phone()]) { _, addresses in
      let result = try await Tool.run(tool, ["-l"], usbmuxd: addresses.environmentValue)
      #expect(result.status == 0)
      #expect(result.output.contains(#"org.sandprobe.member, "7", "Member""#))
      #expect(!result.output.contains("com.apple.Preferences"))
    }
  }

  @Test(
    "ideviceinstaller gives whole dictionaries as a property list",
    .enabled(if: tool != nil, "ideviceinstaller is not installed"))
  func listsXML() async throws {
    let tool = try #require(Self.tool)
    try await withServer([Self.phone()], options: VirtualPhoneOptions(sessionTLS: true)) { _, addresses in
      let result = try await Tool.run(
        tool, ["-l", "-o", "list_all", "-o", "xml"], usbmuxd: addresses.environmentValue)
      let list = try PropertyListSerialization.propertyList(from: Data(result.output.utf8), format: nil)
      let bundles = (list as? [[String: Any]])?.compactMap { $0["CFBundleIdentifier"] as? String }
      #expect(bundles == ["org.sandprobe.member", "com.apple.Preferences"])
    }
  }

  @Test("ideviceinstaller removes an app", .enabled(if: tool != nil, "ideviceinstaller is not installed"))
  func uninstalls() async throws {
    let tool = try #require(Self.tool)
    let phone = Self.phone()
    try await withServer([phone]) { _, addresses in
      let result = try await Tool.run(
        tool, ["-U", "org.sandprobe.member"], usbmuxd: addresses.environmentValue)
      #expect(result.output.contains("Complete"))
      #expect(phone.installedApplications().count == 1)
    }
  }

  @Test(
    "ideviceinstaller uploads and installs an app",
    .enabled(if: tool != nil, "ideviceinstaller is not installed"))
  func installs() async throws {
    let tool = try #require(Self.tool)
    let info: [String: Any] = ["CFBundleIdentifier": "org.sandprobe.new", "CFBundleExecutable": "New"]
    let list = try PropertyListSerialization.data(fromPropertyList: info, format: .xml, options: 0)
    let package = FileManager.default.temporaryDirectory.appending(path: "sandprobe-\(UUID().uuidString).ipa")
    try StoredZip.archive(["Payload/New.app/Info.plist": list]).write(to: package)
    defer { try? FileManager.default.removeItem(at: package) }
    let phone = StubPhone()
    try await withServer([phone]) { _, addresses in
      let result = try await Tool.run(tool, ["-i", package.path], usbmuxd: addresses.environmentValue)
      #expect(result.output.contains("Complete"), "\(result)")
    }
    #expect(phone.state.withLockedValue(\.installed).count == 1)
    #expect(phone.media.files.values.contains(try Data(contentsOf: package)))
  }
}
