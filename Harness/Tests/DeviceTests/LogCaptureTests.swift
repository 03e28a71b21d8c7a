import Foundation
import Testing

@testable import Device

/// Keeps what a capture tells.
private actor Kept {
  var events: [LogCaptureEvent] = []
  var log: Data { events.reduce(into: Data()) { if case .output(let bytes) = $1 { $0 += bytes } } }

  func take(_ event: LogCaptureEvent) { events.append(event) }
}

@Suite("Capturing the log", .timeLimit(.minutes(10)))
struct LogCaptureTests {
  private let source = LogSource(service: .syslogRelay, arguments: ["--no-colors"])

  private func capture(_ tools: FakeTools) -> LogCapture {
    LogCapture(environment: tools.environment, udid: "U", source: source)
  }

  @Test("every byte arrives as it was printed, NULs, escapes and invalid UTF-8 included")
  func bytes() async throws {
    try await withFakeTools { tools in
      try tools.install(
        .log, #"printf '[connected]\nJul 14 09:15:02 A[1] <Notice>: \033\377\000x\r\n'; printf 'cut' "#)
      let kept = Kept()
      try await capture(tools).run { await kept.take($0) }
      let expected: [UInt8] =
        Array("[connected]\nJul 14 09:15:02 A[1] <Notice>: ".utf8) + [0x1b, 0xff, 0, 0x78, 13, 10]
        + Array("cut".utf8)
      #expect(Array(await kept.log) == expected)
      let events = await kept.events
      #expect(events.first == .started(command: "idevicesyslog --no-colors"))
      #expect(events.last == .ended(status: "status 0"))
    }
  }

  @Test("the tool gets the phone's udid and no filter")
  func arguments() async throws {
    try await withFakeTools { tools in
      try tools.install(.log, #"echo "$@""#)
      let kept = Kept()
      try await capture(tools).run { await kept.take($0) }
      #expect(String(decoding: await kept.log, as: UTF8.self) == "-u U --no-colors\n")
    }
  }

  @Test("what the tool complains of is told, and its death ends the capture")
  func complaint() async throws {
    try await withFakeTools { tools in
      try tools.install(.log, "echo 'ERROR: no' >&2; kill -9 $$")
      let kept = Kept()
      try await capture(tools).run { await kept.take($0) }
      let events = await kept.events
      #expect(events.contains(.complaint("ERROR: no\n")))
      #expect(events.last == .ended(status: "signal 9"))
    }
  }

  @Test("what the tool prints just before it dies arrives whole, every time", arguments: [1, 1_000, 300_000])
  func lastWords(size: Int) async throws {
    try await withFakeTools { tools in
      try tools.install(.log, "head -c \(size) /dev/zero\nkill -9 $$")
      for _ in 0..<20 {
        let kept = Kept()
        try await capture(tools).run { await kept.take($0) }
        #expect(await kept.log.count == size)
        #expect(await kept.events.last == .ended(status: "signal 9"))
      }
    }
  }

  @Test("a receiver that is slow to take what there is gets all of it, and makes the tool wait")
  func slowReceiver() async throws {
    try await withFakeTools { tools in
      let mark = tools.folder.appendingPathComponent("done")
      try tools.install(.log, "head -c 3000000 /dev/zero\n: > '\(mark.path)'")
      let kept = Kept()
      try await capture(tools).run { event in
        let isFirst = await kept.log.isEmpty
        await kept.take(event)
        guard case .output = event, isFirst else { return }
        // Long enough for a tool that nobody holds back to be done, whatever the machine.
        try await Task.sleep(for: .milliseconds(200))
        #expect(!FileManager.default.fileExists(atPath: mark.path))
      }
      #expect(await kept.log.count == 3_000_000)
    }
  }

  @Test("a tool that ignores SIGINT and SIGTERM is gone after a cancellation, and what it printed is kept")
  func stubborn() async throws {
    try await withFakeTools { tools in
      let mark = tools.folder.appendingPathComponent("pid")
      try tools.install(
        .log, "trap '' INT TERM\necho here\necho $$ > '\(mark.path)'\nwhile :; do sleep 0.05; done")
      let kept = Kept()
      let task = Task { [capture = capture(tools)] in try await capture.run { await kept.take($0) } }
      let pid = try await pidWritten(to: mark)
      while await kept.log.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
      task.cancel()
      await #expect(throws: (any Error).self) { try await task.value }
      #expect(kill(pid, 0) != 0)
      #expect(String(decoding: await kept.log, as: UTF8.self) == "here\n")
    }
  }

  @Test("a receiver that fails ends the tool")
  func failingReceiver() async throws {
    struct Full: Error {}
    try await withFakeTools { tools in
      let mark = tools.folder.appendingPathComponent("pid")
      try tools.install(.log, "echo $$ > '\(mark.path)'\necho line\nexec sleep 600")
      await #expect(throws: Full.self) {
        try await capture(tools).run { if case .output = $0 { throw Full() } }
      }
      let pid = try await pidWritten(to: mark)
      #expect(kill(pid, 0) != 0)
    }
  }
}

@Suite("Which relay carries the log")
struct LogSourceTests {
  private let old = "  -x, --exit  exit when device disconnects\n --no-colors       disable colored output\n"
  private let new = "  --no-colors  disable colored output\n  --syslog-relay  force syslog_relay\n"

  @Test("a tool that knows no relay option reads syslog_relay (1.3.0)")
  func oldTool() {
    #expect(
      LogSource.choose(help: old, wanted: .osTraceRelay)
        == LogSource(service: .syslogRelay, arguments: ["--no-colors"]))
  }

  @Test("a tool that knows the option reads os_trace_relay unless told otherwise (1.4.0)")
  func newTool() {
    #expect(
      LogSource.choose(help: new, wanted: nil)
        == LogSource(service: .osTraceRelay, arguments: ["--no-colors"]))
    #expect(
      LogSource.choose(help: new, wanted: .syslogRelay)
        == LogSource(service: .syslogRelay, arguments: ["--no-colors", "--syslog-relay"]))
  }

  @Test("a tool that knows no colours is not told about them (1.2.0)")
  func oldestTool() {
    #expect(LogSource.choose(help: "", wanted: nil) == LogSource(service: .syslogRelay, arguments: []))
  }
}
