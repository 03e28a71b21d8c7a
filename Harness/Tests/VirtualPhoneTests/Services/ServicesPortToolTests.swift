import Foundation
import NIOCore
import NIOPosix
import ProbeProtocol
import Testing
import VirtualPhone

/// The real iproxy against the server.
@Suite struct ServicesPortToolTests {
  static let tool = Tool.path(of: "iproxy")

  /// A loopback port that was free a moment ago.
  static func freePort() async throws -> Int {
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .bind(host: "127.0.0.1", port: 0).get()
    let port = channel.localAddress?.port
    try await channel.close().get()
    return try #require(port)
  }

  /// Sends a text and reads until the answer is complete or the connection ends; tries until the port answers.
  static func exchange(_ text: String, port: Int, until isComplete: @escaping @Sendable (String) -> Bool)
    async throws -> String
  {
    for _ in 0..<200 {
      guard
        let channel = try? await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
          .connect(
            host: "127.0.0.1", port: port,
            channelInitializer: { channel in
              channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
              }
            })
      else {
        try await Task.sleep(for: .milliseconds(50))
        continue
      }
      return try await channel.executeThenClose { inbound, outbound in
        var answer = ""
        do {
          try await outbound.write(ByteBuffer(string: text))
          for try await piece in inbound {
            answer += String(buffer: piece)
            if isComplete(answer) { break }
          }
        } catch {
          // A refused connection ends while it is written to.
        }
        return answer
      }
    }
    return ""
  }

  @Test("iproxy reaches a probe's listener", .enabled(if: tool != nil, "iproxy is not installed"))
  func listener() async throws {
    let tool = try #require(Self.tool)
    try await withServer([StubPhone()]) { _, addresses in
      let port = try await Self.freePort()
      let proxy = try Tool(tool, ["\(port):4242"], usbmuxd: addresses.environmentValue)
      let answer = try await Self.exchange("ping", port: port) { $0.count >= 10 }
      #expect(answer == "heard ping")
      try await proxy.stop()
    }
  }

  @Test("iproxy reaches the Conductor", .enabled(if: tool != nil, "iproxy is not installed"))
  func conductor() async throws {
    let tool = try #require(Self.tool)
    try await withServer([StubPhone()]) { _, addresses in
      let port = try await Self.freePort()
      let proxy = try Tool(tool, ["\(port):\(Conductor.port)"], usbmuxd: addresses.environmentValue)
      let request =
        "POST /status HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\nContent-Length: 5\r\n\r\nhello"
      let answer = try await Self.exchange(request, port: port) { $0.hasSuffix("}") }
      #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(answer.hasSuffix(#"{"method":"POST","authorization":"Bearer t","bytes":5}"#))
      try await proxy.stop()
    }
  }

  @Test("A port without a listener is refused", .enabled(if: tool != nil, "iproxy is not installed"))
  func refused() async throws {
    let tool = try #require(Self.tool)
    try await withServer([StubPhone()]) { _, addresses in
      let port = try await Self.freePort()
      let proxy = try Tool(tool, ["\(port):9"], usbmuxd: addresses.environmentValue)
      let answer = try await Self.exchange("ping", port: port) { !$0.isEmpty }
      #expect(answer.isEmpty)
      try await proxy.stop()
      #expect(proxy.errors.contains("Error connecting to device"))
    }
  }
}
