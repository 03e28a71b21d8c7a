import Device
import Foundation
import ProbeKit
import ProbeProtocol
import Testing

@testable import VirtualPhone

/// What the host gets off a phone that is locked, through the wire: our own client, and a tool with a code base of its
/// own.
@Suite("Files of a locked phone") struct ServicesLockedPhoneTests {
  private static let bundle = "dev.sandprobe.ProtectionOff"

  /// A phone with an open and a protected file in one app's Documents, locked or not.
  private func phone(_ profile: String = "ios-15.2", isLocked: Bool) throws -> ModelTestPhone {
    let phone = try ModelTestPhone(profile)
    for (name, protection) in [("a-open", "none"), ("b-protected", "complete"), ("c-open", "none")] {
      let arguments: [String: JSONValue] = [
        "path": .string("~/Documents/\(name)"), "text": .string(name), "protection": .string(protection),
      ]
      #expect(try phone.outcome("ProtectionOff", "data.write", arguments) == .ok)
    }
    if isLocked { phone.model.lock.lock() }
    return phone
  }

  private func ask(
    _ deed: ContainerRequest.Deed, _ path: String, bundle: String = bundle,
    vend: ContainerRequest.Vend = .container, of phone: ModelTestPhone
  ) async throws -> ContainerReply {
    try await withServer([phone.model]) { _, addresses in
      let client = HouseArrestClient(
        udid: phone.model.udid, address: try UsbmuxAddress(addresses.environmentValue))
      return try await client.answer(ContainerRequest(deed, bundle: bundle, path: path, vend: vend))
    }
  }

  /// AFC's status for what is not permitted.
  private static let refused = Outcome.error(.init(domain: "AFC", code: 10, message: "AFC status 10"))

  @Test(
    "unlocked, every file is copied, by itself and with its folder", arguments: ["ios-15.2", "ios-4.3-era"])
  func unlocked(profile: String) async throws {
    let phone = try phone(profile, isLocked: false)
    let file = try await ask(.file, "Documents/b-protected", of: phone)
    #expect(file == ContainerReply(.ok, content: Data("b-protected".utf8)))
    let folder = try await ask(.folder, "Documents", of: phone)
    #expect(folder.outcome == .ok)
    #expect(Set(folder.names).isSuperset(of: ["a-open", "b-protected", "c-open"]))
  }

  @Test("locked, the complete file is refused, and its folder's copying stops there")
  func locked() async throws {
    let phone = try phone(isLocked: true)
    #expect(try await ask(.file, "Documents/a-open", of: phone).content == Data("a-open".utf8))
    #expect(try await ask(.file, "Documents/b-protected", of: phone) == ContainerReply(Self.refused))
    let folder = try await ask(.folder, "Documents", of: phone)
    #expect(folder.outcome == Self.refused)
    #expect(folder.stopped == "Documents/b-protected")
    #expect(folder.names.contains("a-open") && !folder.names.contains("c-open"), "it goes by name")
    #expect(
      try await ask(.list, "Documents", of: phone).names.filter { $0.hasSuffix("open") } == [
        "a-open", "c-open",
      ])
  }

  @Test("what is asked for is not gone around: Documents are Documents, and absent is absent")
  func vending() async throws {
    let phone = try phone(isLocked: false)
    let closed = Outcome.error(
      .init(domain: "house_arrest", code: 0, message: "InstallationLookupFailed"))
    #expect(try await ask(.list, "Documents", vend: .documents, of: phone).outcome == closed)
    let sharing = "dev.sandprobe.DocumentInPlace"
    #expect(try await ask(.list, "Documents", bundle: sharing, vend: .documents, of: phone).outcome == .ok)
    let absent = Outcome.error(.init(domain: "AFC", code: 8, message: "AFC status 8"))
    for deed in [ContainerRequest.Deed.file, .list] {
      #expect(try await ask(deed, "Documents/none", of: phone).outcome == absent)
    }
    #expect(
      try await ask(.list, "/", bundle: "no.such.app", of: phone).outcome
        == .error(.init(domain: "house_arrest", code: 0, message: "ApplicationLookupFailed")))
  }

  @Test(
    "pymobiledevice3 pulls the open file of a locked phone and fails at the protected one",
    .enabled(if: ServicesPymobiledeviceTests.tool != nil, ServicesPymobiledeviceTests.reason))
  func tool() async throws {
    let tool = try #require(ServicesPymobiledeviceTests.tool)
    let phone = try phone(isLocked: true)
    try await withServer([phone.model]) { _, addresses in
      let folder = FileManager.default.temporaryDirectory.appending(path: "sandprobe-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      func pull(_ name: String) async throws -> (Tool.Result, Data?) {
        let target = folder.appending(path: name)
        let result = try await Tool.run(
          tool, ["apps", "pull", Self.bundle, "/Documents/\(name)", target.path],
          usbmuxd: addresses.environmentValue)
        return (result, try? Data(contentsOf: target))
      }
      let (_, open) = try await pull("a-open")
      #expect(open == Data("a-open".utf8))
      let (result, closed) = try await pull("b-protected")
      #expect(closed?.isEmpty ?? true, "nothing of the content came across")
      #expect((result.output + result.errors).contains("PERM_DENIED"), "\(result)")
    }
  }
}
