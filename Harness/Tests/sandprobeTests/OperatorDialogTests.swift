import Foundation
import Testing
import VirtualPhone

/// The dialogue with a person at a terminal; the person's hand at the phone is played by the test.
@Suite("An operator at the terminal", .timeLimit(.minutes(3)))
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

  /// A folder with that scenario.
  private func withScenario(_ body: (URL) async throws -> Void) async throws {
    try await withFolder { folder in
      let scenarios = folder.appendingPathComponent("Scenarios")
      try FileManager.default.createDirectory(
        at: scenarios.appendingPathComponent("lock"), withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: Places.scenarios.appendingPathComponent("claims.yaml"),
        to: scenarios.appendingPathComponent("claims.yaml"))
      try Data(Self.scenario.utf8).write(to: scenarios.appendingPathComponent("lock/by-hand.yaml"))
      try await body(folder)
    }
  }

  @Test("Asked in words, answered by the phone: done is seen, s skips, q ends the run, which can be resumed")
  func dialogue() async throws {
    let model = try PhoneModel(seed: 31, chatter: false, passcode: "1234")
    try await withPhones([model]) { variables in
      try await withScenario { folder in
        let words = [
          "run", "--driver", "operator", "--device", model.udid, "--scenarios",
          folder.appendingPathComponent("Scenarios").path, "--out", folder.appendingPathComponent("out").path,
        ]
        let terminal = try PseudoTerminal(words, variables: variables)
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

  @Test("q ends the run in order, and its last line is the command that does the rest")
  func leaving() async throws {
    let model = try PhoneModel(seed: 32, chatter: false, passcode: "1234")
    try await withPhones([model]) { variables in
      try await withScenario { folder in
        let words = [
          "run", "--driver", "operator", "--device", model.udid, "--scenarios",
          folder.appendingPathComponent("Scenarios").path, "--out", folder.appendingPathComponent("out").path,
        ]
        let terminal = try PseudoTerminal(words, variables: variables)
        try await terminal.wait(for: "[1] Lock the phone")
        try terminal.type("q\n")
        #expect(try await terminal.end() == 130)
        #expect(terminal.text.contains("[1] the run ends here"))
        #expect(terminal.text.contains("sandprobe run --resume"))
        let run = try #require(folder.appendingPathComponent("out").names.first)
        let host = folder.appendingPathComponent("out/\(run)/host.jsonl").text
        #expect(host.contains(#""kind":"operator-asked""#) && host.contains(#""kind":"run-ended""#))
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
