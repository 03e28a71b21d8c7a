import Foundation
import ProbeProtocol
import Testing

@testable import ProbeKit

/// A launcher that knows one app and remembers what it was asked to do.
private final class StubLauncher: ProbeLauncher {
  static let bundle = "com.example.GroupMemberA"
  private let state = Locked((isLocked: false, isRunning: false, calls: [String]()))

  var isLocked: Bool { state.withLock { $0.isLocked } }
  var calls: [String] { state.withLock { $0.calls } }
  func lock() { state.withLock { $0.isLocked = true } }

  func isRunning(bundle: String) -> Bool { state.withLock { $0.isRunning } }

  func launch(bundle: String, environment: [String: String]) throws -> Int32 {
    guard bundle == Self.bundle else { throw LaunchError.notInstalled }
    let names = environment.keys.sorted().joined()
    state.withLock {
      $0.isRunning = true
      $0.calls.append("launch \(names)")
    }
    return 11
  }

  func open(bundle: String, url: String) throws -> Int32 {
    state.withLock { $0.calls.append("open \(url.prefix(40))") }
    return 12
  }

  func activate(bundle: String) throws -> Int32 {
    state.withLock { $0.calls.append("activate") }
    return 11
  }

  func background(bundle: String) throws {
    state.withLock { $0.calls.append("background") }
  }

  func terminate(bundle: String) throws {
    guard bundle == Self.bundle else { throw LaunchError.failed("no such process") }
    state.withLock {
      $0.isRunning = false
      $0.calls.append("terminate")
    }
  }
}

struct ConductorTests {
  private let bench: Bench
  private let launcher = StubLauncher()
  private let core: ConductorCore

  init() throws {
    bench = try Bench()
    core = ConductorCore(
      system: bench.system, launcher: launcher, environment: ["SANDPROBE_X": "1", "PATH": "/bin"])
  }

  @Test("A session is begun, beats, closes windows, logs canaries, and counts it all")
  func session() async throws {
    let first: Conductor.Status = try await get()
    #expect(first.run == nil)
    #expect(first.environment == ["SANDPROBE_X": "1"])
    #expect(await core.heartbeatInterval == nil)
    await core.heartbeat()
    let begun: Conductor.Status = try await post(.session, sessionRequest())
    #expect(begun.run == bench.run)
    #expect(begun.sequence == 1)
    #expect(begun.bundle == "com.example.Bench")
    #expect(await core.heartbeatInterval == 500)
    await core.heartbeat()
    let fence = Conductor.FenceRequest(scenario: "a/b", repetition: 2, step: "s")
    #expect(try await post(.fence, fence) == Conductor.Logged(sequence: 3))
    #expect(try await post(.canary, Conductor.Empty()) == Conductor.Logged(sequence: 4))
    let after: Conductor.Status = try await get()
    #expect(after.heartbeats == 1)
    #expect(after.sequence == 4)
    let events = try bench.conductorJournal()
    #expect(events.map(\.kind) == [.hello, .heartbeat, .fence, .canary])
    #expect(events.map(\.sequence) == [1, 2, 3, 4])
    #expect(events[2].scenario == "a/b" && events[2].repetition == 2 && events[2].step == "s")
    #expect(try bench.loggedEvents() == events)
  }

  @Test("Every canary is logged at its level, in its length, the private one with its filler private")
  func canaries() async throws {
    let _: Conductor.Status = try await post(.session, sessionRequest())
    let _: Conductor.Logged = try await post(.canary, Conductor.Empty())
    let logged = bench.logged.filter { $0.head.hasPrefix(Canary.marker) }
    #expect(logged.map(\.level) == Canary.all.map(\.level))
    for (message, canary) in zip(logged, Canary.all) {
      #expect(message.head + (message.filler ?? "") + message.tail == canary.message(run: bench.run))
      #expect((message.filler != nil) == (canary.kind == .private))
    }
  }

