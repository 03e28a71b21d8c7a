import Foundation
import ProbeProtocol

@testable import ProbeKit

/// A temporary folder that stands for a phone's home directory, with one App Group, and what was logged there.
final class Bench: Sendable {
  static let group = "group.bench"
  static let scenario: ScenarioID = "bench/test"

  let root: String
  let home: String
  let container: String
  let key = RunKey.random()
  let run: RunID = "run-1"
  private let messages: Locked<[LogMessage]>
  private let watcher: Locked<(@Sendable (LogMessage) -> Void)?>
  let system: LiveSystem

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "ProbeKit-\(UUID().uuidString)")
    root = folder.path
    home = root + "/home"
    container = root + "/group"
    for path in [home, container] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    let messages = Locked<[LogMessage]>([])
    let watcher = Locked<(@Sendable (LogMessage) -> Void)?>(nil)
    self.messages = messages
    self.watcher = watcher
    system = LiveSystem(
      home: home, groups: [Self.group: container], bundle: ("com.example.Bench", "7"),
      logSink: { message in
        watcher.withLock { $0 }?(message)
        messages.withLock { $0.append(message) }
      })
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  var logged: [LogMessage] { messages.withLock { $0 } }
  func watch(_ body: @escaping @Sendable (LogMessage) -> Void) { watcher.withLock { $0 = body } }

  func list(
    _ action: ActionName, _ arguments: [String: JSONValue] = [:], actor: ActorName = "member",
    repetition: Int = 1, step: StepID = "step"
  ) -> OrderList {
    OrderList(
      run: run, key: key, actor: actor,
      orders: [
        Order(
          scenario: Self.scenario, repetition: repetition, step: step, action: action, arguments: arguments)
      ])
  }

  /// Has a new process take one action and gives the event that ended it, as the journal has it.
  func perform(
    _ action: ActionName, _ arguments: [String: JSONValue] = [:], on other: (any ProbeSystem)? = nil
  ) throws -> Event? {
    Agent(system: other ?? system, probe: "Bench").run(list(action, arguments))
    return try journal().last
  }

  func journalPath(actor: ActorName = "member", repetition: Int = 1) -> String {
    home + "/"
      + JournalPath.file(run: run, scenario: Self.scenario, repetition: repetition, actor: actor)
  }

  /// Every event of a journal; throws where one line is not authentic.
  func journal(actor: ActorName = "member", repetition: Int = 1) throws -> [Event] {
    try events(at: journalPath(actor: actor, repetition: repetition))
  }

  func conductorJournal() throws -> [Event] { try events(at: home + "/" + JournalPath.conductor(run: run)) }

  private func events(at path: String) throws -> [Event] {
    try content(of: path).split(separator: "\n").map { try JournalLine.decode($0, key: key) }
  }

  /// The events that the log carried, in order, from their authentic lines.
  func loggedEvents() throws -> [Event] {
    var events: [Event] = []
    var payloads: [String] = []
    for line in logged.compactMap({ EventLine(message: $0.redactedText) }) where line.isAuthentic(under: key)
    {
      payloads.append(line.payload)
      guard line.part == line.parts else { continue }
      events.append(try EventLine.event(joining: payloads))
      payloads = []
    }
    return events
  }

  func content(of path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  @discardableResult
  func file(_ name: String, _ content: String) throws -> String {
    let path = "\(container)/\(name)"
    try Data(content.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }
}

extension JSONValue {
  static func text(_ text: String) -> JSONValue { .string(text) }
}
