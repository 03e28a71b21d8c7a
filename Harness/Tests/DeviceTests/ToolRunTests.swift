import Device
import Foundation
import Testing

@Suite("Running external programs", .timeLimit(.minutes(10)))
struct ToolRunTests {
  @Test("a missing tool is named with the line that installs it")
  func missing() async throws {
    try await withFakeTools { tools in
      do {
        _ = try await tools.environment.run(.installer, [])
        Issue.record("a tool that is not there was run")
      } catch let error as ToolError {
        #expect(error == .missing(.installer, searched: [tools.folder.path]))
        #expect(error.remedy.hasSuffix("install ideviceinstaller"))
      }
    }
  }

  @Test("a tool that hangs is ended when its time is over")
  func hanging() async throws {
    try await withFakeTools { tools in
      try tools.install(.deviceInfo, "echo begun\nsleep 600")
      let limits = ToolLimits(time: .milliseconds(200))
      await #expect(throws: ToolError.timedOut(command: "ideviceinfo -x", seconds: 0.2)) {
        _ = try await tools.environment.run(.deviceInfo, ["-x"], limits: limits)
      }
    }
  }

  @Test("both streams are drained, whatever their size and order")
  func bothStreams() async throws {
    try await withFakeTools { tools in
      try tools.install(
        .deviceInfo, "head -c 300000 /dev/zero >&2; head -c 400000 /dev/zero; head -c 300000 /dev/zero >&2")
      let output = try await tools.environment.run(.deviceInfo, [])
      #expect(output.standardOutput.count == 400_000)
      #expect(output.standardError.utf8.count == 600_000)
    }
  }

  @Test("a tool that never stops writing is ended")
  func flood() async throws {
    try await withFakeTools { tools in
      try tools.install(.deviceInfo, "exec yes")
      let limits = ToolLimits(time: .seconds(60), output: 10_000)
      await #expect(throws: ToolError.tooMuchOutput(command: "ideviceinfo", limit: 10_000)) {
        _ = try await tools.environment.run(.deviceInfo, [], limits: limits)
      }
    }
  }

  @Test("an exit status is reported with the last words of standard error")
  func failing() async throws {
    try await withFakeTools { tools in
      try tools.install(.deviceInfo, "echo one >&2; echo two >&2; exit 3")
      await #expect(
        throws: ToolError.failed(command: "ideviceinfo", status: "status 3", complaint: "one; two")
      ) { _ = try await tools.environment.output(of: .deviceInfo, []) }
    }
  }

  @Test("children are told which usbmuxd to talk to")
  func muxAddress() async throws {
    try await withFakeTools { tools in
      try tools.install(.deviceList, "echo $USBMUXD_SOCKET_ADDRESS")
      var environment = ToolEnvironment(variables: ["PATH": "/usr/bin:/bin"], muxAddress: "127.0.0.1:4711")
      environment.directories = [tools.folder.path]
      let printed = try await environment.output(of: .deviceList, [])
      #expect(String(decoding: printed, as: UTF8.self) == "127.0.0.1:4711\n")
    }
  }

  @Test("a cancelled task leaves no child behind")
  func cancellation() async throws {
    try await withFakeTools { tools in
      let mark = tools.folder.appendingPathComponent("pid")
      try tools.install(.deviceInfo, "echo $$ > '\(mark.path)'\nexec sleep 600")
      let task = Task { try await tools.environment.run(.deviceInfo, [], limits: .init(time: .seconds(300))) }
      let pid = try await pidWritten(to: mark)
      task.cancel()
      await #expect(throws: (any Error).self) { _ = try await task.value }
      #expect(kill(pid, 0) != 0)
    }
  }
}

/// Waits for a script to write its process id.
func pidWritten(to file: URL) async throws -> pid_t {
  while true {
    if let text = try? String(contentsOf: file, encoding: .utf8), text.hasSuffix("\n"),
      let pid = pid_t(text.dropLast())
    {
      return pid
    }
    try await Task.sleep(for: .milliseconds(5))
  }
}
