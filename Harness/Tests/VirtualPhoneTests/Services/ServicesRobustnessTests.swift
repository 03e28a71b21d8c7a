import DeviceProtocol
import Foundation
import NIOCore
import NIOPosix
import Testing
import VirtualPhone

@testable import Device

/// Clients that do not behave, and addresses that cannot be had.
@Suite struct ServicesRobustnessTests {
  @Test("Random bytes and sudden ends on every port leave the server as it was", arguments: [false, true])
  func fuzz(serviceTLS: Bool) async throws {
    let phone = ServicesHouseArrestTests.phone()
    let options = VirtualPhoneOptions(sessionTLS: serviceTLS, serviceTLS: serviceTLS)
    try await withServer([phone], options: options) { _, addresses in
      let ports: [UInt16?] = [nil, 62_078, 49_201, 49_202, 49_203, 49_204, 49_205, 27_462, 4_242]
      try await withThrowingTaskGroup { group in
        for (seed, port) in ports.enumerated() {
          group.addTask {
            var random = SplitMix(seed: UInt64(seed))
            for bytes in try Self.nonsense(&random).prefix(serviceTLS ? 10 : .max) {
              let connection =
                if let port {
                  try await RawClient.tunnel(addresses, port: port)
                } else {
                  try await RawClient.connect(addresses)
                }
              try connection.send(RawBytes(bytes), during: "test")
              connection.close()
            }
          }
        }
        try await group.waitForAll()
      }
      let list = try await ServicesHouseArrestTests.client(phone, addresses)
        .list(bundle: ServicesHouseArrestTests.bundle, path: "/")
      #expect(list == ["Documents", "Library"])
    }
    #expect(phone.observerCount == 0)
  }

