import Foundation
import ProbeProtocol
import Testing

@testable import ProbeKit

/// A file provider as an actor: orders come through its containing app, and it reports like any other. What the system
/// asks of its extension point is to be seen on a phone; here its host is woken as such a request wakes it.
struct ProviderActorTests {
  /// The classic kind and the replicated one, with the apps that contain them.
  static let providers: [(extension: ProbeName, app: ProbeName)] = [
    ("FileProviderProbe", "ProviderHost"), ("FileProviderReplica", "ReplicaHost"),
  ]

  private func host(_ probe: ProbeName, _ system: any ProbeSystem) -> ProbeHost {
    let manifest = ProbeManifest(info: [
      "SandProbeName": probe.rawValue, "SandProbeGroups": ["mailbox": Bench.group],
    ])
    return ProbeHost(system: system, manifest: manifest, desk: nil, isExtension: true)
  }

  /// Has the containing app do something for its extension.
  private func errand(
    _ action: ActionName, _ arguments: [String: JSONValue], of app: ProbeName, _ bench: Bench
  ) throws -> Event? {
    Agent(system: bench.system, probe: app, Agent.Surroundings(mailboxGroup: Bench.group))
      .run(bench.list(action, arguments, actor: .mailbox))
    return try bench.journal(actor: .mailbox).last
  }

  private func list(_ bench: Bench, _ orders: [(ActionName, [String: JSONValue])]) -> OrderList {
    OrderList(
      run: bench.run, key: bench.key, actor: "provider",
      orders: orders.enumerated().map { index, order in
        Order(
          scenario: Bench.scenario, repetition: 1, step: StepID("s\(index)"), action: order.0,
          arguments: order.1)
      })
  }

  private func idle(_ host: ProbeHost) async {
    await withCheckedContinuation { done in host.whenIdle { done.resume() } }
  }

  @Test(
    "it takes the orders that its app left, and reports with its process id and the system's words",
    arguments: providers)
  func acts(_ provider: (extension: ProbeName, app: ProbeName)) async throws {
    let bench = try Bench()
    let path = try bench.file("ReadOnly.txt", "content")
    let orders = list(
      bench,
      [
        ("identity.read", [:]), ("file.read", ["path": .text(path)]),
        ("file.write", ["path": .text("\(bench.container)/new"), "text": "mine", "create": true]),
        ("file.read", ["path": .text("\(bench.container)/none")]),
        ("file.read", ["path": .text("\(path)/below")]),
      ])
    let left = try errand(
      "mailbox.put", ["probe": .text(provider.extension.rawValue), "orders": .text(orders.encoded)],
      of: provider.app, bench)
    #expect(left?.outcome == .ok)
    let host = host(provider.extension, bench.system)
    #expect(host.readMailbox(), "the first request of the system finds them")
    #expect(!host.readMailbox(), "and the next one nothing")
    await idle(host)
    let collected = try errand(
      "mailbox.collect", ["probe": .text(provider.extension.rawValue)], of: provider.app, bench)
    #expect(collected?.data?["files"] == ["bench.test-1-provider.jsonl"])
    let events = try bench.journal(actor: "provider")
    #expect(events.filter { $0.kind == .hello }.count == 1)
    #expect(events.allSatisfy { $0.pid == bench.system.processID && $0.probe == provider.extension })
    let ends = events.filter { $0.kind == .end }
    #expect(ends.map(\.outcome) == [.ok, .ok, .ok, .errno(.enoent), .errno(.enotdir)])
    #expect(ends[0].data?["pid"] == .int(Int(bench.system.processID)))
    #expect(ends[4].outcome?.description.contains("ENOTDIR") == true)
    // The log carries the same, so that a run does not wait for the journal.
    let logged = try bench.loggedEvents().filter { $0.actor == "provider" }
    #expect(logged.map(\.sequence) == events.map(\.sequence))
  }

  @Test("every request looks into the mailbox: a later list reaches the process that runs") func again()
    async throws
  {
    let bench = try Bench()
    let host = host("FileProviderProbe", bench.system)
    #expect(!host.readMailbox())
    for step in 1...2 {
      let orders = bench.list("identity.read", actor: "provider", step: StepID("s\(step)"))
      _ = try errand(
        "mailbox.put", ["probe": "FileProviderProbe", "orders": .text(orders.encoded)], of: "ProviderHost",
        bench)
      #expect(host.readMailbox())
    }
    await idle(host)
    _ = try errand("mailbox.collect", ["probe": "FileProviderProbe"], of: "ProviderHost", bench)
    let events = try bench.journal(actor: "provider")
    #expect(events.filter { $0.kind == .end }.map(\.step) == ["s1", "s2"])
    #expect(events.map(\.sequence) == Array(1...events.count))
  }

  /// What needs the sharing UI, with arguments that are in order. The documentation has the list.
  static let atDesk: [ActionName: [String: JSONValue]] = [
    "share.present": ["path": "/x", "sheet": "activity"], "share.dismiss": [:],
    "picker.present": ["mode": "open"], "arrival.wait": [:], "item.load": [:],
    "scope.start": ["path": "/x"], "scope.stop": ["path": "/x"],
    "bookmark.save": ["path": "/x", "file": "/y"], "bookmark.open": ["file": "/y"],
  ]

  @Test("what needs the sharing UI it answers with not modelled; everything else is an order like any")
  func withoutDesk() throws {
    let bench = try Bench()
    for (action, arguments) in Self.atDesk {
      guard case .unsupported(let words)? = try bench.perform(action, arguments)?.outcome else {
        Issue.record("\(action) was carried out without a desk")
        continue
      }
      #expect(words.contains("the system's sharing UI"), "\(action): \(words)")
    }
    let page = try String(
      contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Documentation/phone-side.md").standardizedFileURL, encoding: .utf8)
    let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| the sharing UI |") })
    let named = row.split(separator: "`").filter { $0.wholeMatch(of: /[a-z]+\.[a-z]+/) != nil }
    #expect(Set(named.map { ActionName(String($0)) }) == Set(Self.atDesk.keys))
  }

  @Test("an extension has no UIApplication: what only that tells is unavailable") func withoutApplication()
    throws
  {
    let bench = try Bench()
    for action: ActionName in ["app.state", "protection.state"] {
      guard case .unsupported? = try bench.perform(action)?.outcome else {
        Issue.record("\(action) was answered without an application")
        continue
      }
    }
  }
}
