import Foundation
import ProbeProtocol
import Testing

@testable import ProbeKit

/// A launcher for which only the lock matters.
private struct LockLauncher: ProbeLauncher {
  let screen: ScriptedScreen
  var isLocked: Bool { screen.isLocked }
  func isRunning(bundle: String) -> Bool { true }
  func launch(bundle: String, environment: [String: String]) -> Int32 { 1 }
  func open(bundle: String, url: String) -> Int32 { 1 }
  func activate(bundle: String) -> Int32 { 7 }
  func background(bundle: String) {}
  func terminate(bundle: String) {}
}

struct ScreenRequestTests {
  private func core(_ screen: ScriptedScreen?) async throws -> ConductorCore {
    let bench = try Bench()
    let core = ConductorCore(
      system: bench.system, launcher: LockLauncher(screen: screen ?? ScriptedScreen()), screen: screen)
    let request = Conductor.SessionRequest(run: bench.run, key: bench.key, heartbeatInterval: 500)
    let answer = await core.handle(
      method: "POST", path: "/session", authorization: "Bearer t", body: CanonicalJSON.encode(request))
    #expect(answer.status == 200)
    return core
  }

  private func post<Reply: Decodable>(
    _ core: ConductorCore, _ path: Conductor.Path, _ request: some Encodable & Sendable
  ) async throws -> Reply {
    let answer = await core.handle(
      method: "POST", path: path.rawValue, authorization: "Bearer t", body: CanonicalJSON.encode(request))
    guard answer.status == 200 else {
      let refusal = try JSONDecoder().decode(Conductor.Refusal.self, from: answer.body)
      #expect(refusal.status == answer.status)
      throw refusal
    }
    return try JSONDecoder().decode(Reply.self, from: answer.body)
  }

  private func refusal(
    _ core: ConductorCore, _ path: Conductor.Path, _ request: some Encodable & Sendable
  ) async throws -> Conductor.Refusal {
    do {
      let _: JSONValue = try await post(core, path, request)
    } catch let refusal as Conductor.Refusal {
      return refusal
    }
    throw ScreenTrouble(.noEffect, "\(path.rawValue) was not refused")
  }

  private func share(
    _ kind: Conductor.ShareRequest.Target.Kind, _ name: String
  ) -> Conductor.ShareRequest { .init(bundle: "app", target: .init(kind, name), timeLimit: 1_000) }

  @Test("An entry is chosen where the service has the sheet, or the app")
  func chosen() async throws {
    for lookup in 0...1 {
      let screen = ScriptedScreen {
        $0.put(.shareSheet, [""], lookup: lookup, from: 400)
        $0.put(.shareEntries, ["AirDrop", "ShareProbe"], lookup: lookup)
        $0.put(.shareEntry, ["ShareProbe"], name: "ShareProbe", lookup: lookup)
      }
      let reply: Conductor.ShareReply = try await post(
        core(screen), .share, share(.appExtension, "ShareProbe"))
      #expect(reply.chosen == "ShareProbe")
      #expect(reply.offered == ["AirDrop", "ShareProbe"])
      #expect(reply.lookups.count == 3)
      #expect(screen.state.withLock { $0.taps } == ["ShareProbe"])
    }
  }

  @Test("Where 'Open in' is not offered, 'Copy to' is taken")
  func openIn() async throws {
    let screen = ScriptedScreen {
      $0.put(.shareSheet, [""])
      $0.put(.copyEntry, ["Copy to Receiver"], name: "Receiver")
    }
    let reply: Conductor.ShareReply = try await post(core(screen), .share, share(.openIn, "Receiver"))
    #expect(reply.chosen == "Copy to Receiver")
  }

