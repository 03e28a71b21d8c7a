import Device
import ProbeProtocol
import RunFolder
import Verdict

/// Writes down how the Conductor's runner fares where the harness starts it.
struct RunnerWatch: Sendable {
  var context: RunContext

  /// What the phone is told of this run's Conductor.
  var brief: RunnerBrief {
    RunnerBrief(
      token: context.manifest.key.conductorToken,
      results: context.recorder.writer.layout.url(FolderLayout.results)
    ) { [context] in try await Self.note($0, context) }
  }

  private static func note(_ notice: RunnerNotice, _ context: RunContext) async throws {
    let recorder = context.recorder
    switch notice {
    case .cannotStart(let remedies):
      let words = "nothing here can start the Conductor" + (remedies.isEmpty ? "" : ": ")
      try await recorder.note(.runnerEnded, message: words + remedies.joined(separator: "; "))
      recorder.observe(.conductorMissing(remedies: remedies))
    case .starting(let program, let command, let isReplacing):
      try await recorder.note(
        .runnerStarted, data: isReplacing ? ["replaces": "a Conductor with another token"] : nil,
        message: command)
      recorder.observe(.conductorStarting(program: program, replacing: isReplacing))
    case .answers: return
    case .ended(let program, let status, let words):
      try await recorder.note(
        .runnerEnded, data: ["program": .string(program), "status": .string(status)],
        message: words.isEmpty ? nil : words)
    case .results(let bundle, let page):
      func path(_ name: String) -> JSONValue { .string("\(FolderLayout.results)/\(name)") }
      try await recorder.note(
        .resultsKept, data: ["bundle": path(bundle), "page": page.map(path) ?? .null])
    }
  }
}
