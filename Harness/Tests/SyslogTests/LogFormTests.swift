import ProbeProtocol
import Testing

@testable import Syslog

/// Lines without provenance here are made up to the grammar; the captured ones are in the corpus.
@Suite("Forms of log, Xcode and Console")
struct LogFormTests {
  @Test("compact rows have type, pid, image, subsystem and category")
  func compact() throws {
    let records = read(
      "2026-09-18 06:19:41.380 E  kernel[0:5f489] (Sandbox) Sandbox: a(7) deny(1) file-read-data /x",
      "2026-09-18 06:19:41.468 Df Field Kit (R2)[12:1a] (Google Chrome Framework) [com.x.y:c d] text",
      "2026-09-18 06:19:41.469 A  Field Kit[12:1a] (CoreSpotlight) index-items", "more",
      "2026-09-18 06:19:41.470 Db a[12:1a] (Note ) MC: [WARN] text", "2026-09-18 06:19:41.471 I  a[12:1a]")
    #expect(records.map(\.form) == Array(repeating: .logCompact, count: 5))
    #expect(records.map(\.process) == ["kernel", "Field Kit (R2)", "Field Kit", "a", "a"])
    #expect(records.map(\.image) == ["Sandbox", "Google Chrome Framework", "CoreSpotlight", nil, nil])
    #expect(records.map(\.pid) == [0, 12, 12, 12, 12])
    #expect(records.map(\.level) == ["E", "Df", "A", "Db", "I"])
    #expect(records.map(\.subsystem) == [nil, "com.x.y", nil, nil, nil])
    #expect(records.map(\.category) == [nil, "c d", nil, nil, nil])
    #expect(
      records.dropFirst().map(\.message) == ["text", "index-items\nmore", "(Note ) MC: [WARN] text", ""])
    #expect(records.first?.violation?.subject == .init(name: "a", pid: 7))
    #expect(records.first?.stamp == "2026-09-18 06:19:41.380")
  }

  @Test("the default style is read with columns and with collapsed ones, with and without a time to live")
  func columns() {
    let records = read(
      "2025-07-27 15:31:22.695081-0400 0x91f22    Error       0x0                  0      0    kernel: (Sandbox) Sandbox: a(7) deny(1) signal",
      "2019-09-25 20:38:53.784594-0700 0xdbf47 Default 0x0 602 0 Photo Desk: [com.x.y:c] text: more",
      "2017-09-25 20:38:53.784594-0700 0xdbf47    Activity    0x1f                 602    powerd: (B) text",
      "2019-09-25 20:38:53.784594-0700 0xdbf47 Default 0x0 x 0 powerd: text")
    #expect(records.map(\.process) == ["kernel", "Photo Desk", "powerd"])
    #expect(records.map(\.pid) == [0, 602, 602])
    #expect(records.map(\.level) == ["Error", "Default", "Activity"])
    #expect(records.map(\.image) == ["Sandbox", nil, "B"])
    #expect(records[1].subsystem == "com.x.y")
    #expect(records[1].message == "text: more")
    #expect(records[2].lineCount == 2)
    #expect(records.compactMap(\.violation).count == 1)
  }

  @Test("the syslog style keeps its host out of the process")
  func syslogStyle() {
    let records = read(
      "2018-06-11 16:06:49.123456-0700  localhost kernel[0]: (Sandbox) Sandbox: a(7) deny(1) signal",
      "2018-06-11 16:06:49.123456-0700  localhost Photo Desk[12]: (B) [com.x.y:c] text",
      "2018-06-11 16:06:49.123456-0700  localhost a(b)[12]: ")
    #expect(records.map(\.form) == [.logSyslog, .logSyslog, .logSyslog])
    #expect(records.map(\.process) == ["kernel", "Photo Desk", "a(b)"])
    #expect(records.map(\.image) == ["Sandbox", "B", nil])
    #expect(records[1].category == "c")
    #expect(records.compactMap(\.violation).count == 1)
  }

  @Test("Xcode's console gives a category, old thread numbers are hexadecimal")
  func xcode() {
    let records = read(
      "2012-10-01 12:00:00.123 App[1234:c07] text",
      "2020-09-15 19:15:10.931434-0700 Photo Desk[5:2] [User Defaults] Couldn't",
      "2020-09-15 19:15:10.931434-0700 App[5:2] [<View: 0x1> draw] called", "plain", "",
      "2020-09-15 19:15:10.931434-0700 App[5:2]", "2020-09-15 19:15:10.931434-0700 INFO started [main]")
    #expect(records.map(\.process) == ["App", "Photo Desk", "App", "App"])
    #expect(records.map(\.category) == [nil, "User Defaults", nil, nil])
    #expect(records.map(\.message).first == "text")
    #expect(records[1].message == "Couldn't")
    #expect(records[2].message == "[<View: 0x1> draw] called\nplain")
    #expect(records[3].lineCount == 2)
  }

  @Test("what is typed at the debugger's prompt is no part of a record")
  func prompt() {
    let records = read(
      "2012-10-01 12:00:00.123 App[1:2] a", "(lldb) po x", "2012-10-01 12:00:00.123 App[1:2] b")
    #expect(records.map(\.content) == [.plain, .notice(.tool("(lldb) po x")), .plain])
  }

  @Test("Console copies have a type in any language and a fourth column at times")
  func console() {
    let records = read(
      "error\t17:53:57.863578+0530\tkernel\tSandbox: a(7) deny(1) mach-register com.x (per-pid)",
      "par défaut\t17:53:57.863578 +0200\tPhoto Desk\tcom.x.y\ttext\twith tab",
      "Fehler\t17:53:57.863578+0200\ta\t\ttext", "défaut\t17:53:57.863578+0200\ta\tone two\tthree", "more",
      "error\t17:53:57\ta\ttext")
    #expect(records.map(\.form) == Array(repeating: .console, count: 4))
    #expect(records.map(\.level) == ["error", "par défaut", "Fehler", "défaut"])
    #expect(records.map(\.subsystem) == [nil, "com.x.y", nil, nil])
    #expect(records.map(\.stamp)[1] == "17:53:57.863578 +0200")
    #expect(
      records.dropFirst().map(\.message) == [
        "text\twith tab", "text", "one two\tthree\nmore\nerror\t17:53:57\ta\ttext",
      ])
    #expect(records.first?.violation?.target == "com.x")
  }

  @Test("copies of the old Console are read with tabs and as web pages show them")
  func oldConsole() {
    let records = read(
      "10/13/14 5:45:05.000 PM\tkernel[0]\tSandbox: a(7) deny(1) signal",
      "1/2/2015 17:45:05.000 Photo Desk[12]: text",
      "1/2/15 5:45:05.000 AM a[12]", "1/2 of it [12] done", "1/2/15 5:45 a[12]: x")
    #expect(records.map(\.form) == [.consoleOld, .consoleOld, .consoleOld])
    #expect(
      records.map(\.stamp) == ["10/13/14 5:45:05.000 PM", "1/2/2015 17:45:05.000", "1/2/15 5:45:05.000 AM"])
    #expect(records.map(\.process) == ["kernel", "Photo Desk", "a"])
    #expect(records.map(\.pid) == [0, 12, 12])
    #expect(records[1].message == "text")
    #expect(records[2].lineCount == 3)
    #expect(records.compactMap(\.violation).count == 1)
  }

  @Test("a decision in a copied row ends with its line, or with the one its author wrapped it to")
  func decisionsEnd() {
    let head = "2026-09-18 06:19:41.380 E  kernel[0:5f489] (Sandbox) "
    let records = read(
      head + "Sandbox: a(7) deny(1) file-read-data /x", "Failed to match existing code requirement",
      head + "Sandbox: a(7) deny(1) file-read-data", "        /y", head + "Sandbox: a(7) deny(1) signal",
      "text",
      head + "Sandbox:", "  a(7) deny(1) signal")
    #expect(records.map(\.violation?.target) == ["/x", "/y", "", nil])
    let device = read(
      "Nov 10 17:58:47 kernel(Sandbox)[0] <Error>: Sandbox: a(7) deny(1) file-read-data /x", "y")
    #expect(device.first?.violation?.target == "/x\ny")
  }

  @Test("SandProbe's lines are found in each of these forms")
  func probes() {
    let event = "SPE1 314.1.outsider 1/1 e30 c2lnbmF0dXJl"
    let records = read(
      "2020-09-15 19:15:10.931434-0700 App[314:2] [events] \(event)",
      "2020-09-15 19:15:10.931 App[314:2] \(event)",
      "2020-09-15 19:15:10.931 Df App[314:2] [com.x.y:events] \(event)",
      "default\t17:53:57.863578+0530\tApp\tcom.x.y\t\(event)",
      "2020-09-15 19:15:10.931434-0700 0x1 Default 0x0 314 0 App: [com.x.y:events] \(event)",
      #"{"timestamp":"2020-09-15 19:15:10.931434-0700","processID":314,"eventMessage":"\#(event)"}"#,
      "2020-09-15 19:15:10.931434 App{App}[314] <NOTICE>: \(event) [com.x.y][events]",
      #"{"msg":"Sep 15 19:15:10 iPhone App[314] \u003cNotice\u003e: \#(event)"}"#)
    #expect(records.count == 8)
    for record in records {
      guard case .event(let line) = record.content else {
        Issue.record("\(record.form?.rawValue ?? "unplaced"): \(record.content)")
        continue
      }
      #expect(line.part == 1)
    }
  }
}
