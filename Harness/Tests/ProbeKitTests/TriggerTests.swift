import ProbeProtocol
import Testing

@testable import ProbeKit

struct TriggerTests {
  private func list(_ bench: Bench, _ triggers: [OrderTrigger?]) -> OrderList {
    var list = bench.list("identity.read")
    list.orders = triggers.enumerated()
      .map { number, trigger in
        var order = list.orders[0]
        order.step = StepID("step-\(number)")
        order.after = trigger
        return order
      }
    return list
  }

  private func outcomes(_ bench: Bench) throws -> [Outcome?] {
    try bench.journal().filter { $0.kind == .end }.map(\.outcome)
  }

  @Test("orders wait for notifications in their order, and one that came before the list does not count")
  func inOrder() throws {
    let bench = try Bench()
    let board = TriggerBoard()
    board.note(.locking)
    let place = board.end
    for signal in [OrderTrigger.Signal.background, .locking, .unlocked] { board.note(signal) }
    let agent = Agent(system: bench.system, probe: "Bench", Agent.Surroundings(triggers: board))
    agent.run(
      list(bench, [.init(signal: .locking, limit: 0), nil, .init(signal: .unlocked, limit: 0)]), from: place)
    #expect(try outcomes(bench) == [.ok, .ok, .ok])
  }

  @Test("an order whose notification does not come is not carried out, and says so")
  func late() throws {
    let bench = try Bench()
    let board = TriggerBoard()
    board.note(.locking)
    let agent = Agent(system: bench.system, probe: "Bench", Agent.Surroundings(triggers: board))
    agent.run(list(bench, [.init(signal: .locking, limit: 1), nil]))
    #expect(try outcomes(bench) == [.unsupported("'locking' did not come within 1 ms"), .ok])
  }

  @Test("one notification serves one order")
  func once() throws {
    let bench = try Bench()
    let board = TriggerBoard()
    let place = board.end
    board.note(.locking)
    let agent = Agent(system: bench.system, probe: "Bench", Agent.Surroundings(triggers: board))
    let trigger = OrderTrigger(signal: .locking, limit: 1)
    agent.run(list(bench, [trigger, trigger]), from: place)
    #expect(try outcomes(bench) == [.ok, .unsupported("'locking' did not come within 1 ms")])
  }

  @Test("an agent without notifications waits for none; a delay alone needs none")
  func without() throws {
    let bench = try Bench()
    Agent(system: bench.system, probe: "Bench")
      .run(list(bench, [.init(signal: .unlocked), .init(signal: nil, delay: 1)]))
    #expect(
      try outcomes(bench) == [
        .unsupported("Bench gets no notifications, and identity.read waits for 'unlocked'"), .ok,
      ])
  }

  @Test("a board that forgot its oldest notifications still gives the next one")
  func forgets() {
    let board = TriggerBoard()
    var place = board.end
    for _ in 0..<2_000 { board.note(.active) }
    board.note(.locking)
    #expect(board.wait(for: .locking, from: &place, within: 0) != nil)
    #expect(place == board.end)
  }

  @Test("an order without a trigger is coded as it always was; one with a trigger survives")
  func coding() throws {
    let bench = try Bench()
    let plain = bench.list("identity.read")
    #expect(!CanonicalJSON.encode(plain).contains("after".utf8))
    let waiting = list(bench, [.init(signal: .locking, delay: 12_000)])
    #expect(try OrderList(encoded: waiting.encoded) == waiting)
  }
}
