import Foundation
import ProbeKit
import ProbeProtocol

@testable import VirtualPhone

/// A model on which tests act through ProbeKit's own agent, with all that it logs.
final class ModelTestPhone: Sendable {
  let model: PhoneModel
  let records = Locked<[PhoneLogRecord]>([])
  private let observation: PhoneLogObservation
  private let steps = Locked(0)
  private let processes = Locked<[String: ModelledProcess]>([:])
  private let key = RunKey(bytes: Data(repeating: 7, count: 32))

  init(
    _ profile: String = "ios-15.2", mutants: [String] = [], seed: UInt64 = 1, chatter: Bool = false,
    passcode: String? = "2580", closing: Int = 0
  ) throws {
    model = try PhoneModel(
      profile: profile, mutants: mutants, seed: seed, chatter: chatter, passcode: passcode, closing: closing)
    observation = model.observeLog { [records] record in records.withLock { $0.append(record) } }
  }

  deinit {
    observation.cancel()
    model.shutdown()
  }

  /// The running process of a probe, started when it is first asked for.
  func process(_ probe: String) throws -> ModelledProcess {
    if let running = processes.withLock({ $0[probe] }) { return running }
    guard let app = model.core.state.withLock({ $0.containers.app("dev.sandprobe.\(probe)") }) else {
      throw VirtualDeviceError.noSuchApplication
    }
    let process = ModelledProcess.start(app, probe: ProbeName(probe), on: model.core)
    processes.withLock { $0[probe] = process }
    return process
  }

  /// Ends the probe's process, so that the next action starts another.
  func end(_ probe: String) {
    processes.withLock { $0.removeValue(forKey: probe) }?.end()
  }

  /// Has a probe take one action and gives the journal's end event.
  func act(_ probe: String, _ action: ActionName, _ arguments: [String: JSONValue] = [:]) throws -> Event {
    let process = try process(probe)
    let number = steps.withLock { steps in
      steps += 1
      return steps
    }
    let order = Order(
      scenario: "model/test", repetition: number, step: "only", action: action, arguments: arguments)
    let list = OrderList(run: "r1", key: key, actor: "actor", orders: [order])
    Agent(system: process, probe: ProbeName(probe)).run(list)
    let path = JournalPath.file(run: "r1", scenario: "model/test", repetition: number, actor: "actor")
    let store = ModelFileStore(core: model.core, root: process.identity.app.container)
    let lines = String(decoding: try store.read(path), as: UTF8.self).split(separator: "\n")
    return try JournalLine.decode(lines.last ?? "", key: key)
  }

  /// How an action of a probe ends.
  func outcome(_ probe: String, _ action: ActionName, _ arguments: [String: JSONValue] = [:]) throws
    -> Outcome?
  {
    try act(probe, action, arguments).outcome
  }

  /// What an action of a probe gives back, in words that can be compared.
  func words(_ probe: String, _ action: ActionName, _ arguments: [String: JSONValue] = [:]) throws -> String {
    let event = try act(probe, action, arguments)
    return "\(probe) \(action) \(event.outcome?.description ?? "-") \(event.data?.compactText ?? "-")"
  }

  func home(_ probe: String) throws -> String { try process(probe).homeDirectory }

  /// The group container as its member finds it.
  func group(_ probe: String = "GroupMemberA") throws -> String {
    try process(probe).groupContainer("group.dev.sandprobe.shared") ?? "/nowhere"
  }

  /// The kernel's messages up to now, once nothing more is on its way.
  func kernelMessages() -> [String] {
    model.core.log.waitUntilQuiet()
    return records.withLock { $0.filter { $0.process == "kernel" }.map(\.message) }
  }
}