  @Test("A session taken up again, by the same process or a new one, counts on")
  func takenUp() async throws {
    let _: Conductor.Status = try await post(.session, sessionRequest())
    await core.heartbeat()
    let again: Conductor.Status = try await post(.session, sessionRequest(interval: 900))
    #expect(again.sequence == 2 && again.heartbeats == 1)
    #expect(await core.heartbeatInterval == 900)
    let other = ConductorCore(system: bench.system, launcher: launcher)
    let body = CanonicalJSON.encode(sessionRequest())
    let answer = await other.handle(method: "POST", path: "/session", authorization: "Bearer new", body: body)
    #expect(try JSONDecoder().decode(Conductor.Status.self, from: answer.body).sequence == 3)
    #expect(try bench.conductorJournal().map(\.sequence) == [1, 2, 3])
    var thief = sessionRequest()
    thief.key = .random()
    #expect(try await refusal(.session, CanonicalJSON.encode(thief)) == .badRequest)
  }

  @Test("Orders launch an app anew or reach the running one by URL, and terminate ends it")
  func orders() async throws {
    let _: Conductor.Status = try await post(.session, sessionRequest())
    #expect(try await post(.orders, ordersRequest(.deliver)) == Conductor.OrdersReply(pid: 11))
    #expect(try await post(.orders, ordersRequest(.deliver)) == Conductor.OrdersReply(pid: 12))
    #expect(try await post(.orders, ordersRequest(.launch)) == Conductor.OrdersReply(pid: 11))
    let end = Conductor.TerminateRequest(bundle: StubLauncher.bundle)
    #expect(try await post(.terminate, end) == Conductor.Empty())
    #expect(
      launcher.calls == [
        "launch SANDPROBE_ORDER", "open sandprobe-groupmembera://order?list=eyJh", "terminate",
        "launch SANDPROBE_ORDER", "terminate",
      ])
  }

  @Test("Orders that cannot be handed over say why")
  func refusedOrders() async throws {
    let _: Conductor.Status = try await post(.session, sessionRequest())
    let elsewhere = ordersRequest(.launch, bundle: "com.example.None")
    #expect(try await refusal(.orders, CanonicalJSON.encode(elsewhere)) == .notInstalled)
    var broken = ordersRequest(.launch)
    broken.orders = "???"
    #expect(try await refusal(.orders, CanonicalJSON.encode(broken)) == .badRequest)
    let foreign = ordersRequest(.launch, run: "other-run")
    #expect(try await refusal(.orders, CanonicalJSON.encode(foreign)) == .badRequest)
    let end = Conductor.TerminateRequest(bundle: "com.example.None")
    #expect(try await refusal(.terminate, CanonicalJSON.encode(end)) == .launchFailed)
    launcher.lock()
    #expect(try await refusal(.orders, CanonicalJSON.encode(ordersRequest(.launch))) == .locked)
    let status: Conductor.Status = try await get()
    #expect(status.isLocked)
  }

  @Test("Only the first session's token passes, or the one that the runner was started with")
  func tokens() async throws {
    for path in Conductor.Path.allCases {
      for header in [nil, "", "Bearer ", "Basic secret"] {
        #expect(try await refusal(path, Data("{}".utf8), authorization: header) == .unauthorized)
      }
    }
    // A session that is refused sets no token.
    #expect(try await refusal(.session, Data("{}".utf8), authorization: "Bearer early") == .badRequest)
    let _: Conductor.Status = try await post(.session, sessionRequest())
    for path in Conductor.Path.allCases {
      for header in ["Bearer early", "Bearer secre", "Bearer secret2", nil] {
        #expect(try await refusal(path, Data("{}".utf8), authorization: header) == .unauthorized)
      }
    }
    let preset = ConductorCore(
      system: bench.system, launcher: launcher, environment: [Conductor.tokenEnvironmentName: "preset"])
    let body = CanonicalJSON.encode(sessionRequest())
    let answer = await preset.handle(
      method: "POST", path: "/session", authorization: "Bearer secret", body: body)
    #expect(answer.status == 401)
    let stranger = await preset.handle(
      method: "GET", path: "/status", authorization: "Bearer secret", body: Data())
    #expect(stranger.status == 401)
    let status = await preset.handle(
      method: "GET", path: "/status", authorization: "Bearer preset", body: Data())
    #expect(try JSONDecoder().decode(Conductor.Status.self, from: status.body).environment == [:])
  }

  @Test("Requests without a session, of unknown paths and with malformed bodies are refused")
  func malformed() async throws {
    for path in [Conductor.Path.orders, .terminate, .fence, .canary, .end] {
      #expect(try await refusal(path, Data("{}".utf8)) == .noSession)
    }
    for bad in [sessionRequest(interval: 0), sessionRequest(run: "../up"), sessionRequest(run: "")] {
      #expect(try await refusal(.session, CanonicalJSON.encode(bad)) == .badRequest)
    }
    let _: Conductor.Status = try await post(.session, sessionRequest())
    let bodies = [Data(), Data("no".utf8), Data("[]".utf8), Data([0xFF, 0xFE]), Data(count: 1 << 20 + 1)]
    for path in Conductor.Path.allCases where path != .status {
      for body in bodies { #expect(try await refusal(path, body) == .badRequest) }
    }
    let unknown = await core.handle(method: "POST", path: "/x", authorization: "Bearer secret", body: Data())
    #expect(unknown.status == 404)
    let method = await core.handle(
      method: "GET", path: "/fence", authorization: "Bearer secret", body: Data())
    #expect(method.status == 400)
    #expect(try bench.conductorJournal().count == 1)
  }

  @Test("The runner is ended by whoever holds its token, with a session or without one")
  func end() async throws {
    let preset = ConductorCore(
      system: bench.system, launcher: launcher, environment: [Conductor.tokenEnvironmentName: "preset"])
    func end(_ token: String) async -> Int {
      await preset.handle(
        method: "POST", path: "/end", authorization: "Bearer \(token)", body: Data("{}".utf8)
      ).status
    }
    #expect(await end("other") == 401)
    #expect(await !preset.isOver)
    #expect(await end("preset") == 200)
    #expect(await preset.isOver)
    let _: Conductor.Status = try await post(.session, sessionRequest())
    #expect(await !core.isOver)
    let _: Conductor.Empty = try await post(.end, Conductor.Empty())
    #expect(await core.isOver)
  }

  private func sessionRequest(run: RunID? = nil, interval: Int = 500) -> Conductor.SessionRequest {
    Conductor.SessionRequest(run: run ?? bench.run, key: bench.key, heartbeatInterval: interval)
  }

  private func ordersRequest(
    _ delivery: Conductor.OrdersRequest.Delivery, bundle: String = StubLauncher.bundle, run: RunID? = nil
  ) -> Conductor.OrdersRequest {
    let list = OrderList(run: run ?? bench.run, key: bench.key, actor: "member", orders: [])
    return .init(bundle: bundle, delivery: delivery, orders: list.encoded)
  }

  private func get() async throws -> Conductor.Status {
    let answer = await core.handle(
      method: "GET", path: "/status", authorization: "Bearer secret", body: Data())
    #expect(answer.status == 200)
    return try JSONDecoder().decode(Conductor.Status.self, from: answer.body)
  }

  private func post<Reply: Decodable>(
    _ path: Conductor.Path, _ request: some Encodable & Sendable
  ) async throws -> Reply {
    let answer = await core.handle(
      method: "POST", path: path.rawValue, authorization: "Bearer secret",
      body: CanonicalJSON.encode(request))
    #expect(answer.status == 200)
    return try JSONDecoder().decode(Reply.self, from: answer.body)
  }

  private func refusal(
    _ path: Conductor.Path, _ body: Data, authorization: String? = "Bearer secret"
  ) async throws -> Conductor.Refusal.Code {
    let answer = await core.handle(
      method: path == .status ? "GET" : "POST", path: path.rawValue, authorization: authorization, body: body)
    let refusal = try JSONDecoder().decode(Conductor.Refusal.self, from: answer.body)
    #expect(answer.status == refusal.status)
    #expect(!refusal.message.isEmpty)
    return refusal.code
  }
}
