import Device
import Foundation
import ProbeProtocol
import Testing
import VirtualPhone

/// Every request meets a runner that died, one that is late, one without a session and one with another token.
@Suite(
  .serialized, .timeLimit(.minutes(10)), .enabled(if: ConductorStand.isPossible, "iproxy is not installed"))
struct ConductorTroubleTests {
  private typealias Ask = @Sendable (ConductorClient) async throws -> Void

  private static let app = ConductorStand.app

  /// A request of each kind.
  private static let requests: [Conductor.Path: Ask] = [
    .status: { _ = try await $0.status() },
    .session: { _ = try await $0.open(ConductorStand.session) },
    .orders: { _ = try await $0.send(.init(bundle: app, delivery: .launch, orders: "x")) },
    .launch: { _ = try await $0.launch(.init(bundle: app)) },
    .activate: { _ = try await $0.activate(.init(bundle: app)) },
    .background: { try await $0.background(.init(bundle: app)) },
    .terminate: { try await $0.terminate(.init(bundle: app)) },
    .fence: { _ = try await $0.fence(.init(scenario: "s/s", repetition: 1, step: "x")) },
    .canary: { _ = try await $0.canary() },
    .share: { _ = try await $0.share(.init(bundle: app, target: nil, timeLimit: 1)) },
    .picker: { _ = try await $0.pick(.init(bundle: app, choice: .cancel, timeLimit: 1)) },
    .alert: { _ = try await $0.answer(.init(bundle: app, kind: .any, answer: .none, timeLimit: 1)) },
    .lock: { _ = try await $0.lock() },
    .unlock: { _ = try await $0.unlock() },
    .isLocked: { _ = try await $0.isLocked() },
    .screenshot: { _ = try await $0.screenshot() },
    .tree: { _ = try await $0.tree(.init()) },
    .end: { try await $0.end() },
  ]

  @Test("no request is left out") func complete() {
    #expect(Set(Self.requests.keys) == Set(Conductor.Path.allCases))
  }

  @Test("a runner that is gone answers nothing, and each request says so") func dead() async throws {
    try await ConductorStand.with { stand in
      try await stand.client.end()
      #expect(!stand.model.hasConductor)
      for (path, ask) in Self.requests {
        do {
          try await ask(stand.client)
          Issue.record("\(path.rawValue) was answered")
        } catch ConductorError.unreachable {
          continue
        }
      }
    }
  }

  @Test("a late answer runs out of the request's own time, and the path is told") func late() async throws {
    try await ConductorStand.with(
      faults: "conductor-late=900", timeLimit: .milliseconds(50), opens: false
    ) { stand in
      for (path, ask) in Self.requests {
        do {
          try await ask(stand.client)
          Issue.record("\(path.rawValue) was answered in time")
        } catch ConductorError.timedOut(let told, _) {
          #expect(told == path.rawValue)
        }
      }
    }
  }

  @Test("without a session, and with another token, nothing is done") func strangers() async throws {
    try await ConductorStand.with(opens: false) { stand in
      for (path, ask) in Self.requests where ![.status, .session].contains(path) {
        #expect(
          try await stand.refusal { try await ask(stand.client) }.code == .noSession, "\(path.rawValue)")
      }
      _ = try await stand.client.open(ConductorStand.session)
      let thief = ConductorClient(port: stand.port, token: "other")
      for (path, ask) in Self.requests {
        #expect(try await stand.refusal { try await ask(thief) }.code == .unauthorized, "\(path.rawValue)")
      }
      #expect(stand.model.hasConductor && !stand.model.lock.isLocked)
    }
  }

  @Test("an alert in the way stops sheet and picker with its words, and leaves apps and lock to what they do")
  func alertInTheWay() async throws {
    try await ConductorStand.with { stand in
      stand.model.screen.present(AlertScene(app: Self.app, title: "Update", buttons: ["Later", "Now"]))
      for path in [Conductor.Path.share, .picker] {
        let ask = try #require(Self.requests[path])
        let refusal = try await stand.refusal { try await ask(stand.client) }
        #expect(refusal.code == .alertInTheWay && refusal.message.contains("Update"), "\(path.rawValue)")
        #expect(refusal.evidence?.screenshot != nil && refusal.evidence?.trees.isEmpty == false)
      }
      _ = try await stand.client.screenshot()
      let tree = try await stand.client.tree(.init(bundle: "com.apple.springboard"))
      #expect(tree.text.contains("Update"))
      #expect(try await stand.client.lock().isLocked)
      #expect(try await !stand.client.unlock().isLocked)
    }
  }
}
