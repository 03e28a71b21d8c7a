import Foundation
import NIOCore
import NIOPosix
import ProbeProtocol
import Testing

@testable import Device

/// Answers every connection with the same bytes and closes it.
private final class Answering: ChannelInboundHandler, Sendable {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer
  let answer: String?

  init(_ answer: String?) { self.answer = answer }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard let answer else { return }
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer))).whenComplete { _ in
      channel.close(promise: nil)
    }
  }
}

private func withServer(_ answer: String?, _ body: (Int) async throws -> Void) async throws {
  let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
    .childChannelInitializer { $0.pipeline.addHandler(Answering(answer)) }
    .bind(host: "127.0.0.1", port: 0).get()
  let port = try #require(server.localAddress?.port)
  try await body(port)
  try await server.close()
}

@Suite("Speaking to the Conductor", .timeLimit(.minutes(10)))
struct ConductorClientTests {
  private func reply(_ status: String, _ body: String) -> String {
    "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
  }

  @Test("an answer is decoded")
  func answer() async throws {
    try await withServer(reply("200 OK", #"{"pid":314}"#)) { port in
      let client = ConductorClient(port: port, token: "t")
      let sent = try await client.send(.init(bundle: "b", delivery: .launch, orders: "o"))
      #expect(sent.pid == 314)
    }
  }

  @Test("a refusal keeps its code and words")
  func refusal() async throws {
    try await withServer(reply("423 Locked", #"{"code":"locked","message":"locked screen"}"#)) { port in
      await #expect(
        throws: ConductorError.refused(.init(code: .locked, message: "locked screen"))
      ) { _ = try await ConductorClient(port: port, token: "t").canary() }
    }
  }

  @Test("an answer that is none is told")
  func nonsense() async throws {
    try await withServer(reply("200 OK", "<html>")) { port in
      await #expect(throws: ConductorError.self) {
        _ = try await ConductorClient(port: port, token: "t").status()
      }
    }
    try await withServer(reply("502 Bad Gateway", "")) { port in
      await #expect(throws: ConductorError.badReply(path: "/status", why: "HTTP status 502")) {
        _ = try await ConductorClient(port: port, token: "t").status()
      }
    }
  }

  @Test("a Conductor that never answers runs out of time")
  func silence() async throws {
    try await withServer(nil) { port in
      await #expect(throws: ConductorError.timedOut(path: "/status", seconds: 0.2)) {
        _ = try await ConductorClient(port: port, token: "t", timeLimit: .milliseconds(200)).status()
      }
    }
  }

  @Test("a connection that closes without an answer counts as unreachable, as iproxy's do without a phone")
  func closing() async throws {
    try await withServer("") { port in
      await #expect(throws: ConductorError.self) {
        _ = try await ConductorClient(port: port, token: "t").status()
      }
    }
  }

  @Test("iproxy that ends at once is told with its last words")
  func brokenForward() async throws {
    try await withFakeTools { tools in
      try tools.install(
        .portForward,
        "case \"$1\" in --help) echo LOCAL_PORT:DEVICE_PORT;; *) echo 'no such thing' >&2; exit 1;; esac")
      let forward = PortForward(environment: tools.environment, udid: "U")
      do {
        _ = try await forward.forward(devicePort: 1) { _ in Issue.record("nothing was forwarded") }
        Issue.record("a broken iproxy went unnoticed")
      } catch ToolError.failed(_, let status, let complaint) {
        #expect(status == "status 1")
        #expect(complaint == "no such thing")
      }
    }
  }
}