  /// Noise, frames with noise in them, frames that are cut and lengths that lie.
  static func nonsense(_ random: inout SplitMix) throws -> [Data] {
    var all = [Data([0xFF, 0xFF, 0xFF, 0xFF]), Data([0, 0, 0, 0]), Data([0x7F, 0xFF, 0xFF, 0xFF, 1])]
    for length in [1, 7, 64, 4_000] {
      all.append(Data((0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }))
    }
    let message: PropertyList = [
      "Request": "StartSession", "Command": ["not", "a string"], "MessageType": "Connect", "DeviceID": -1,
      "PortNumber": 99_999_999,
    ]
    let path = Data("/Documents/journal/events.jsonl\0".utf8)
    var frames = [try LockdownFrame(message).encoded(), try MuxPacket(tag: 1, message).encoded()]
    let numbers = AFCPacket.header(UInt64.max, UInt64.max, UInt64.max)
    for operation in [AFCOperation.fileOpen, .fileRead, .fileSeek, .fileWrite, .status, .readDirectory] {
      let packet = AFCPacket(operation, number: 1, header: numbers, data: Data(count: 9))
      frames.append(
        packet.encoded() + AFCPacket(operation, number: 2, header: AFCPacket.header(1) + path).encoded())
    }
    for frame in frames {
      all.append(frame)
      all.append(frame.prefix(Int.random(in: 0..<frame.count, using: &random)))
      var mutated = frame
      mutated[Int.random(in: 0..<frame.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      all.append(mutated)
    }
    return all + [
      Data("GET / HTTP/9.9\r\n\r\n".utf8), Data("POST /status HTTP/1.1\r\nContent-Length: 99\r\n\r\nx".utf8),
    ]
  }

  @Test("A client of the log that does not read is cut off when too much waits for it")
  func slowClient() async throws {
    let phone = StubPhone()
    let options = VirtualPhoneOptions(serviceTLS: false, unreadLogLimit: 1 << 20)
    try await withServer([phone], options: options) { _, addresses in
      let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .channelOption(.autoRead, value: false)
        .connect(host: "127.0.0.1", port: addresses.tcpPort).get()
      let connect = try MuxPacket(tag: 1, RawClient.connectRequest(port: 49_201)).encoded()
      try await channel.writeAndFlush(ByteBuffer(bytes: connect))
      while phone.observerCount == 0 { try await Task.sleep(for: .milliseconds(5)) }
      let message = String(repeating: "x", count: 50_000)
      for _ in 0..<2_000 where phone.observerCount == 1 { phone.log(message) }
      for _ in 0..<3_000 where phone.observerCount == 1 { try await Task.sleep(for: .milliseconds(20)) }
      #expect(phone.observerCount == 0)
      try? await channel.close().get()
    }
  }

  @Test("A server stops while the Conductor, a listener and the log are at work")
  func stopsAtWork() async throws {
    let phone = StubPhone()
    let logging = Task { while !Task.isCancelled { phone.log("more") } }
    try await withServer([phone], options: VirtualPhoneOptions(serviceTLS: false)) { _, addresses in
      let conductor = try await RawClient.tunnel(addresses, port: 27_462)
      try conductor.send(RawBytes("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n".utf8), during: "test")
      let listener = try await RawClient.tunnel(addresses, port: 4_242)
      try listener.send(RawBytes("slow".utf8), during: "test")
      let log = try await RawClient.tunnel(addresses, port: 49_201)
      _ = try await log.receive(RawBytes.self, during: "test")
    }
    logging.cancel()
    // Time for the answers that nobody waits for any more.
    try await Task.sleep(for: .milliseconds(600))
    #expect(phone.observerCount == 0)
  }

  @Test("One service's connections end while the phone stays")
  func deadStream() async throws {
    let phone = StubPhone()
    try await withServer([phone], options: VirtualPhoneOptions(serviceTLS: false)) { server, addresses in
      let log = try await RawClient.tunnel(addresses, port: 49_201)
      let lockdown = try await RawClient.tunnel(addresses, port: 62_078)
      await server.closeConnections(udid: phone.udid, service: "com.apple.syslog_relay")
      await #expect(throws: HouseArrestError.connectionLost(during: "log")) {
        try await log.receive(RawBytes.self, during: "log")
      }
      #expect(try await lockdown.ask(["Request": "QueryType"], during: "test")["Error"] == nil)
      lockdown.close()
    }
  }

  @Test("Addresses that cannot be had are refused with their reason")
  func binding() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sp-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let socket = folder.appending(path: "s").path
    func start(_ options: VirtualPhoneOptions) async throws {
      let server = VirtualPhoneServer(options: options)
      _ = try await server.start()
      await server.stop()
    }
    try await withServer([], options: VirtualPhoneOptions(unixSocketPath: socket)) { _, addresses in
      await #expect(throws: VirtualPhoneServerError.addressInUse(socket)) {
        try await start(VirtualPhoneOptions(unixSocketPath: socket))
      }
      await #expect(throws: VirtualPhoneServerError.addressInUse("127.0.0.1:\(addresses.tcpPort)")) {
        try await start(VirtualPhoneOptions(tcpPort: addresses.tcpPort))
      }
    }
    let long = folder.path + "/" + String(repeating: "x", count: 120)
    await #expect(throws: VirtualPhoneServerError.self) {
      try await start(VirtualPhoneOptions(unixSocketPath: long))
    }
    let nowhere = folder.appending(path: "none/s").path
    await #expect(throws: VirtualPhoneServerError.socketFolderMissing(nowhere)) {
      try await start(VirtualPhoneOptions(unixSocketPath: nowhere))
    }
    try Data("text".utf8).write(to: URL(filePath: socket))
    await #expect(throws: VirtualPhoneServerError.notASocket(socket)) {
      try await start(VirtualPhoneOptions(unixSocketPath: socket))
    }
    #expect(try Data(contentsOf: URL(filePath: socket)) == Data("text".utf8))
  }

  /// Leaves a socket as a killed process does.
  static func abandonSocket(_ path: String) throws {
    #if canImport(Glibc)
      let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(result == 0)
    close(descriptor)
  }

  @Test("A socket that a killed server left behind is replaced")
  func staleSocket() async throws {
    let path = "/tmp/sp-\(UUID().uuidString.prefix(8)).sock"
    try Self.abandonSocket(path)
    #expect(FileManager.default.fileExists(atPath: path))
    try await withServer([StubPhone()], options: VirtualPhoneOptions(unixSocketPath: path)) { _, _ in
      let mux = try await WireConnection.connect(to: .unix(path: path), wait: .seconds(60))
      let list = try await mux.ask(usbmuxd: ["MessageType": "ListDevices"], during: "test")
      #expect(list["DeviceList"]?.arrayValue?.count == 1)
      mux.close()
    }
  }
}

/// Numbers that are the same in every test run.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