  @Test("What is not offered is looked for by swiping, and refused with picture, trees and every lookup")
  func notOffered() async throws {
    let screen = ScriptedScreen {
      $0.put(.shareSheet, [""])
      $0.put(.shareEntries, ["AirDrop"])
      $0.put(.shareClose, ["Close"], lookup: 1)
    }
    let refusal = try await refusal(core(screen), .share, share(.appExtension, "ShareProbe"))
    #expect(refusal.code == .elementNotFound)
    #expect(refusal.message.contains("'AirDrop'"))
    #expect(refusal.evidence?.screenshot == Data("picture".utf8))
    #expect(
      refusal.evidence?.trees.map(\.bundle) == ["app", "com.apple.SharingUIService", "com.apple.springboard"])
    #expect(refusal.evidence?.lookups.contains { $0.contains("ShareProbe") } == true)
    #expect(screen.state.withLock { $0.swipes } == ShareScript.maximumSwipes)
    #expect(screen.state.withLock { $0.taps } == ["Close"])
  }

  @Test("A sheet that never comes is refused when the time is over, and not before")
  func never() async throws {
    let screen = ScriptedScreen()
    let refusal = try await refusal(core(screen), .share, share(.activity, "Save to Files"))
    #expect(refusal.code == .elementNotFound)
    #expect((1_000...1_500).contains(screen.uptime))
  }

  @Test("An alert in the way is named with its texts and buttons")
  func alertInTheWay() async throws {
    let screen = ScriptedScreen {
      $0.put(.alert, ["Software Update"])
      $0.put(.alertTexts, ["Software Update", "It is ready."])
      $0.put(.alertButtons, ["Later", "Install"])
    }
    let refusal = try await refusal(core(screen), .share, share(.activity, "Save to Files"))
    #expect(refusal.code == .alertInTheWay)
    #expect(refusal.message.contains("Software Update / It is ready. ['Later', 'Install']"))
  }

  @Test("An alert's button that does not take is touched as a point")
  func deafButton() async throws {
    let screen = ScriptedScreen {
      $0.put(.alert, ["Paste"])
      $0.put(.alertTexts, ["Paste"])
      $0.put(.alertButtons, ["Don't Allow Paste", "Allow Paste"])
      $0.put(.pasteAllow, ["Allow Paste"])
      let button = $0.key(.pasteAllow)
      $0.vanishing[button] = [$0.key(.alert), button]
      $0.deaf[button] = 1
    }
    let request = Conductor.AlertRequest(bundle: "app", kind: .paste, answer: .allow, timeLimit: 500)
    let reply: Conductor.AlertReply = try await post(core(screen), .alert, request)
    #expect(reply.pressed == "Allow Paste")
    #expect(screen.state.withLock { $0.taps } == ["Allow Paste", "point Allow Paste"])
  }

  @Test("An alert of another kind is not answered, and one that iOS has not is told")
  func otherAlert() async throws {
    let screen = ScriptedScreen {
      $0.put(.alert, ["Paste"])
      $0.put(.alertButtons, ["Don't Allow Paste", "Allow Paste"])
      $0.put(.pasteAllow, ["Allow Paste"])
    }
    let wrong = Conductor.AlertRequest(bundle: "app", kind: .permission, answer: .allow, timeLimit: 500)
    #expect(try await refusal(core(screen), .alert, wrong).code == .alertInTheWay)
    #expect(screen.state.withLock { $0.taps }.isEmpty)
    let old = ScriptedScreen { $0.version = 15 }
    let paste = Conductor.AlertRequest(bundle: "app", kind: .paste, answer: .allow)
    #expect(try await refusal(core(old), .alert, paste).code == .unsupported)
    let nameless = Conductor.AlertRequest(bundle: "app", kind: .any, answer: .button)
    #expect(try await refusal(core(old), .alert, nameless).code == .badRequest)
  }

  @Test("The phone is locked by the first way that shows an effect")
  func locking() async throws {
    let screen = ScriptedScreen { $0.effective = [.lockByEvent] }
    let reply: Conductor.LockReply = try await post(core(screen), .lock, Conductor.Empty())
    #expect(reply == Conductor.LockReply(isLocked: true, way: CaseButton.lockByEvent.rawValue))
    #expect(screen.state.withLock { $0.presses } == [.lockByDevice, .lockByEvent])
    let again: Conductor.LockReply = try await post(core(screen), .lock, Conductor.Empty())
    #expect(again == Conductor.LockReply(isLocked: true))
  }

  @Test("A lock button without effect, and a runner without one, are told apart")
  func notLocking() async throws {
    #expect(try await refusal(core(ScriptedScreen()), .lock, Conductor.Empty()).code == .noEffect)
    let without = ScriptedScreen { $0.missing = [.lockByDevice, .lockByEvent] }
    #expect(try await refusal(core(without), .lock, Conductor.Empty()).code == .unsupported)
  }

  @Test("Home unlocks; where it does not, a passcode is needed")
  func unlocking() async throws {
    let screen = ScriptedScreen {
      $0.isLocked = true
      $0.effective = [.home]
    }
    let reply: Conductor.LockReply = try await post(core(screen), .unlock, Conductor.Empty())
    #expect(reply == Conductor.LockReply(isLocked: false, way: "home"))
    let coded = ScriptedScreen { $0.isLocked = true }
    #expect(try await refusal(core(coded), .unlock, Conductor.Empty()).code == .needsPasscode)
    #expect(coded.state.withLock { $0.presses } == [.home, .home])
  }

  @Test("Nothing is launched, activated or tapped while the phone is locked, and it still answers")
  func locked() async throws {
    let core = try await core(ScriptedScreen { $0.isLocked = true })
    let app = Conductor.AppRequest(bundle: "app")
    #expect(try await refusal(core, .launch, Conductor.LaunchRequest(bundle: "app")).code == .locked)
    #expect(try await refusal(core, .activate, app).code == .locked)
    #expect(try await refusal(core, .background, app).code == .locked)
    #expect(try await refusal(core, .share, share(.activity, "x")).code == .locked)
    let state: Conductor.LockReply = try await post(core, .isLocked, Conductor.Empty())
    #expect(state.isLocked)
    let picture: Conductor.Screenshot = try await post(core, .screenshot, Conductor.Empty())
    #expect(picture.png == Data("picture".utf8))
  }

  @Test("A runner without a screen refuses what needs it")
  func noScreen() async throws {
    let core = try await core(nil)
    for path in [Conductor.Path.lock, .unlock, .screenshot] {
      #expect(try await refusal(core, path, Conductor.Empty()).code == .unsupported)
    }
    #expect(try await refusal(core, .tree, Conductor.TreeRequest()).code == .unsupported)
  }
}
