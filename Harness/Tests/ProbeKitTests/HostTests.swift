import Foundation
import ProbeProtocol
import Testing

@testable import ProbeKit

struct HostTests {
  private static let manifest = ProbeManifest(info: [
    "SandProbeName": "GroupMemberA", "SandProbeGroups": ["shared": "group.x"], "SandProbeNote": "A member.",
    "SandProbeClaims": ["FS-10", "FS-11"],
  ])

  private func idle(_ host: ProbeHost) async {
    await withCheckedContinuation { done in host.whenIdle { done.resume() } }
  }

  @Test("orders of the environment are carried out, and the card tells the last one")
  func environment() async throws {
    let bench = try Bench()
    let host = ProbeHost(system: bench.system, manifest: Self.manifest, desk: nil)
    #expect(!host.isBusy)
    host.launch(environment: [OrderList.environmentName: bench.list("identity.read").encoded])
    await idle(host)
    #expect(!host.isBusy)
    #expect(try bench.journal().map(\.kind) == [.hello, .begin, .end])
    #expect(
      host.card.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) == [
        "GroupMemberA", "com.example.Bench, build 7",
        "process \(bench.system.processID), user \(bench.system.userID)", "A member.",
        "App Group shared: group.x", "for FS-10, FS-11", "", "step: identity.read → ok", "",
        "Nothing to do by hand.",
      ])
  }

  @Test("a URL of the app's own scheme carries orders; any other belongs to somebody else")
  func urls() async throws {
    let bench = try Bench()
    let host = ProbeHost(system: bench.system, manifest: Self.manifest, desk: nil)
    let orders = bench.list("identity.read").encoded
    #expect(host.open(url: OrderInbox.url(bundle: "com.example.Bench", encodedOrders: orders)))
    await idle(host)
    #expect(try bench.journal().count == 3)
    #expect(!host.open(url: "file:///private/var/mobile/x.txt"))
    #expect(!host.open(url: OrderInbox.url(bundle: "com.example.Bench2", encodedOrders: orders)))
    #expect(host.card.trouble == nil)
  }

  @Test("orders that cannot be read are told on the screen")
  func trouble() throws {
    let bench = try Bench()
    let host = ProbeHost(system: bench.system, manifest: Self.manifest, desk: nil)
    #expect(host.open(url: "sandprobe-bench://order"))
    #expect(host.card.trouble == OrderInboxError.noList.description)
    host.launch(environment: [OrderList.environmentName: "%"])
    #expect(host.card.text.contains("Not understood: the order is not base64url text"))
  }

  @Test("notifications reach orders that wait, and the card says what to do by hand meanwhile")
  func notifications() async throws {
    let bench = try Bench()
    let host = ProbeHost(system: bench.system, manifest: Self.manifest, desk: nil)
    var list = bench.list("identity.read")
    list.orders[0].after = OrderTrigger(signal: .locking)
    let cards = Locked<[String]>([])
    host.watch { card in
      cards.withLock { $0.append(card.text) }
      // As soon as the card asks for it, the phone is locked.
      if card.text.hasSuffix("To do by hand: lock the phone"), card.lastSignal == nil { host.note(.locking) }
    }
    host.launch(environment: [OrderList.environmentName: list.encoded])
    await idle(host)
    #expect(host.card.lastSignal == .locking)
    #expect(host.card.text.contains("identity.read → ok"))
    #expect(host.card.text.hasSuffix("Nothing to do by hand."))
    #expect(cards.withLock { $0 }.contains { $0.hasSuffix("To do by hand: lock the phone") })
  }

  @Test("an Info.plist without our keys is no crash")
  func bareManifest() {
    let manifest = ProbeManifest(info: ["SandProbeGroups": 7, "SandProbeClaims": "FS-01"])
    #expect(manifest.probe == "" && manifest.groups.isEmpty && manifest.claims.isEmpty)
  }
}
