import Device
import Foundation
import ProbeProtocol
import Testing
import VirtualPhone

/// The dialogue with a person at a terminal; the person's hand at the phone is played by the test.
@Suite("An operator at the terminal", .timeLimit(.minutes(10)))
struct OperatorDialogTests {
  private static let scenario = """
    id: lock/by-hand
    title: The phone is locked and unlocked by hand
    claims: [FS-02]
    actors: {app: IsolatedA}
    steps:
      - id: home
        actor: app
        action: identity.read
        expect: {data: {home: {shape: app-container}}}
      - {id: lock, actor: host, action: phone.lock}
      - {id: unlock, actor: host, action: phone.unlock}
      - {id: again, actor: host, action: phone.lock}
      - {id: never, actor: host, action: phone.unlock}

    """

  private static let sharing = """
    id: sharing/by-hand
    title: Sheet, picker and alert are answered by hand
    claims: [FS-02]
    actors: {app: IsolatedA}
    steps:
      - id: home
        actor: app
        action: identity.read
        expect: {data: {home: {shape: app-container}}}
      - id: share
        actor: host
        action: sheet.choose
        with: {probe: IsolatedA, kind: extension, name: ShareProbe, logged: "touched ShareProbe", loggedBy: hand}
      - id: pick
        actor: host
        action: picker.choose
        with: {probe: IsolatedA, location: On My iPhone, folders: [Sender], file: note.txt, logged: "touched note.txt"}
      - id: allow
        actor: host
        action: alert.answer
        with: {probe: IsolatedA, kind: permission, answer: allow, logged: "touched Allow While Using App"}

    """

