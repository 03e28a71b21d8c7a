import Device
import Foundation
import NIOCore
import NIOPosix
import ProbeKit
import ProbeProtocol
import Testing

/// A connection of the phone's Conductor: its own reading of HTTP before its own core, over NIO's sockets.
private final class ServedConnection: ChannelInboundHandler, @unchecked Sendable {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer
  private let core: ConductorCore
  private var reader = HTTPRequestReader()

  init(_ core: ConductorCore) { self.core = core }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let channel = context.channel
    do {
      for request in try reader.take(Data(unwrapInboundIn(data).readableBytesView)) {
        Task { [core] in
          let reply = await core.handle(
            method: request.method, path: request.path, authorization: request.authorization,
            body: request.body)
          let bytes = HTTPReply.bytes(status: reply.status, body: reply.body, keepsAlive: request.keepsAlive)
          try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
          if !request.keepsAlive { try await channel.close() }
        }
      }
    } catch {
      channel.writeAndFlush(
        ByteBuffer(bytes: HTTPReply.bytes(status: 400, body: Data(), keepsAlive: false)), promise: nil)
      channel.close(promise: nil)
    }
  }
}

/// A launcher for which every app is there.
private struct WillingLauncher: ProbeLauncher {
  var isLocked: Bool { false }
  func isRunning(bundle: String) -> Bool { false }
  func launch(bundle: String, environment: [String: String]) -> Int32 { 7 }
  func open(bundle: String, url: String) -> Int32 { 7 }
  func activate(bundle: String) -> Int32 { 7 }
  func background(bundle: String) {}
  func terminate(bundle: String) {}
}

/// A screen with nothing on it, which takes as long as it is told for a look.
private struct BareScreen: SystemScreen {
  var look = Duration.zero
  var systemVersion: Int { 17 }
  var isLocked: Bool { false }
  var uptime: Int { Int(ProcessInfo.processInfo.systemUptime * 1_000) }
  func pause(milliseconds: Int) async throws { try await Task.sleep(for: .milliseconds(milliseconds)) }
  func elements(_ path: ElementPath, in bundle: String) async -> [ScreenElement] {
    try? await Task.sleep(for: look)
    return []
  }
  func tap(_ element: ScreenElement, asPoint: Bool) {}
  func type(_ text: String, into element: ScreenElement) {}
  func swipe(_ element: ScreenElement, _ direction: SwipeDirection) {}
  func press(_ button: CaseButton) {}
  func screenshot() -> Data? { Data([0x89]) }
  func tree(of bundle: String) -> String? { "tree of \(bundle)" }
}

@Suite("The phone's Conductor over HTTP", .timeLimit(.minutes(10)))
struct PhoneConductorTests {
  private let home = FileManager.default.temporaryDirectory.appendingPathComponent(
    "Conductor-\(UUID().uuidString)"
  ).path

  /// Serves a core and gives the harness's client of it.
  private func withConductor(
    _ screen: (any SystemScreen)?,
    _ body: (ConductorClient, any Channel, Int) async throws -> Void
  ) async throws {
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: home) }
    let core = ConductorCore(
      system: LiveSystem(home: home, logSink: { _ in }), launcher: WillingLauncher(), screen: screen)
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { $0.pipeline.addHandler(ServedConnection(core)) }
      .bind(host: "127.0.0.1", port: 0).get()
    let port = try #require(server.localAddress?.port)
    let client = ConductorClient(port: port, token: "secret")
    _ = try await client.open(.init(run: "run-1", key: .random(), heartbeatInterval: 1_000))
    try await body(client, server, port)
    try? await server.close()
  }

  private static let share = Conductor.ShareRequest(
    bundle: "dev.x.Sender", target: .init(.appExtension, "ShareProbe"), timeLimit: 300)

  @Test("every request but those to the screen is answered")
  func everyRequest() async throws {
    try await withConductor(nil) { client, _, _ in
      #expect(try await client.status().run == "run-1")
      let list = OrderList(run: "run-1", key: .random(), actor: "a", orders: [])
      #expect(try await client.send(.init(bundle: "b", delivery: .launch, orders: list.encoded)).pid == 7)
      #expect(try await client.activate(.init(bundle: "b")).pid == 7)
      let fence = try await client.fence(.init(scenario: "s/s", repetition: 1, step: "s"))
      #expect(try await client.canary().sequence == fence.sequence + 1)
      try await client.terminate(.init(bundle: "b"))
    }
  }

  @Test("an element that is not found is told, with what was there")
  func notFound() async throws {
    try await withConductor(BareScreen()) { client, _, _ in
      let refusal = await #expect(throws: ConductorError.self) { _ = try await client.share(Self.share) }
      guard case .refused(let why)? = refusal else {
        Issue.record("no refusal")
        return
      }
      #expect(why.code == .elementNotFound && why.evidence?.screenshot == Data([0x89]))
      #expect(why.evidence?.trees.isEmpty == false && why.evidence?.lookups.isEmpty == false)
    }
  }

  @Test("a Conductor that answers late runs out of time; one that died cannot be reached")
  func lateAndDead() async throws {
    try await withConductor(BareScreen(look: .seconds(20))) { client, server, port in
      let hasty = ConductorClient(port: port, token: "secret", timeLimit: .milliseconds(300))
      do {
        _ = try await hasty.share(Self.share)
        Issue.record("an answer came in time")
      } catch ConductorError.timedOut(let path, _) {
        #expect(path == "/share")
      }
      try await server.close()
      await #expect(throws: ConductorError.self) { _ = try await client.status() }
    }
  }

  @Test("a Conductor without a screen refuses, and another token is refused")
  func refusals() async throws {
    try await withConductor(nil) { client, _, port in
      let refusal = await #expect(throws: ConductorError.self) { _ = try await client.share(Self.share) }
      guard case .refused(let why)? = refusal else {
        Issue.record("no refusal")
        return
      }
      #expect(why.code == .unsupported)
      let stranger = ConductorClient(port: port, token: "other")
      await #expect(throws: ConductorError.self) { _ = try await stranger.canary() }
    }
  }
}
