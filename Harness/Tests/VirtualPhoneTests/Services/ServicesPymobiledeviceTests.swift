import Foundation
import Testing
import VirtualPhone

/// The real pymobiledevice3, a client with a code base of its own, against the server. It is taken from
/// SANDPROBE_PYMOBILEDEVICE3 or from PATH.
@Suite struct ServicesPymobiledeviceTests {
  static let tool =
    ProcessInfo.processInfo.environment["SANDPROBE_PYMOBILEDEVICE3"] ?? Tool.path(of: "pymobiledevice3")
  static let reason: Comment = "pymobiledevice3 is not installed: set SANDPROBE_PYMOBILEDEVICE3 to its path"

  private func run(_ arguments: [String], sessionTLS: Bool = false, _ phone: StubPhone) async throws
    -> Tool.Result
  {
    let tool = try #require(Self.tool)
    return try await withServer([phone], options: VirtualPhoneOptions(sessionTLS: sessionTLS)) {
      _, addresses in
      try await Tool.run(tool, arguments, usbmuxd: addresses.environmentValue)
    }
  }

  @Test("It lists the phone", .enabled(if: tool != nil, reason))
  func lists() async throws {
    let phone = StubPhone()
    let result = try await run(["usbmux", "list"], phone)
    #expect(result.output.contains(phone.udid), "\(result)")
  }

  @Test(
    "It reads the phone's values, with TLS in the session and without", .enabled(if: tool != nil, reason),
    arguments: [false, true])
  func info(sessionTLS: Bool) async throws {
    let result = try await run(["lockdown", "info"], sessionTLS: sessionTLS, StubPhone())
    #expect(result.output.contains("17.5.1"), "\(result)")
  }

  @Test("It lists the apps", .enabled(if: tool != nil, reason))
  func apps() async throws {
    let result = try await run(["apps", "list"], ServicesAppToolTests.phone())
    #expect(result.output.contains("org.sandprobe.member"), "\(result)")
  }

  @Test("It lists the media folder", .enabled(if: tool != nil, reason))
  func media() async throws {
    let phone = StubPhone()
    try phone.media.write("/DCIM/100APPLE/IMG_0001.HEIC", Data("x".utf8))
    let result = try await run(["afc", "ls", "/DCIM"], phone)
    #expect(result.output.contains("100APPLE"), "\(result)")
  }

  @Test("It pulls a file from an app's container", .enabled(if: tool != nil, reason))
  func pulls() async throws {
    let target = FileManager.default.temporaryDirectory.appending(path: "sandprobe-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: target) }
    let result = try await run(
      ["apps", "pull", ServicesHouseArrestTests.bundle, "/Documents/journal/events.jsonl", target.path],
      ServicesHouseArrestTests.phone())
    #expect(try Data(contentsOf: target) == ServicesHouseArrestTests.journal, "\(result)")
  }

  @Test(
    "It prints the log of both relays", .enabled(if: tool != nil, reason),
    arguments: [("live", "<DEBUG>: deep"), ("live-old", "<Fault>: last")])
  func syslog(command: String, expected: String) async throws {
    let tool = try #require(Self.tool)
    let phone = StubPhone()
    try await withServer([phone]) { _, addresses in
      let syslog = try Tool(tool, ["syslog", command], usbmuxd: addresses.environmentValue)
      #expect(try await syslog.waits { _ in phone.observerCount == 1 }, "\(syslog.errors)")
      phone.log("deep", level: .debug, image: "/usr/lib/libSand.dylib")
      phone.log("last", level: .fault)
      #expect(try await syslog.waits { $0.contains("last") }, "\(syslog.errors)")
      #expect(syslog.output.contains(expected))
      try await syslog.stop()
    }
  }
}
