import Foundation
import LogInput
import Testing

@testable import Device

@Suite("Programs that end with the harness", .timeLimit(.minutes(10)))
struct LifelineTests {
  /// Starts a program as the harness does, without the harness.
  private func start(_ script: String, _ lifeline: Lifeline, in tools: FakeTools) throws -> Process {
    try tools.install(.log, script)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Lifeline.shell)
    let path = tools.folder.appendingPathComponent(Tool.log.rawValue).path
    // A group of its own, as the harness gives it.
    let words = Lifeline.words(for: path, ["one", "two words", "$(three)", "*"])
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["setsid", Lifeline.shell] + words
    process.standardInput = FileHandle(fileDescriptor: lifeline.standardInput, closeOnDealloc: false)
    try process.run()
    return process
  }

  /// Waits until a process is gone, whoever has to notice it.
  private func isGone(_ pid: pid_t) async throws -> Bool {
    for _ in 0..<3_000 {
      let isZombie =
        (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8))?.contains(") Z") ?? false
      if kill(pid, 0) != 0 || isZombie { return true }
      try await Task.sleep(for: .milliseconds(10))
    }
    return false
  }

  @Test(
    "a program and its children are ended when the line is cut, even where they ignore every signal that asks"
  )
  func cut() async throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/setsid") else { return }
    try await withFakeTools { tools in
      let (mark, child) = (
        tools.folder.appendingPathComponent("pid"), tools.folder.appendingPathComponent("child")
      )
      let lifeline = try Lifeline()
      let process = try start(
        "trap '' INT TERM HUP\n(echo $$ > '\(child.path)'; while :; do sleep 0.05; done) &\n"
          + "echo $$ > '\(mark.path)'\nwhile :; do sleep 0.05; done", lifeline, in: tools)
      defer { process.terminate() }
      let pids = [try await pidWritten(to: mark), try await pidWritten(to: child)]
      #expect(pids.allSatisfy { kill($0, 0) == 0 })
      lifeline.cut()
      for pid in pids { #expect(try await isGone(pid)) }
    }
  }

  @Test("words reach the program as they are, standard input is empty, and the status is its own")
  func transparent() async throws {
    try await withFakeTools { tools in
      try tools.install(.deviceInfo, "cat; printf '%s|' \"$@\"; exit 7")
      let output = try await tools.environment.run(.deviceInfo, ["one", "two words", "$(three)", "*", ""])
      #expect(String(decoding: output.standardOutput, as: UTF8.self) == "one|two words|$(three)|*||")
      #expect(output.status == "status 7")
    }
  }

  @Test("when a program has ended, nothing of it is left, its children neither")
  func ended() async throws {
    try await withFakeTools { tools in
      let child = tools.folder.appendingPathComponent("child")
      try tools.install(
        .deviceInfo,
        "(exec >/dev/null 2>&1; sh -c 'echo $$ > \"\(child.path)\"; exec sleep 600') &\nsleep 0.2")
      _ = try await tools.environment.run(.deviceInfo, [])
      #expect(try await isGone(try await pidWritten(to: child)))
    }
  }
}
