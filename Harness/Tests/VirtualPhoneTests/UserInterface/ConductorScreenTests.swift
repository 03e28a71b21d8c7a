import Device
import Foundation
import ProbeProtocol
import Testing
import VirtualPhone

/// Every request to the screen, over real HTTP through the real iproxy.
@Suite(
  .timeLimit(.minutes(10)), .enabled(if: ConductorStand.isPossible, "iproxy is not installed"))
struct ConductorScreenTests {
  private let app = ConductorStand.app

  private func share(
    _ kind: Conductor.ShareRequest.Target.Kind, _ name: String, limit: Int = 5_000
  ) -> Conductor.ShareRequest { .init(bundle: app, target: .init(kind, name), timeLimit: limit) }

  @Test("The share sheet, in the app or in the service, with an entry that has to be swiped to")
  func shareSheet() async throws {
    try await ConductorStand.with { stand in
      for host in [ShareSheetScene.Host.app, .service] {
        let entries = ["AirDrop", "Messages", "Mail", "Notes", "Reminders", "ShareProbe"]
        stand.model.screen.present(ShareSheetScene(app: app, host: host, entries: entries, movesFor: 3))
        let reply = try await stand.client.share(share(.appExtension, "ShareProbe"))
        #expect(reply.chosen == "ShareProbe")
        #expect(Set(reply.offered) == Set(entries))
      }
      let event = ScreenEvent.shared(app: app, entry: "ShareProbe")
      #expect(stand.events.all == [event, event])
    }
  }

  @Test("The sheet is read and closed, with Close or, where there is none, beside it")
  func reading() async throws {
    try await ConductorStand.with { stand in
      stand.model.screen.present(ShareSheetScene(app: app, entries: ["Copy to Receiver", "Mail"]))
      let reply = try await stand.client.share(.init(bundle: app, target: nil))
      #expect(reply == .init(offered: ["Copy to Receiver", "Mail"], chosen: nil, lookups: reply.lookups))
      #expect(stand.events.all == [.sheetClosed(app: app)])
      stand.model.screen.present(ShareSheetScene(app: app, entries: ["Copy to Receiver", "Mail"]))
      #expect(try await stand.client.share(share(.openIn, "Receiver")).chosen == "Copy to Receiver")
    }
  }

  @Test("An entry that is not there is refused with a picture and the tree, and the sheet is closed")
  func notOffered() async throws {
    try await ConductorStand.with { stand in
      stand.model.screen.present(ShareSheetScene(app: app, entries: ["Mail"]))
      let refusal = try await stand.refusal {
        _ = try await stand.client.share(share(.appExtension, "ShareProbe", limit: 500))
      }
      #expect(refusal.code == .elementNotFound)
      #expect(refusal.evidence?.screenshot?.starts(with: [0x89, 0x50, 0x4E, 0x47]) == true)
      let tree = try #require(refusal.evidence?.trees.first { $0.bundle == app })
      #expect(tree.text.contains("ActivityListView") && tree.text.contains("label: 'Mail'"))
      #expect(stand.events.all == [.sheetClosed(app: app)])
    }
  }

  private static let locations = [
    PickerScene.Location(
      .init(
        "On My iPhone",
        folders: [.init("Sender", isContainer: true, folders: [.init("deep")], files: ["note.txt"])],
        files: ["root.txt"])),
    PickerScene.Location(.init("FileProviderProbe", files: ["provided.txt"]), isOff: true),
  ]

