import Foundation
import ProbeKit
import ProbeProtocol

/// A probe app that runs: its process, and the thread on which its agent carries out orders.
final class RunningApp: @unchecked Sendable {
  let process: ModelledProcess
  let desk: ModelledDesk
  private let condition = NSCondition()
  private var orders: [(list: OrderList, place: TriggerBoard.Place)] = []
  private var isOver = false
  private var thread: WorkerThread?
  private let agent: Agent

  init(process: ModelledProcess, screen: ScreenModel) {
    self.process = process
    let desk = ModelledDesk(process, screen: screen)
    self.desk = desk
    agent = Agent(
      system: process, probe: process.identity.probe,
      Agent.Surroundings(
        desk: desk, mailboxGroup: process.identity.app.manifest.groups[ProbeManifest.mailboxGroup],
        triggers: process.triggers))
    thread = WorkerThread(name: process.identity.name) { [self, agent] in
      while let (list, place) = next() { agent.run(list, from: place) }
    }
  }

  /// Hands orders to the agent, which does them after those it has.
  func deliver(_ list: OrderList) {
    agent.announce(list)
    condition.lock()
    defer { condition.unlock() }
    orders.append((list, process.triggers.end))
    condition.signal()
  }

  /// Ends the process. Its thread comes to its end soon after; ``join()`` waits for it.
  func end() {
    process.end()
    condition.lock()
    defer { condition.unlock() }
    isOver = true
    orders = []
    condition.broadcast()
  }

  /// Whether the agent's thread is gone.
  var isGone: Bool { thread?.isFinished ?? true }

  func join() { thread?.join() }

  private func next() -> (list: OrderList, place: TriggerBoard.Place)? {
    condition.lock()
    defer { condition.unlock() }
    while orders.isEmpty, !isOver { condition.wait() }
    return isOver ? nil : orders.removeFirst()
  }
}
