import Device
import Foundation
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import Testing
import VirtualPhone

/// The AFC client against the server, over usbmuxd, lockdownd and TLS.
@Suite struct ServicesHouseArrestTests {
  static let bundle = "org.sandprobe.member"
  static let journal = Data((0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })

  static func phone() -> StubPhone {
    let phone = StubPhone()
    phone.add(
      app: bundle, name: "Member",
      files: [
        "/Documents/journal/events.jsonl": journal, "/Documents/journal/old/empty": Data(),
        "/Documents/caf\u{e9} 1.txt": Data("x".utf8), "/Library/hidden": Data("y".utf8),
      ])
    return phone
  }

  static func client(
    _ phone: StubPhone, _ addresses: VirtualPhoneAddresses, wait: Duration = .seconds(30)
  ) throws -> HouseArrestClient {
    HouseArrestClient(
      udid: phone.udid, address: try UsbmuxAddress(addresses.environmentValue), wait: wait)
  }

  static let allTLS = [(false, false), (false, true), (true, true)]

  @Test("Folders and files are read, with TLS in session and service or without", arguments: allTLS)
  func pulls(sessionTLS: Bool, serviceTLS: Bool) async throws {
    let phone = Self.phone()
    let options = VirtualPhoneOptions(sessionTLS: sessionTLS, serviceTLS: serviceTLS)
    try await withServer([phone], options: options) { _, addresses in
      let client = try Self.client(phone, addresses)
      #expect(
        try await client.pullFolder(bundle: Self.bundle, path: "/Documents/journal") == [
          PulledFile(path: "events.jsonl", bytes: Self.journal), PulledFile(path: "old/empty", bytes: Data()),
        ])
      #expect(
        try await client.list(bundle: Self.bundle, path: "/Documents") == ["caf\u{e9} 1.txt", "journal"])
      #expect(try await client.readFile(bundle: Self.bundle, path: "Library/hidden") == Data("y".utf8))
      #expect(try await client.readFile(bundle: Self.bundle, path: "/Documents/none") == nil)
      #expect(try await client.pullFolder(bundle: Self.bundle, path: "/Documents/none") == [])
    }
  }

  @Test("A pull writes the files below the folder it is given")
  func writes() async throws {
    let phone = Self.phone()
    let folder = FileManager.default.temporaryDirectory.appending(path: "sandprobe-pull-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try await withServer([phone]) { _, addresses in
      let client = try Self.client(phone, addresses)
      let paths = try await client.pull(bundle: Self.bundle, path: "/Documents", into: folder)
      #expect(paths == ["caf\u{e9} 1.txt", "journal/events.jsonl", "journal/old/empty"])
      #expect(try Data(contentsOf: folder.appending(path: "journal/events.jsonl")) == Self.journal)
    }
  }

  @Test("Where the container is not vended, the Documents are")
  func documents() async throws {
    let phone = Self.phone()
    phone.state.withLockedValue { $0.closedContainers = [Self.bundle] }
    try await withServer([phone]) { _, addresses in
      let bytes = try await Self.client(phone, addresses).readFile(
        bundle: Self.bundle, path: "/Documents/journal/events.jsonl")
      #expect(bytes == Self.journal)
    }
  }

  @Test("What the phone refuses is told apart")
  func refusals() async throws {
    let phone = Self.phone()
    try await withServer([phone]) { server, addresses in
      let client = try Self.client(phone, addresses)
      await #expect(throws: HouseArrestError.appNotInstalled(bundle: "none")) {
        try await client.list(bundle: "none", path: "/")
      }
      for (access, error) in [
        (HostAccess.locked, HouseArrestError.locked(udid: phone.udid)),
        (.trustPending, .notPaired(udid: phone.udid)), (.trustDenied, .notPaired(udid: phone.udid)),
      ] {
        phone.state.withLockedValue { $0.access = access }
        await #expect(throws: error) { try await client.list(bundle: Self.bundle, path: "/") }
      }
      await server.detach(udid: phone.udid)
      await #expect(throws: HouseArrestError.noSuchPhone(udid: phone.udid, attached: [])) {
        try await client.list(bundle: Self.bundle, path: "/")
      }
    }
  }

  @Test("Names that lead out of the folder are refused")
  func hostileNames() async throws {
    let phone = Self.phone()
    let store = try #require(phone.state.withLockedValue { $0.containers[Self.bundle] })
    store.forge(names: ["../../../etc/passwd"], in: "/Documents")
    try await withServer([phone]) { _, addresses in
      let client = try Self.client(phone, addresses)
      await #expect(throws: HouseArrestError.unsafeName("../../../etc/passwd", folder: "/Documents")) {
        try await client.pullFolder(bundle: Self.bundle, path: "/Documents")
      }
      store.forge(names: ["..", ".", ""], in: "/Documents")
      #expect(try await client.pullFolder(bundle: Self.bundle, path: "/Documents") == [])
    }
  }

  @Test("Limits hold for a file, for all files together, for their number and for their depth")
  func limits() async throws {
    let phone = Self.phone()
    try await withServer([phone]) { _, addresses in
      let client = try Self.client(phone, addresses)
      let path = "/Documents/journal/events.jsonl"
      await #expect(throws: HouseArrestError.self) {
        try await client.readFile(bundle: Self.bundle, path: path, limit: Self.journal.count - 1)
      }
      let exact = try await client.readFile(bundle: Self.bundle, path: path, limit: Self.journal.count)
      #expect(exact == Self.journal)
      for limits in [
        PullLimits(fileBytes: 1_000), PullLimits(totalBytes: 1_000), PullLimits(files: 2),
        PullLimits(depth: 1),
      ] {
        await #expect(throws: HouseArrestError.self) {
          try await client.pullFolder(bundle: Self.bundle, path: "/Documents", limits: limits)
        }
      }
    }
  }

  @Test("Nobody at the address, and somebody who never answers")
  func silence() async throws {
    let port = try await ServicesPortToolTests.freePort()
    let nobody = HouseArrestClient(udid: "x", address: .tcp(host: "127.0.0.1", port: port))
    await #expect {
      try await nobody.list(bundle: "x", path: "/")
    } throws: { error in
      guard case .noUsbmuxd = error as? HouseArrestError else { return false }
      return true
    }
    let mute = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .bind(host: "127.0.0.1", port: 0).get()
    let silent = HouseArrestClient(
      udid: "x", address: .tcp(host: "127.0.0.1", port: mute.localAddress?.port ?? 0),
      wait: .milliseconds(100))
    await #expect(throws: HouseArrestError.timedOut(during: "listing phones", seconds: 0.1)) {
      try await silent.list(bundle: "x", path: "/")
    }
    try await mute.close().get()
  }

  @Test("Addresses are read in all forms that clients take")
  func addresses() throws {
    #expect(try UsbmuxAddress("UNIX:/a/b") == .unix(path: "/a/b"))
    #expect(try UsbmuxAddress("unix:///a/b") == .unix(path: "/a/b"))
    #expect(try UsbmuxAddress("/a/b") == .unix(path: "/a/b"))
    #expect(try UsbmuxAddress("127.0.0.1:80") == .tcp(host: "127.0.0.1", port: 80))
    #expect(try UsbmuxAddress("[::1]:80") == .tcp(host: "::1", port: 80))
    #expect(try UsbmuxAddress(nil) == .unix(path: "/var/run/usbmuxd"))
    for text in ["x", "UNIX:", "UNIX:a", ":80", "host:", "host:0", "host:99999"] {
      #expect(throws: HouseArrestError.badAddress(text)) { try UsbmuxAddress(text) }
    }
  }
}
