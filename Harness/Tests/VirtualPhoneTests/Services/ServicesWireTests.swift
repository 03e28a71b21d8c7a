import DeviceProtocol
import Foundation
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import Testing
import VirtualPhone

@testable import Device

/// usbmuxd and lockdownd, message by message.
@Suite struct ServicesWireTests {
  @Test("usbmuxd answers its requests one after another on one connection")
  func usbmuxd() async throws {
    let phone = StubPhone()
    try await withServer([phone]) { _, addresses in
      let mux = try await RawClient.connect(addresses)
      let list = try await mux.ask(usbmuxd: ["MessageType": "ListDevices"], during: "test")
      let properties = list["DeviceList"]?.arrayValue?.first?["Properties"]
      #expect(properties?["SerialNumber"] == .string(phone.udid))
      #expect(properties?["ConnectionType"] == "USB")
      let buid = try await mux.ask(usbmuxd: ["MessageType": "ReadBUID"], during: "test")
      let read: PropertyList = ["MessageType": "ReadPairRecord", "PairRecordID": .string(phone.udid)]
      let record = try #require(try await mux.ask(usbmuxd: read, during: "test")["PairRecordData"]?.dataValue)
      #expect(try PropertyList(xmlOrBinary: record)["SystemBUID"] == buid["BUID"])
      let save: PropertyList = [
        "MessageType": "SavePairRecord", "PairRecordID": .string(phone.udid),
        "PairRecordData": .data(Data("new".utf8)),
      ]
      #expect(try await mux.ask(usbmuxd: save, during: "test")["Number"] == 0)
      #expect(try await mux.ask(usbmuxd: read, during: "test")["PairRecordData"] == .data(Data("new".utf8)))
      let delete: PropertyList = ["MessageType": "DeletePairRecord", "PairRecordID": .string(phone.udid)]
      #expect(try await mux.ask(usbmuxd: delete, during: "test")["Number"] == 0)
      #expect(try await mux.ask(usbmuxd: read, during: "test")["Number"] == 2)
      #expect(try await mux.ask(usbmuxd: ["MessageType": "Dance"], during: "test")["Number"] == 1)
      #expect(try await mux.ask(usbmuxd: RawClient.connectRequest(port: 9), during: "test")["Number"] == 3)
      #expect(
        try await mux.ask(usbmuxd: RawClient.connectRequest(port: 62_078, id: 7), during: "test")["Number"]
          == 2)
      mux.close()
    }
  }

  @Test("A listener hears of phones that are there, that come and that go")
  func listen() async throws {
    let (first, second) = (StubPhone(), StubPhone(udid: "00008120-001122334455667A"))
    try await withServer([first]) { server, addresses in
      let mux = try await RawClient.connect(addresses)
      #expect(try await mux.ask(usbmuxd: ["MessageType": "Listen"], during: "test")["Number"] == 0)
      func event() async throws -> PropertyList {
        try await mux.receive(MuxPacket.self, during: "test").message()
      }
      #expect(try await event()["Properties"]?["SerialNumber"] == .string(first.udid))
      await server.attach(second)
      let attached = try await event()
      #expect(attached["Properties"]?["SerialNumber"] == .string(second.udid))
      await server.detach(udid: second.udid)
      #expect(try await event() == ["MessageType": "Detached", "DeviceID": attached["DeviceID"] ?? 0])
      mux.close()
    }
  }

  @Test("Bytes that come in the same packet as Connect reach the port")
  func leftover() async throws {
    try await withServer([StubPhone()]) { _, addresses in
      let connection = try await RawClient.connect(addresses)
      let connect = try MuxPacket(tag: 7, RawClient.connectRequest(port: 4_242)).encoded()
      try connection.send(RawBytes(connect + Data("early".utf8)), during: "test")
      #expect(try await connection.receive(MuxPacket.self, during: "test").tag == 7)
      var heard = Data()
      for _ in 0..<11 { heard += try await connection.receive(RawBytes.self, during: "test").bytes }
      #expect(heard == Data("heard early".utf8))
      connection.close()
    }
  }

  @Test("lockdownd lets services start within a session only, and tells why not otherwise")
  func lockdown() async throws {
    let phone = StubPhone()
    try await withServer([phone]) { _, addresses in
      let mux = try await RawClient.connect(addresses)
      let read: PropertyList = ["MessageType": "ReadPairRecord", "PairRecordID": .string(phone.udid)]
      let data = try #require(try await mux.ask(usbmuxd: read, during: "test")["PairRecordData"]?.dataValue)
      let host = try #require(try PropertyList(xmlOrBinary: data)["HostID"])
      let lockdown = try await RawClient.tunnel(addresses, port: 62_078)
      func ask(_ request: PropertyList) async throws -> PropertyList {
        let reply = try await lockdown.ask(request, during: "test")
        #expect(reply["Request"] == request["Request"])
        return reply
      }
      #expect(try await ask(["Request": "QueryType"])["Type"] == "com.apple.mobile.lockdown")
      #expect(try await ask(["Request": "GetValue", "Key": "None"])["Error"] == "MissingValue")
      #expect(try await ask(["Request": "Dance"])["Error"] == "InvalidRequest")
      let start: PropertyList = ["Request": "StartService", "Service": "com.apple.afc"]
      #expect(try await ask(start)["Error"] == "SessionInactive")
      #expect(try await ask(["Request": "StartSession", "HostID": "x"])["Error"] == "InvalidHostID")
      let session = try await ask(["Request": "StartSession", "HostID": host])
      #expect(session["EnableSessionSSL"] == false)
      #expect(try await ask(["Request": "StartService", "Service": "x"])["Error"] == "InvalidService")
      phone.state.withLockedValue { $0.access = .locked }
      #expect(try await ask(start)["Error"] == "PasswordProtected")
      phone.state.withLockedValue { $0.access = .granted }
      #expect(try await ask(start)["EnableServiceSSL"] == true)
      #expect(try await ask(["Request": "StopSession"])["Error"] == nil)
      mux.close()
      lockdown.close()
    }
  }

  @Test("A host pairs when the phone's owner lets it, and is known from then on")
  func pairing() async throws {
    let phone = StubPhone()
    try await withServer([phone]) { _, addresses in
      let lockdown = try await RawClient.tunnel(addresses, port: 62_078)
      let pair: PropertyList = ["Request": "Pair", "PairRecord": ["HostID": "new-host"]]
      for (access, error) in [
        (HostAccess.trustPending, "PairingDialogResponsePending"), (.trustDenied, "UserDeniedPairing"),
        (.locked, "PasswordProtected"),
      ] {
        phone.state.withLockedValue { $0.access = access }
        #expect(try await lockdown.ask(pair, during: "test")["Error"] == .string(error))
      }
      phone.state.withLockedValue { $0.access = .granted }
      #expect(try await lockdown.ask(pair, during: "test")["EscrowBag"] != nil)
      let session = try await lockdown.ask(["Request": "StartSession", "HostID": "new-host"], during: "test")
      #expect(session["SessionID"] != nil)
      lockdown.close()
    }
  }

  @Test("Apps are looked up, installed and removed")
  func apps() async throws {
    let phone = ServicesAppToolTests.phone()
    try await withServer([phone], options: VirtualPhoneOptions(serviceTLS: false)) { _, addresses in
      let proxy = try await RawClient.tunnel(addresses, port: 49_203)
      let options: PropertyList = [
        "BundleIDs": ["org.sandprobe.member", "none"], "ReturnAttributes": ["CFBundleVersion"],
      ]
      let found = try await proxy.ask(["Command": "Lookup", "ClientOptions": options], during: "test")
      #expect(found["LookupResult"] == ["org.sandprobe.member": ["CFBundleVersion": "7"]])
      var reply = try await proxy.ask(
        ["Command": "Install", "PackagePath": "PublicStaging/a.ipa"], during: "test")
      while reply["PercentComplete"] != nil {
        reply = try await proxy.receive(LockdownFrame.self, during: "test").message()
      }
      #expect(reply == ["Status": "Complete"])
      #expect(phone.state.withLockedValue(\.installed) == ["PublicStaging/a.ipa"])
      let bad = try await proxy.ask(["Command": "Install", "PackagePath": "bad.ipa"], during: "test")
      #expect(bad["ErrorDescription"] == "no Info.plist in it")
      let none = try await proxy.ask(
        ["Command": "Uninstall", "ApplicationIdentifier": "none"], during: "test")
      #expect(none["Error"] == "ApplicationLookupFailed")
      proxy.close()
    }
  }
}
