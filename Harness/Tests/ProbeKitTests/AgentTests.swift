import Foundation
import ProbeProtocol
import Testing

@testable import ProbeKit

struct AgentTests {
  let bench: Bench

  init() throws { bench = try Bench() }

  @Test("A process says hello, then begin and end of each order, with arguments and outcome")
  func course() throws {
    let agent = Agent(system: bench.system, probe: "Bench")
    var list = bench.list("dir.open", ["path": "~"])
    list.orders += bench.list("file.frobnicate", step: "second").orders
    agent.run(list)
    let events = try bench.journal()
    #expect(events.map(\.kind) == [.hello, .begin, .end, .begin, .end])
    #expect(events.map(\.sequence) == [1, 2, 3, 4, 5])
    #expect(events.map(\.step) == [nil, "step", "step", "second", "second"])
    #expect(events[0].data?["bundle"] == "com.example.Bench")
    #expect(events[0].data?["version"] == "7")
    #expect(events[0].data?["home"] == .text(bench.home))
    #expect(events[1].data == ["path": .text(bench.home)])
    #expect(events[2].outcome == .ok)
    #expect(Set(events.map(\.scenario)) == [Bench.scenario])
  }

  @Test("The count goes on over a restart, and each repetition and actor counts for itself")
  func restart() throws {
    _ = try bench.perform("identity.read")
    _ = try bench.perform("identity.read")
    #expect(try bench.journal().map(\.sequence) == Array(1...6))
    let agent = Agent(system: bench.system, probe: "Bench")
    agent.run(bench.list("identity.read", repetition: 2))
    agent.run(bench.list("identity.read", actor: "outsider"))
    agent.run(bench.list("identity.read", repetition: 2))
    #expect(try bench.journal(repetition: 2).map(\.sequence) == Array(1...5))
    #expect(try bench.journal(actor: "outsider").map(\.sequence) == Array(1...3))
  }

  @Test("A cut last line is ended, and the count goes on after the last authentic line")
  func cutLine() throws {
    _ = try bench.perform("identity.read")
    let path = bench.journalPath()
    let whole = try bench.content(of: path)
    let forged = JournalLine.encode(try #require(try bench.journal().last), key: .random())
    let cut = whole.dropLast(10)
    try (cut + "\n" + forged + "\nrest without end").write(toFile: path, atomically: false, encoding: .utf8)
    Agent(system: bench.system, probe: "Bench").run(bench.list("identity.read"))
    let lines = try bench.content(of: path).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[4] == "rest without end")
    #expect(lines.last == "")
    let added = try lines[5..<8].map { try JournalLine.decode($0, key: bench.key) }
    #expect(added.map(\.sequence) == [3, 4, 5])
    #expect(added.map(\.kind) == [.hello, .begin, .end])
  }

  @Test("An event is in the journal before it is in the log")
  func journalFirst() throws {
    let path = bench.journalPath()
    let key = bench.key
    let late = Locked<[String]>([])
    bench.watch { message in
      guard let line = EventLine(message: message.redactedText) else { return }
      let journal = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      let last = journal.split(separator: "\n").last.flatMap { try? JournalLine.decode($0, key: key) }
      let isThere = last.map { line.event.hasPrefix("\($0.pid).\($0.sequence).\($0.actor).") } ?? false
      if !isThere || !journal.hasSuffix("\n") { late.withLock { $0.append(line.event) } }
    }
    _ = try bench.perform("dir.open", ["path": "~"])
    #expect(late.withLock { $0 } == [])
    #expect(bench.logged.count >= 3)
    #expect(try bench.loggedEvents() == bench.journal())
  }

  @Test("A journal that cannot be written costs no log line, and the log says so")
  func noJournal() throws {
    try Data().write(to: URL(fileURLWithPath: bench.home + "/Documents"))
    let agent = Agent(system: bench.system, probe: "Bench")
    agent.run(bench.list("identity.read"))
    let events = try bench.loggedEvents()
    #expect(events.map(\.sequence) == [1, 2, 3])
    #expect(events.allSatisfy { $0.data?["journalError"] == "ENOTDIR" })
    try FileManager.default.removeItem(atPath: bench.home + "/Documents")
    agent.run(bench.list("identity.read"))
    #expect(try bench.journal().map(\.sequence) == [4, 5])
    #expect(try bench.journal().allSatisfy { $0.data?["journalError"] == nil })
  }

  @Test("Names that lead out of the folder reach no file")
  func traversal() throws {
    var list = bench.list("identity.read")
    list.run = "../../../escape"
    Agent(system: bench.system, probe: "Bench").run(list)
    #expect(try bench.loggedEvents().first?.data?["journalError"] == "EINVAL")
    #expect(try FileManager.default.subpathsOfDirectory(atPath: bench.root).sorted() == ["group", "home"])
  }

  @Test("Every line is short, authentic and at default level, however much an event holds")
  func lines() throws {
    for index in 0..<600 { try bench.file("\(index)-" + String(repeating: "ü", count: 100), "") }
    let end = try #require(try bench.perform("dir.open", ["path": .text(bench.container)]))
    #expect(end.data?["count"] == 600)
    #expect(end.data?["entries"]?.arrayValue?.count == 500)
    #expect(end.data?["truncated"] == true)
    for message in bench.logged {
      #expect(message.redactedText.utf8.count <= EventLine.maximumLength)
      #expect(message.level == .default)
      #expect(EventLine(message: message.redactedText)?.isAuthentic(under: bench.key) == true)
    }
    #expect(try bench.loggedEvents() == bench.journal())
  }

  @Test("Text is cut between characters, paths later than other text, and data that lost something says so")
  func bounds() {
    let long = String(repeating: "ü", count: 200)
    let bounded = EventData.bounded(["a": .text("x" + long), "path": .text("/" + long), "n": 1])
    #expect(bounded["a"] == .text("x" + String(repeating: "ü", count: 127)))
    #expect(bounded["path"] == .text("/" + long))
    #expect(bounded["truncated"] == true)
    #expect(EventData.bounded(["n": 1]) == ["n": 1])
    let name = JSONValue.text("/" + String(repeating: "x", count: 1_000))
    let names = JSONValue.array(Array(repeating: name, count: 500))
    #expect(EventData.bounded(["a": names, "b": names, "c": names]) == ["truncated": true])
  }
}
