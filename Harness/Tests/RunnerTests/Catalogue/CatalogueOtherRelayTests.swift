import Device
import Foundation
import ProbeProtocol
import Runner
import Syslog
import Testing
import Verdict
import VirtualPhone

@Suite("The same log through another relay", .timeLimit(.minutes(10)))
struct CatalogueOtherRelayTests {
  /// A client with a code base of its own; it reads os_trace_relay, which idevicesyslog 1.3.0 does not.
  static let tool =
    ProcessInfo.processInfo.environment["SANDPROBE_PYMOBILEDEVICE3"]
    ?? (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map {
      "\($0)/pymobiledevice3"
    }
    .first { FileManager.default.isExecutableFile(atPath: $0) }
  static let reason: Comment = "pymobiledevice3 is not installed: set SANDPROBE_PYMOBILEDEVICE3 to its path"

  /// `pymobiledevice3 syslog live` with its output in a file, until it is ended.
  private final class Listener {
    private let process = Process()
    private let file: URL

    init(_ tool: String, in folder: URL, _ environment: [String: String]) throws {
      file = folder.appendingPathComponent("os-trace.txt")
      try Data().write(to: file)
      process.executableURL = URL(fileURLWithPath: tool)
      process.arguments = ["--no-color", "syslog", "live"]
      process.environment = environment
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = try FileHandle(forWritingTo: file)
      process.standardError = FileHandle.nullDevice
      try process.run()
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    var output: String { (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) } ?? "" }

    /// Waits until the output satisfies the condition; false when it does not within a generous time.
    func waits(for condition: (String) -> Bool) async throws -> Bool {
      for _ in 0..<600 {
        if condition(output) { return true }
        guard process.isRunning else { return condition(output) }
        try await Task.sleep(for: .milliseconds(50))
      }
      return false
    }
  }

  private static func authenticLine(_ record: LogRecord, _ key: RunKey) -> String? {
    guard case .event(let line) = record.content, line.isAuthentic(under: key) else { return nil }
    return line.text
  }

  @Test(
    "every event line that idevicesyslog captured comes through os_trace_relay as well",
    .enabled(if: tool != nil, reason))
  func sameEvents() async throws {
    let tool = try #require(Self.tool)
    try await CatalogueStand.with { stand in
      let listener = try Listener(tool, in: stand.folder, stand.environment.variables)
      // The phone's daemons never keep silent.
      #expect(try await listener.waits { !$0.isEmpty })
      let scenarios = try CatalogueFiles.committed.get().scenarios(testing: ["FS-03", "FS-15"])
      let run = try await stand.run(scenarios)
      #expect(run.claims(.pass) == ["FS-03", "FS-15"])
      let key = run.evidence.manifest.key
      let lines = run.evidence.records.compactMap { Self.authenticLine($0, key) }
      #expect(lines.count > 20)
      let last = try #require(lines.last)
      #expect(try await listener.waits { $0.contains(last) })
      let heard = listener.output
      let missing = lines.filter { !heard.contains($0) }
      #expect(missing == [])
    }
  }
}