  @Test("The picker: a provider that has to be turned on, folders, hidden extensions, Open, Save and Cancel")
  func picker() async throws {
    try await ConductorStand.with { stand in
      let screen = stand.model.screen
      let locations = Self.locations
      screen.present(PickerScene(app: app, locations: locations, place: ["On My iPhone"]))
      let provided = try await stand.client.pick(
        .init(
          bundle: app, location: "FileProviderProbe", file: "provided.txt", allowsProvider: true,
          timeLimit: 4_000))
      #expect(provided.allowedProvider)
      screen.present(
        PickerScene(app: app, purpose: .openSeveral, locations: locations, showsExtensions: false))
      let several = try await stand.client.pick(
        .init(bundle: app, location: "On My iPhone", folders: ["Sender"], file: "note.txt", timeLimit: 4_000))
      #expect(!several.allowedProvider)
      screen.present(PickerScene(app: app, purpose: .save, locations: locations, place: ["On My iPhone"]))
      _ = try await stand.client.pick(
        .init(bundle: app, folders: ["Sender", "deep"], choice: .save, timeLimit: 4_000))
      screen.present(PickerScene(app: app, locations: locations))
      _ = try await stand.client.pick(.init(bundle: app, choice: .cancel))
      let told = stand.events.all.filter { if case .answered = $0 { false } else { true } }
      #expect(
        told == [
          .picked(app: app, place: ["FileProviderProbe"], file: "provided.txt"),
          .picked(app: app, place: ["On My iPhone", "Sender"], file: "note.txt"),
          .saved(app: app, place: ["On My iPhone", "Sender", "deep"]), .pickerCancelled(app: app),
        ])
    }
  }

  @Test("The picker is read: its locations, and what is in a place; then it is left by Cancel")
  func pickerReading() async throws {
    try await ConductorStand.with { stand in
      let screen = stand.model.screen
      screen.present(PickerScene(app: app, locations: Self.locations, place: ["On My iPhone", "Sender"]))
      let locations = try await stand.client.pick(.init(bundle: app, choice: .read, timeLimit: 4_000))
      #expect(locations.reading == .init(locations: ["On My iPhone", "FileProviderProbe"]))
      screen.present(PickerScene(app: app, locations: Self.locations))
      let folder = try await stand.client.pick(
        .init(
          bundle: app, location: "On My iPhone", folders: ["Sender"], choice: .read, timeLimit: 4_000))
      #expect(folder.reading?.entries == ["deep, Folder", "note, txt"])
      screen.present(PickerScene(app: app, locations: Self.locations))
      let provider = try await stand.client.pick(
        .init(
          bundle: app, location: "FileProviderProbe", choice: .read, allowsProvider: true, timeLimit: 4_000))
      #expect(provider.allowedProvider && provider.reading?.entries == ["provided, txt"])
      let told = stand.events.all.filter { if case .answered = $0 { false } else { true } }
      #expect(told == Array(repeating: .pickerCancelled(app: app), count: 3))
      #expect(screen.summary.isEmpty)
    }
  }

  @Test(
    "A provider that may not be turned on leaves its alert in the way, and a file that is not there is missed"
  )
  func pickerTrouble() async throws {
    try await ConductorStand.with { stand in
      stand.model.screen.present(PickerScene(app: app, locations: Self.locations))
      let alert = try await stand.refusal {
        _ = try await stand.client.pick(
          .init(bundle: app, location: "FileProviderProbe", file: "provided.txt", timeLimit: 600))
      }
      #expect(alert.code == .alertInTheWay && alert.message.contains("FileProviderProbe"))
      stand.model.screen.dismissAll(of: app)
      stand.model.screen.present(PickerScene(app: app, locations: Self.locations, place: ["On My iPhone"]))
      let missing = try await stand.refusal {
        _ = try await stand.client.pick(.init(bundle: app, file: "absent.txt", timeLimit: 600))
      }
      #expect(missing.code == .elementNotFound)
      #expect(missing.evidence?.lookups.contains { $0.contains("absent, txt") } == true)
    }
  }

  @Test("Alerts: by label, by place, read only, deaf to a tap, and one in the way of a sheet")
  func alerts() async throws {
    try await ConductorStand.with { stand in
      let location = AlertScene(
        app: app, title: "Allow to use your location?", message: "why",
        buttons: ["Allow Once", "Allow While Using App", "Don\u{2019}t Allow"], deafTaps: 1)
      stand.model.screen.present(location)
      let read = try await stand.client.answer(.init(bundle: app, kind: .any, answer: .none))
      #expect(read.texts == ["Allow to use your location?", "why"] && read.pressed == nil)
      let allowed = try await stand.client.answer(.init(bundle: app, kind: .permission, answer: .allow))
      #expect(allowed.pressed == "Allow While Using App")
      stand.model.screen.present(AlertScene(app: app, host: .app, title: "?", buttons: ["No", "Yes"]))
      #expect(try await stand.client.answer(.init(bundle: app, kind: .any, answer: .deny)).pressed == "No")
      stand.model.screen.present(ShareSheetScene(app: app, entries: ["ShareProbe"]))
      stand.model.screen.present(AlertScene(app: app, title: "Update", buttons: ["Later", "Now"]))
      let inTheWay = try await stand.refusal {
        _ = try await stand.client.share(share(.appExtension, "ShareProbe", limit: 500))
      }
      #expect(inTheWay.code == .alertInTheWay && inTheWay.message.contains("Update"))
      let later = Conductor.AlertRequest(bundle: app, kind: .any, answer: .button, button: "Later")
      #expect(try await stand.client.answer(later).pressed == "Later")
      #expect(try await stand.client.share(share(.appExtension, "ShareProbe")).chosen == "ShareProbe")
      // The profile is of iOS 15, and the paste alert came with 16.
      let paste = try await stand.refusal {
        _ = try await stand.client.answer(.init(bundle: app, kind: .paste, answer: .allow))
      }
      #expect(paste.code == .unsupported)
    }
  }

  @Test("Apps: launched with an environment, put away, fetched, ended")
  func apps() async throws {
    try await ConductorStand.with { stand in
      try await stand.client.background(.init(bundle: app))
      let back = try await stand.client.activate(.init(bundle: app))
      let anew = try await stand.client.launch(.init(bundle: app, environment: ["SANDPROBE_X": "1"]))
      #expect(anew.pid != back.pid)
      try await stand.client.terminate(.init(bundle: app))
      let gone = try await stand.refusal { _ = try await stand.client.activate(.init(bundle: app)) }
      #expect(gone.code == .launchFailed)
      let absent = try await stand.refusal { _ = try await stand.client.launch(.init(bundle: "none")) }
      #expect(absent.code == .notInstalled)
    }
  }

  @Test("Lock and unlock; nothing is launched while locked, and the Conductor still answers")
  func locking() async throws {
    try await ConductorStand.with { stand in
      #expect(try await stand.client.lock().isLocked)
      #expect(try await stand.client.isLocked().isLocked)
      #expect(try await stand.client.status().isLocked)
      let refused = try await stand.refusal { _ = try await stand.client.launch(.init(bundle: app)) }
      #expect(refused.code == .locked && refused.status == 423)
      #expect(try await stand.client.screenshot().png.count > 1_000)
      #expect(try await stand.client.tree(.init()).text.contains("locked"))
      #expect(try await stand.client.unlock() == .init(isLocked: false, way: "home"))
      _ = try await stand.client.launch(.init(bundle: app))
    }
    try await ConductorStand.with(passcode: "1234") { stand in
      _ = try await stand.client.lock()
      let refused = try await stand.refusal { _ = try await stand.client.unlock() }
      #expect(refused.code == .needsPasscode)
      #expect(!stand.model.lock.unlock(passcode: "0000"))
      #expect(stand.model.lock.unlock(passcode: "1234"))
      #expect(try await !stand.client.isLocked().isLocked)
    }
  }

  @Test("Who has not the run's token gets nothing, not even a status")
  func token() async throws {
    try await ConductorStand.with { stand in
      let thief = ConductorClient(port: stand.port, token: "other")
      let refused = try await stand.refusal { _ = try await thief.status() }
      #expect(refused.code == .unauthorized)
      let lock = try await stand.refusal { _ = try await thief.lock() }
      #expect(lock.code == .unauthorized && !stand.model.lock.isLocked)
    }
  }

  @Test("A runner that dies and comes back takes the session up again and counts on")
  func restarted() async throws {
    try await ConductorStand.with(faults: "conductor-dies=300@3", opens: false) { stand in
      let first = try await stand.client.open(ConductorStand.session)
      _ = try await stand.client.canary()
      await #expect(throws: ConductorError.self) { _ = try await stand.client.status() }
      var status: Conductor.Status?
      for _ in 0..<100 where status == nil {
        status = try? await stand.client.status()
        if status == nil { try await Task.sleep(for: .milliseconds(50)) }
      }
      let back = try #require(status)
      #expect(back.run == nil && back.pid != first.pid)
      let opened = try await stand.client.open(ConductorStand.session)
      #expect(opened.run == ConductorStand.session.run && opened.sequence > first.sequence)
    }
  }

  @Test("A runner that answers late runs out of the client's time, and is not taken for a dead one")
  func late() async throws {
    try await ConductorStand.with(faults: "conductor-late=700", timeLimit: .milliseconds(200), opens: false) {
      stand in
      do {
        _ = try await stand.client.open(ConductorStand.session)
        Issue.record("an answer came in time")
      } catch ConductorError.timedOut(let path, _) {
        #expect(path == "/session")
      }
      let patient = ConductorClient(port: stand.port, token: "t")
      #expect(try await patient.open(ConductorStand.session).run == ConductorStand.session.run)
    }
  }
}
