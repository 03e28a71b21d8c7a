import Foundation
import Testing
import VirtualPhone

/// The real idevice_id, ideviceinfo and idevicepair against the server.
@Suite struct ServicesInfoToolTests {
  static let list = Tool.path(of: "idevice_id")
  static let info = Tool.path(of: "ideviceinfo")

  @Test("idevice_id lists every phone", .enabled(if: list != nil, "idevice_id is not installed"))
  func lists() async throws {
    let tool = try #require(Self.list)
    let phones = [StubPhone(), StubPhone(udid: "00008120-001122334455667A")]
    try await withServer(phones) { _, addresses in
      let result = try await Tool.run(tool, ["-l"], usbmuxd: addresses.environmentValue)
      #expect(result.status == 0)
      #expect(Set(result.output.split(separator: "\n").map(String.init)) == Set(phones.map(\.udid)))
    }
  }

  @Test(
    "ideviceinfo reads all values and single ones", .enabled(if: info != nil, "ideviceinfo is not installed"),
    arguments: [false, true])
  func reads(sessionTLS: Bool) async throws {
    let tool = try #require(Self.info)
    let phone = StubPhone()
    try await withServer([phone], options: VirtualPhoneOptions(sessionTLS: sessionTLS)) { _, addresses in
      let all = try await Tool.run(tool, [], usbmuxd: addresses.environmentValue)
      #expect(all.status == 0)
      #expect(all.output.contains("ProductVersion: 17.5.1\n"))
      #expect(all.output.contains("UniqueDeviceID: \(phone.udid)\n"))
      let one = try await Tool.run(
        tool, ["-u", phone.udid, "-k", "ProductType"], usbmuxd: addresses.environmentValue)
      #expect(one.output == "iPhone15,2\n")
    }
  }

  @Test("A UNIX socket serves the tools too", .enabled(if: list != nil, "idevice_id is not installed"))
  func unixSocket() async throws {
    let tool = try #require(Self.list)
    let path = "/tmp/sandprobe-\(UUID().uuidString.prefix(8)).sock"
    let phone = StubPhone()
    try await withServer([phone], options: VirtualPhoneOptions(unixSocketPath: path)) { _, addresses in
      #expect(addresses.unixSocketPath == path)
      let result = try await Tool.run(tool, ["-l"], usbmuxd: "UNIX:\(path)")
      #expect(result.output == phone.udid + "\n")
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