  /// A folder with a scenario.
  private func withScenario(
    _ text: String = scenario, at path: String = "lock/by-hand", _ body: (URL) async throws -> Void
  ) async throws {
    try await withFolder { folder in
      let scenarios = folder.appendingPathComponent("Scenarios")
      let file = scenarios.appendingPathComponent("\(path).yaml")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: Places.scenarios.appendingPathComponent("claims.yaml"),
        to: scenarios.appendingPathComponent("claims.yaml"))
      try Data(text.utf8).write(to: file)
      try await body(folder)
    }
  }

  /// The words that have a person asked about the scenario in a folder.
  private func words(_ folder: URL, _ model: PhoneModel) -> [String] {
    [
      "run", "--driver", "operator", "--device", model.udid, "--scenarios",
      folder.appendingPathComponent("Scenarios").path, "--out", folder.appendingPathComponent("out").path,
    ]
  }

  @Test("Asked in words, answered by the phone: done is seen, s skips, q ends the run, which can be resumed")
  func dialogue() async throws {
    let model = try PhoneModel(seed: 31, chatter: false, passcode: "1234")
    try await withPhones([model]) { variables in
      try await withScenario { folder in
        let terminal = try PseudoTerminal(words(folder, model), variables: variables)
        try await terminal.wait(for: "[1] Lock the phone with its side button, and leave it locked.")
        // Enter is no evidence, and other words are explained.
        try terminal.type("\n")
        try terminal.type("done\n")
        try await terminal.wait(for: "s and Enter skips this step, q and Enter ends the run here")
        #expect(!terminal.text.contains("[1] seen"))
        model.lock.lock()
        try await terminal.wait(for: "[1] seen")
        try await terminal.wait(for: "[2] Unlock the phone; type its passcode if it asks for one.")
        _ = model.lock.unlock(passcode: "1234")
        try await terminal.wait(for: "[2] seen")
        try await terminal.wait(for: "[3] Lock the phone")
        try terminal.type("s\n")
        try await terminal.wait(for: "[3] skipped")
        try await terminal.wait(for: "the operator skipped it")
        try await terminal.wait(for: "[4] Unlock the phone")
        _ = model.lock.unlock(passcode: "1234")
        try await terminal.wait(for: "lock/by-hand")
        _ = try await terminal.end()
        #expect(terminal.text.contains("[4] seen"))
      }
    }
  }

  @Test("Sheet, picker and alert: told in words, and seen when the phone's log shows what was touched")
  func sharing() async throws {
    let model = try PhoneModel(seed: 33, chatter: false)
    let app = "dev.sandprobe.IsolatedA"
    model.screen.observe { event in
      let touched =
        switch event {
        case .shared(_, let entry): entry
        case .picked(_, _, let file): file ?? "nothing"
        case .answered(_, _, let button): button
        default: "nothing"
        }
      model.log(process: "hand", "touched \(touched)")
    }
    try await withPhones([model]) { variables in
      try await withScenario(Self.sharing, at: "sharing/by-hand") { folder in
        let terminal = try PseudoTerminal(
          words(folder, model), variables: variables.merging(["SANDPROBE_TOKEN": "t"]) { $1 })
        try await terminal.wait(
          for: "[1] In the share sheet on the phone, tap 'ShareProbe' in the row of apps")
        try await withHand(at: model, variables) { hand in
          model.screen.present(ShareSheetScene(app: app, entries: ["Mail", "ShareProbe"]))
          _ = try await hand.share(.init(bundle: app, target: .init(.appExtension, "ShareProbe")))
          try await terminal.wait(for: "[1] seen")
          try await terminal.wait(
            for: "[2] In the file picker on the phone, go to Browse and tap 'On My iPhone'")
          model.screen.present(
            PickerScene(
              app: app,
              locations: [
                .init(
                  .init("On My iPhone", folders: [.init("Sender", isContainer: true, files: ["note.txt"])]))
              ]
            ))
          _ = try await hand.pick(
            .init(bundle: app, location: "On My iPhone", folders: ["Sender"], file: "note.txt"))
          try await terminal.wait(for: "[2] seen")
          try await terminal.wait(
            for: "[3] In the alert that asks for a permission, tap the button that allows it.")
          model.screen.present(
            AlertScene(app: app, title: "Allow?", buttons: ["Allow While Using App", "Don\u{2019}t Allow"]))
          _ = try await hand.answer(.init(bundle: app, kind: .permission, answer: .allow))
          try await terminal.wait(for: "[3] seen")
        }
        _ = try await terminal.end()
        let run = try #require(folder.appendingPathComponent("out").names.first)
        let host = folder.appendingPathComponent("out/\(run)/host.jsonl").text
        #expect(host.contains(#""evidence":"a line of the log: touched ShareProbe""#))
      }
    }
  }

  /// A hand that touches the virtual phone's screen by way of its Conductor, beside the run.
  private func withHand(
    at model: PhoneModel, _ variables: [String: String],
    _ body: @escaping @Sendable (ConductorClient) async throws -> Void
  ) async throws {
    let environment = ToolEnvironment(muxAddress: variables["USBMUXD_SOCKET_ADDRESS"])
    try await PortForward(environment: environment, udid: model.udid).forward(devicePort: Conductor.port) {
      try await body(ConductorClient(port: $0, token: "t"))
    }
  }

  @Test("q ends the run in order, and its last line is the command that does the rest")
  func leaving() async throws {
    let model = try PhoneModel(seed: 32, chatter: false, passcode: "1234")
    try await withPhones([model]) { variables in
      try await withScenario { folder in
        let terminal = try PseudoTerminal(words(folder, model), variables: variables)
        try await terminal.wait(for: "[1] Lock the phone")
        try terminal.type("q\n")
        #expect(try await terminal.end() == 130)
        #expect(terminal.text.contains("[1] the run ends here"))
        #expect(terminal.text.contains("sandprobe run --resume"))
        let run = try #require(folder.appendingPathComponent("out").names.first)
        let host = folder.appendingPathComponent("out/\(run)/host.jsonl").text
        #expect(host.contains(#""kind":"operator-asked""#) && host.contains(#""kind":"run-ended""#))
        // The Conductor has gone on, with the token of the run; the person comes back.
        let resumed = folder.appendingPathComponent("out/\(run)").path
        // The phone of the run is found by its udid, though it is a virtual one.
        let again = try PseudoTerminal(["run", "--resume", resumed], variables: variables)
        for number in [1, 3] {
          try await again.wait(for: "[\(number)] Lock the phone")
          model.lock.lock()
          try await again.wait(for: "[\(number + 1)] Unlock the phone")
          _ = model.lock.unlock(passcode: "1234")
        }
        try await again.wait(for: "[4] seen")
        _ = try await again.end()
        let findings = try FindingsFile(
          Data(contentsOf: URL(fileURLWithPath: resumed).appendingPathComponent("findings.json")))
        #expect(findings.run.state == "finished" && findings.run.resumed.count == 1)
      }
    }
  }

  @Test("Without a terminal a person cannot be asked, and that is said before anything begins")
  func noTerminal() async throws {
    let ending = try await Program()("run", "--driver", "operator", "--device", "virtual")
    #expect(ending.status == 64)
    #expect(ending.errors.contains("--driver operator asks a person at a terminal"))
    let wrong = try await Program()("run", "--driver", "robot")
    #expect(wrong.status == 64 && wrong.errors.contains("operator"))
  }
}
