import Foundation
import Testing

@testable import Syslog

@Suite("What trips up readers of logs")
struct TrapTests {
  @Test("the level is the first behind a pid; those in messages are text")
  func levels() {
    let records = read(
      "Nov 10 17:58:47 h Photo (R2)(B)[7] <Notice>: x <Error>: y [1] <Fault>: z",
      "Nov 10 17:58:47 h a[1] (svc [2] <x>: y[3]) <Warning>: z")
    #expect(records.map(\.level) == ["Notice", "Warning"])
    #expect(records.map(\.pid) == [7, 1])
    #expect(records.map(\.message) == ["x <Error>: y [1] <Fault>: z", "z"])
  }

  @Test("a target is the rest of the record, whatever it looks like")
  func targets() {
    func target(_ text: String) -> String? {
      read("Nov 10 17:58:47 kernel(Sandbox)[0] <Error>: Sandbox: a(1) deny(1) \(text)").first?.violation?
        .target
    }
    #expect(target("file-read-data /x y (per-pid)") == "/x y (per-pid)")
    #expect(target("file-read-data /x, \"y\" (copy)") == "/x, \"y\" (copy)")
    #expect(target("mach-lookup com.x (per-pid)") == "com.x")
    #expect(target("file-read-data /x [com.x.y][c]") == "/x [com.x.y][c]")
  }

  @Test("a capture switches format in the middle, and line by line")
  func switching() {
    let lines = [
      "Nov 10 17:58:47 kernel(Sandbox)[0] <Error>: Sandbox: a(1) deny(1) signal",
      "2026-09-18 06:19:41.380 E  kernel[0:5f489] (Sandbox) Sandbox: a(1) deny(1) signal",
      "2020-09-15 19:15:10.931434-0700 kernel[0:2] Sandbox: a(1) deny(1) signal",
      "error\t17:53:57.863578+0530\tkernel\tSandbox: a(1) deny(1) signal",
      "2026-08-21 15:17:29.123456 kernel{Sandbox}[0] <ERROR>: Sandbox: a(1) deny(1) signal",
      #"{"timestamp":"2026-09-01 21:13:45.282914+0200","processImagePath":"\/kernel","eventMessage":"Sandbox: a(1) deny(1) signal"}"#,
      "Sep  1 16:21:01.549408 kernel(Sandbox)[0] <Error>: Sandbox: a(1) deny(1) signal",
      "2025-07-27 15:31:22.695081-0400 0x91f22 Error 0x0 0 0 kernel: (Sandbox) Sandbox: a(1) deny(1) signal",
      "2018-06-11 16:06:49.123456-0700  localhost kernel[0]: (Sandbox) Sandbox: a(1) deny(1) signal",
      "10/13/14 5:45:05.000 PM\tkernel[0]\tSandbox: a(1) deny(1) signal",
      #"{"msg":"Mar 26 10:26:57 h kernel[0] \u003cError\u003e: Sandbox: a(1) deny(1) signal"}"#,
      "b'Mar 26 10:26:57 h kernel[0] <Error>: Sandbox: a(1) deny(1) signal'",
      "Jul  1 09:00:55 kernel[0]: Sandbox: a(1) deny(1) signal",
    ]
    let forms: [LogForm] = [
      .relay, .logCompact, .xcode, .console, .pymobiledevice, .logNDJSON, .trace, .logDefault, .logSyslog,
      .consoleOld,
      .goIOS, .pythonBytes, .asl,
    ]
    for rounds in 1...3 {
      let log = Array(repeating: lines, count: rounds).flatMap { $0 }
      for end in ["\n", "\r\n", "\n\0"] {
        let records = LogReader.read(Data(log.map { $0 + end }.joined().utf8))
        #expect(records.map(\.form) == Array(repeating: forms, count: rounds).flatMap { $0 })
        #expect(records.allSatisfy { $0.violation?.target == "" && $0.violation?.subject?.pid == 1 })
      }
    }
  }

  @Test("host changes, and a host that comes back in the middle, do not reach the process")
  func hosts() {
    let records = read(
      "Jan 21 02:11:12 unknown a[1] <Notice>: x", "Jan 21 02:11:12 unknown b[2] <Notice>: x",
      "Jan 21 02:18:02 iPad a[1] <Notice>: x", "Jan 21 02:18:02 iPad b[1] <Notice>: x")
    #expect(records.map(\.process) == ["a", "b", "a", "b"])
  }

  @Test("a second stamp inside a message begins nothing, in any form")
  func quotes() {
    let records = read(
      "Jan 21 02:18:08 iPad jb[149] <Notice>: 2012-01-21 02:18:08.177 cleanup[162:707] Cleaning",
      "2020-10-11 08:53:58.628667+0700 a[381:17115] x-2020-10-11 08:53:58.628 +0700 b[1:2] y",
      "error\t17:53:57.863578+0530\ta\t17:26:44.228 : Scanning mode",
      " 2012-01-21 02:18:08.177 b[1:2] indented")
    #expect(records.map(\.process) == ["jb", "a", "a"])
  }

  @Test("a clock that is not set prints 1970, which is a date like others")
  func epoch() {
    let records = read(
      "1970-01-01 00:00:00.000 Df a[1:2] x", "1970-01-01 00:00:00.000000+0000 a[1:2] x",
      "Jan  1 00:00:00 h a[1] <Notice>: x")
    #expect(records.map(\.form) == [.logCompact, .xcode, .relay])
  }

  @Test("colours are no part of any form")
  func colours() {
    let records = read(
      "\u{1B}[32m2026-08-21 15:17:29.123456\u{1B}[0m \u{1B}[35ma\u{1B}[0m{\u{1B}[35mb\u{1B}[0m}[\u{1B}[36m12\u{1B}[0m] <\u{1B}[37mNOTICE\u{1B}[0m>: \u{1B}[37mx\u{1B}[0m \u{1B}[36m[com.x.y][c]\u{1B}[0m"
    )
    #expect(records.map(\.form) == [.pymobiledevice])
    #expect(records.first?.image == "b")
    #expect(records.first?.message == "x")
    #expect(records.first?.category == "c")
  }

  @Test("a cut line, a lone stamp and a megabyte in one line are no trouble")
  func cuts() {
    for line in [
      "2026-09-18 06:19:41.380", "2026-09-18 06:19:41.380 E ", "2026-09-18 06:19:41.380 E  kernel[0:",
      "error\t17:53",
      "2025-07-27 15:31:22.695081-0400 0x", "2026-08-21 15:17:29.123456 a{b}[", #"{"timestamp":"2026"#,
      "b'Mar 26 10:26",
      "12:27:16.317 A  fileproviderd", "10/13/14 5:45:05.000 P", #"{"msg":"Mar 26 10:26:57 h"#,
      "system: Jan 28 09:",
      "2018-06-11 16:06:49.123456-0700  localhost ker", "1405: Jan",
    ] {
      #expect(LogReader.read(Data(line.utf8)).map(\.content) == [.unplaced], "\(line)")
    }
    for head in [
      "2026-09-18 06:19:41.380 ", "error\t", "{\"", "[{\n", "b'Mar 26 10:26:57 ", "12:27:16.317 A  ",
    ] {
      let log = Data((head + String(repeating: "a[1:", count: 250_000)).utf8)
      #expect(LogReader.read(log).map(\.bytes.count).reduce(0, +) == log.count)
    }
  }
}
