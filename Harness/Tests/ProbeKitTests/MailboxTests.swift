import Foundation
import ProbeProtocol
import Testing

@testable import ProbeKit

struct MailboxTests {
  private static let manifest = ProbeManifest(info: [
    "SandProbeName": "ShareProbe", "SandProbeGroups": ["mailbox": Bench.group],
  ])

  private func put(
    _ orders: String, _ bench: Bench, group: String? = Bench.group, probe: String = "ShareProbe"
  )
    throws -> Outcome?
  {
    let surroundings = Agent.Surroundings(mailboxGroup: group)
    Agent(system: bench.system, probe: "ShareHost", surroundings)
      .run(bench.list("mailbox.put", ["probe": .text(probe), "orders": .text(orders)], actor: "host-app"))
    return try bench.journal(actor: "host-app").last?.outcome
  }

  @Test("a list that the containing app leaves is taken once, and carried out by the extension")
  func handedOver() async throws {
    let bench = try Bench()
    let orders = bench.list("identity.read", actor: "share")
    #expect(try put(orders.encoded, bench) == .ok)
    let host = ProbeHost(system: bench.system, manifest: Self.manifest, desk: nil, isExtension: true)
    #expect(host.readMailbox())
    #expect(!host.readMailbox())
    await withCheckedContinuation { done in host.whenIdle { done.resume() } }
    #expect(host.card.text.contains("identity.read → ok"))
    // The journal lies in the App Group, and not in the extension's own home.
    #expect(throws: (any Error).self) { try bench.journal(actor: "share") }
    Agent(system: bench.system, probe: "ShareHost", Agent.Surroundings(mailboxGroup: Bench.group))
      .run(bench.list("mailbox.collect", ["probe": "ShareProbe"], actor: "host-app"))
    #expect(
      try bench.journal(actor: "host-app").last?.data?["files"] == ["bench.test-1-share.jsonl"])
    #expect(try bench.journal(actor: "share").map(\.kind) == [.hello, .begin, .end])
  }

  @Test("orders, which hold the run's key, are left and not told in events")
  func secret() throws {
    let bench = try Bench()
    let orders = bench.list("identity.read", actor: "share")
    #expect(try put(orders.encoded, bench) == .ok)
    _ = try put(orders.encoded, bench, group: nil)
    let begins = try bench.journal(actor: "host-app").filter { $0.kind == .begin }
    #expect(begins.count == 2)
    for event in begins {
      #expect(event.data?["orders"] == .string("\(orders.encoded.utf8.count) bytes, not shown"))
      #expect(event.data?["probe"] == "ShareProbe")
    }
  }

  @Test("a newer list takes the place of one that was not taken")
  func replaced() throws {
    let bench = try Bench()
    let mailbox = try Mailbox(probe: "ShareProbe", group: Bench.group, system: bench.system)
    try mailbox.put("first")
    try mailbox.put("second")
    #expect(try mailbox.take() == "second")
    #expect(try mailbox.take() == nil)
  }

  @Test("what is no list of orders is not left, nor is one for a name that leads elsewhere")
  func refused() throws {
    let bench = try Bench()
    for (orders, probe) in [("nonsense", "ShareProbe"), (bench.list("identity.read").encoded, "../other")] {
      guard case .unsupported = try put(orders, bench, probe: probe) else {
        Issue.record("\(probe) took \(orders)")
        continue
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.container) == [])
  }

  @Test("an app without a mailbox, and one whose App Group has no container, say so")
  func without() throws {
    let bench = try Bench()
    let orders = bench.list("identity.read").encoded
    guard case .unsupported = try put(orders, bench, group: nil) else {
      Issue.record("an app without an App Group left orders")
      return
    }
    #expect(
      try put(orders, bench, group: "group.absent")
        == .error(
          .init(domain: "SandProbe.Mailbox", code: 1, message: "the App Group group.absent has no container"))
    )
  }

  @Test("only journals with fit names are collected")
  func collects() throws {
    let bench = try Bench()
    let mailbox = try Mailbox(probe: "ShareProbe", group: Bench.group, system: bench.system)
    let folder = "\(mailbox.folder)/\(JournalPath.folder(run: bench.run))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in ["a.jsonl", "b.txt", "-c d.jsonl", ".hidden.jsonl"] {
      try Data("x".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    #expect(try mailbox.collect(run: bench.run) == ["a.jsonl"])
    #expect(try mailbox.collect(run: "another") == [])
  }
}
