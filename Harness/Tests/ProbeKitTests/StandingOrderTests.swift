import Foundation
import ProbeProtocol
import Testing

@testable import ProbeKit

@Suite("Orders that wait for the screen to be locked", .timeLimit(.minutes(10)))
struct StandingOrderTests {
  /// An app's `UIApplication` as a test wants it.
  private final class App: AppDoor {
    let available = Locked(true)

    func isProtectedDataAvailable() -> Bool { available.withLock { $0 } }
    func state() -> ApplicationState { .background }
  }

  private let bench: Bench
  private let app = App()
  private let board = TriggerBoard()
  private let agent: Agent

  init() throws {
    bench = try Bench()
    let system = LiveSystem(home: bench.home, app: app, logSink: { _ in })
    agent = Agent(system: system, probe: "Bench", .init(triggers: board))
  }

  private func list(_ trigger: OrderTrigger, repetition: Int = 1) -> OrderList {
    var list = bench.list("protection.state", repetition: repetition)
    list.orders += bench.list("app.state", repetition: repetition, step: "second").orders
    list.orders[0].after = trigger
    return list
  }

  private func note(_ signal: OrderTrigger.Signal, _ isAvailable: Bool) {
    app.available.withLock { $0 = isAvailable }
    board.note(SystemNotice(signal: signal, uptime: bench.system.uptime, isAvailable: isAvailable))
  }

  private func notices(_ repetition: Int = 1) throws -> [String] {
    try bench.journal(repetition: repetition).filter { $0.kind == .notice }
      .compactMap { $0.data?["notice"]?.stringValue }
  }

  /// Runs lists on a thread of their own, as an app does, and does something as soon as the first one waits.
  private func run(_ lists: [OrderList], meanwhile body: () throws -> Void) throws {
    let place = board.end
    let thread = DispatchQueue(label: "app")
    for list in lists { agent.announce(list) }
    for list in lists { thread.async { [agent] in agent.run(list, from: place) } }
    try body()
    thread.sync {}
  }

  @Test("they say that they wait, and act when the signal came and the delay is over")
  func signalled() throws {
    try run([list(OrderTrigger(signal: .locking, delay: 30))]) { note(.locking, false) }
    note(.unlocked, true)
    let events = try bench.journal()
    #expect(events.map(\.sequence) == Array(1...events.count))
    #expect(try notices() == [SystemNotice.waits, "locking", "unlocked"])
    #expect(events.filter { $0.kind == .end }.map(\.data) == [["available": false], ["state": "background"]])
    let told = try #require(events.first { $0.data?["notice"] == "locking" })
    let begin = try #require(events.first { $0.kind == .begin })
    #expect(begin.uptime - (told.data?["at"]?.intValue ?? .max) >= 30_000_000)
    #expect(told.data?["available"] == false)
  }

  @Test("lists that wait for one signal count their delays from it, and each journal gets every notice")
  func together() throws {
    let both = [1, 2].map { list(OrderTrigger(signal: .locking, delay: 200), repetition: $0) }
    try run(both) { note(.locking, false) }
    let begin = try #require(try bench.journal(repetition: 2).first { $0.kind == .begin })
    let told = try #require(try bench.journal().first { $0.data?["notice"] == "locking" })
    // Not twice the delay: the second list came when most of it was over.
    #expect(begin.uptime - (told.data?["at"]?.intValue ?? 0) >= 200_000_000)
    #expect(try bench.journal(repetition: 2).filter { $0.kind == .end }.count == 2)
    note(.unlocked, true)
    #expect(try notices(1).last == "unlocked")
    #expect(try notices(2).last == "unlocked")
  }

  @Test("where the signal does not come, they are not tried, and say for what they waited")
  func absent() throws {
    agent.run(list(OrderTrigger(signal: .locking, limit: 20)))
    let end = try #require(try bench.journal().first { $0.kind == .end })
    #expect(end.outcome == .unsupported("'locking' did not come within 20 ms"))
  }

  @Test("where they need not wait for the signal, they act after the delay all the same")
  func optional() throws {
    agent.run(list(OrderTrigger(signal: .locking, delay: 10, limit: 20, isOptional: true)))
    #expect(try bench.journal().filter { $0.kind == .end }.map(\.outcome) == [.ok, .ok])
    #expect(try notices().contains("locking") == false)
  }

  @Test("protection.notices tells what the process was told")
  func told() throws {
    note(.locking, false)
    note(.unlocked, true)
    agent.run(bench.list("protection.notices"))
    #expect(
      try bench.journal().first { $0.kind == .end }?.data == [
        "notices": ["locking", "unlocked"], "count": 2, "available": ["locking": false, "unlocked": true],
      ])
  }

  @Test("a process that ends ends the wait")
  func closed() throws {
    try run([list(OrderTrigger(signal: .locking, limit: 600_000))]) { board.close() }
    #expect(try bench.journal().first { $0.kind == .end }?.outcome != .ok)
  }
}
