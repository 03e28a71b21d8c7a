import Foundation
import ProbeKit
import ProbeProtocol
import Testing

@testable import VirtualPhone

@Suite("The modelled log")
struct ModelLogTests {
  /// Forty tries, so that a machine that is slow between two calls does not hide it.
  @Test("a denial's record comes after what the process logs next: the kernel is late")
  func late() throws {
    let phone = try ModelTestPhone()
    let process = try phone.process("Outsider")
    let path = try phone.group()
    for number in 0..<40 {
      let file = "\(path)/\(number)"
      #expect(throws: SystemError.errno(.eperm)) { try process.open(file, .createNew) }
      process.log("after \(file)", level: .default)
    }
    #expect(phone.kernelMessages().count == 40)
    let messages = phone.records.withLock { $0.map(\.message) }
    let late = (0..<40).filter { number in
      let file = "\(path)/\(number)"
      let next = messages.firstIndex(of: "after \(file)")
      let denial = messages.firstIndex { $0.hasSuffix(" file-write-create \(file)") }
      return (next ?? 0) < (denial ?? 0)
    }
    #expect(late.count > 20)
  }

  @Test("repeated denials are folded: full records and duplicates add up to what was denied")
  func folding() throws {
    let phone = try ModelTestPhone()
    let process = try phone.process("Outsider")
    let path = try phone.group()
    for _ in 0..<200 { _ = try? process.listDirectory(path) }
    let text = "Sandbox: Outsider(\(process.processID)) deny(1) file-read-data \(path)"
    let messages = phone.kernelMessages()
    #expect(messages.first == text)
    #expect(messages.count < 200)
    let counts = messages.map { message in
      message == text ? 1 : message.hasSuffix(" for \(text)") ? Int(message.prefix { $0 != " " }) ?? 0 : 0
    }
    #expect(counts.allSatisfy { $0 > 0 })
    #expect(counts.reduce(0, +) == 200)
  }

  @Test("folding never joins two processes, operations or paths")
  func foldsApart() throws {
    let phone = try ModelTestPhone()
    let path = try phone.group()
    for probe in ["Outsider", "IsolatedA"] {
      let process = try phone.process(probe)
      _ = try? process.listDirectory(path)
      _ = try? process.listDirectory(path + "/Library")
      _ = try? process.status(path, followingLinks: true)
    }
    #expect(phone.kernelMessages().count == 6)
  }

  @Test("a long message is cut at 1,024 bytes and never within a letter, a private argument is hidden")
  func text() throws {
    let phone = try ModelTestPhone()
    let process = try phone.process("Outsider")
    process.log(String(repeating: "x", count: 2_000), level: .default)
    process.log("x" + String(repeating: "é", count: 1_000), level: .fault)
    process.log(head: "head ", private: "secret", tail: "tail", level: .info)
    phone.model.core.log.waitUntilQuiet()
    let records = phone.records.withLock { $0 }
    #expect(records.map(\.message.utf8.count) == [1_024, 1_023, 18])
    #expect(records.last?.message == "head <private>tail")
    #expect(records.map(\.level) == [.default, .fault, .info])
    #expect(records.allSatisfy { $0.subsystem == "sandprobe.Outsider" && $0.image == nil })
  }

  @Test("a shut-down phone logs nothing more, and its processes come to their end")
  func shutdown() throws {
    let phone = try ModelTestPhone(chatter: true)
    let process = try phone.process("Outsider")
    let path = try phone.group()
    _ = try? process.listDirectory(path)
    phone.model.shutdown()
    let count = phone.records.withLock { $0.count }
    process.log("too late", level: .default)
    _ = try? process.listDirectory(path)
    #expect(phone.records.withLock { $0.count } == count)
    #expect(throws: LaunchError.self) {
      try phone.model.launcher.launch(bundle: "dev.sandprobe.Outsider", environment: [:])
    }
  }

  @Test("shutting down ends an app in the middle of an action, and waits for its thread")
  func shutdownInAction() async throws {
    let phone = try ModelTestPhone()
    let (begun, continuation) = AsyncStream.makeStream(of: Void.self)
    let observation = phone.model.observeLog { record in
      guard let line = EventLine(message: record.message),
        let event = try? EventLine.event(joining: [line.payload]), event.kind == .begin
      else { return }
      continuation.yield()
    }
    let order = Order(
      scenario: "model/wait", repetition: 1, step: "wait", action: "counter.race",
      arguments: ["path": "~/Documents/n", "rounds": 1, "hold": 60_000, "coordinated": true, "partners": 1])
    let key = RunKey(bytes: Data(repeating: 1, count: 32))
    let list = OrderList(run: "r4", key: key, actor: "a", orders: [order])
    let bundle = "dev.sandprobe.IsolatedB"
    let pid = try phone.model.launcher.launch(
      bundle: bundle, environment: [OrderList.environmentName: list.encoded])
    #expect(phone.model.processes()[pid] == "IsolatedB")
    for await _ in begun { break }
    phone.model.shutdown()
    observation.cancel()
    #expect(phone.model.processes()[pid] == nil)
    let store = try phone.model.container(bundle: bundle, documentsOnly: false)
    let journal = try store.read(
      JournalPath.file(run: "r4", scenario: "model/wait", repetition: 1, actor: "a"))
    let kinds = try String(decoding: journal, as: UTF8.self).split(separator: "\n").map {
      try JournalLine.decode($0, key: key).kind
    }
    #expect(kinds == [.hello, .begin])
  }

  @Test("an ended process has no effect any more")
  func ended() throws {
    let phone = try ModelTestPhone()
    let process = try phone.process("IsolatedA")
    let home = process.homeDirectory
    phone.end("IsolatedA")
    #expect(throws: SystemError.errno("EINTR")) { try process.makeDirectory("\(home)/late") }
    process.log("late", level: .default)
    #expect(phone.kernelMessages().isEmpty && phone.records.withLock { $0.isEmpty })
    #expect(phone.model.processes()[process.processID] == nil)
  }

  @Test("chatter comes from other processes, and a cancelled observation gets nothing")
  func chatter() async throws {
    let phone = try ModelTestPhone(chatter: true)
    let (stream, continuation) = AsyncStream.makeStream(of: PhoneLogRecord.self)
    let observation = phone.model.observeLog { continuation.yield($0) }
    var seen: [PhoneLogRecord] = []
    for await record in stream {
      seen.append(record)
      if seen.count == 5 { break }
    }
    observation.cancel()
    let names = Set(Daemon.all.map(\.name))
    #expect(seen.allSatisfy { names.contains($0.process) && !$0.message.contains("#") })
    let probes = Set(AppManifest.probes.map(\.executable))
    #expect(ChatterLines.all.allSatisfy { !probes.contains($0.daemon.name) })
  }
}
