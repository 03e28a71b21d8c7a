import Foundation
import Testing

@testable import Syslog

/// Lines here are made up to what the tools' sources print; no captured sample was obtained.
@Suite("Forms of pymobiledevice3 and go-ios")
struct DeviceToolFormTests {
  @Test("pymobiledevice3's text has the image in braces and the label at the end")
  func text() {
    let records = read(
      "2026-08-21 15:17:29.123456 kernel{Sandbox}[0] <ERROR>: Sandbox: a(7) deny(1) file-read-data /x",
      "2026-08-21 15:17:29.123456 Photo Desk{UIKitCore+0x1f3c}[12] <USER_ACTION>: text [com.x.y][c d]",
      "2026-08-21 15:17:29 a{}[12] <NOTICE>: one", "two [com.x.y][]",
      "2026-08-21 15:17:29.123456 a{a+0x1}[12] <FAULT>: no label [x][y]",
      "2026-08-21 15:17:29.123456 a{b}[12] <fault>: no header")
    #expect(records.map(\.form) == Array(repeating: .pymobiledevice, count: 4))
    #expect(records.map(\.process) == ["kernel", "Photo Desk", "a", "a"])
    #expect(records.map(\.image) == ["Sandbox", "UIKitCore", nil, nil])
    #expect(records.map(\.level) == ["ERROR", "USER_ACTION", "NOTICE", "FAULT"])
    #expect(records.map(\.subsystem) == [nil, "com.x.y", "com.x.y", nil])
    #expect(records.map(\.category) == [nil, "c d", nil, nil])
    #expect(records[1].message == "text")
    #expect(records[2].message == "one\ntwo")
    #expect(records[3].message.hasPrefix("no label [x][y]\n"))
    #expect(records.first?.violation?.target == "/x")
  }

  @Test("pymobiledevice3's JSON is read by its names")
  func json() throws {
    let line =
      #"{"pid": 12, "procid": 12, "thread_id": 1, "timestamp": "2026-08-21T15:17:29.123456", "level": "NOTICE", "#
      + #""image_name": "/usr/lib/libx.dylib", "image_offset": 1, "image_uuid": null, "#
      + #""filename": "/private/var/Photo Desk.app/Photo Desk", "mach_timestamp": 5, "#
      + #""message": "a \"b\"\nc – d", "label": {"subsystem": "com.x.y", "category": "c"}}"#
    let record = try #require(read(line, #"{"pid": 12}"#).first)
    #expect(record.form == .pymobiledeviceJSON)
    #expect(record.process == "Photo Desk")
    #expect(record.image == "libx.dylib")
    #expect(record.pid == 12)
    #expect(record.level == "NOTICE")
    #expect(record.subsystem == "com.x.y")
    #expect(record.category == "c")
    #expect(record.message == "a \"b\"\nc – d")
    #expect(record.lineCount == 1)
  }

  @Test("go-ios's JSON holds a whole record, its parts, or a trace entry")
  func goIOS() {
    let records = read(
      #"{"msg":"Mar 26 10:26:57 iPhone kernel(Sandbox)[0] \u003cError\u003e: Sandbox: a(7) deny(1) file-read-data /x\u0026\"y\""}"#,
      #"{"timestamp":"2026-03-26T10:26:57","device":"iPhone","process":"Photo Desk(UIKitCore)","pid":"12","level":"Notice","message":"text"}"#,
      #"{"pid":12,"timestamp":"2026-03-26T10:26:57.5+02:00","level":16,"levelName":"Error","threadId":1,"imageName":"/usr/lib/libx.dylib","imageOffset":1,"filename":"/usr/libexec/a","message":"text","label":{"subsystem":"com.x.y","category":"c"}}"#,
      #"{"error":"failed to parse","msg":"Mar 26 10:26:57 iPhone a[1] \u003cNotice\u003e: "}"#,
      #"{"msg":"========================"}"#,
      #"{"time":"2026-03-26T10:26:57","level":"INFO","msg":"Connected"}"#)
    #expect(records.map(\.form) == [.goIOS, .goIOS, .goIOS, .goIOS, nil])
    #expect(records.map(\.process) == ["kernel", "Photo Desk", "a", "a", ""])
    #expect(records.map(\.image) == ["Sandbox", "UIKitCore", "libx.dylib", nil, nil])
    #expect(records.map(\.pid) == [0, 12, 12, 1, nil])
    #expect(records.map(\.level) == ["Error", "Notice", "Error", "Notice", nil])
    #expect(records.first?.violation?.target == #"/x&"y""#)
    #expect(records[2].subsystem == "com.x.y")
    #expect(records[3].message == "")
    #expect(records[4].lineCount == 2)
    #expect(records[0].stamp == "Mar 26 10:26:57")
  }

  @Test("a record as a Python literal has Python's escapes around its own")
  func pythonBytes() {
    let records = read(
      #"b'Mar 26 10:26:57 iPhone Photo Desk(B)[12] <Notice>: it\'s \xe2\x80\x99 \\M-b\\M^@\\M^Y\tx\n\x00'"#,
      #"b"Mar 26 10:26:58 iPhone kernel[0] <Error>: Sandbox: a(7) deny(1) file-read-data /it's""#,
      "b'not a record'", #"b'Mar 26 10:26:59 iPhone a[1] <Notice>: cut"#)
    #expect(records.map(\.form) == [.pythonBytes, .pythonBytes, nil, .pythonBytes])
    #expect(records.map(\.process) == ["Photo Desk", "kernel", "", "a"])
    #expect(records.first?.image == "B")
    #expect(records.first?.message == "it's ’ ’\tx")
    #expect(records[1].violation?.target == "/it's")
    #expect(records[3].message == "cut")
  }

  @Test("days that the Windows build of idevicesyslog does not pad belong to traces without a fraction")
  func windows() {
    let records = read(
      "[connected:00008140-000C208C1108801C]", #"Sep 1 16:21:01 Photo Desk[1] <Debug>: \M-C\M-)"#,
      #"Sep 11 16:21:01.000001 a[1] <Debug>: x"#, #"Sep  1 16:21:01 a[1] <Debug>: \M-C\M-)"#)
    #expect(records.map(\.form) == [nil, .trace, .trace, .relay])
    #expect(records.map(\.message).dropFirst() == [#"\M-C\M-)"#, "x", "é"])
    #expect(records[1].process == "Photo Desk")
    #expect(read("Sep 1 16:21:01 a[1] <Debug>: x").first?.form == .relay)
  }

  @Test(
    "what a tool says for itself is no part of a record and leaves the log a paste",
    arguments: [
      "Waiting for device to become available...", "Waiting for device with UDID x to become available...",
      "Exiting...", "*** Device is passcode protected, enter passcode on the device to continue ***",
      "ERROR: Could not connect to lockdownd: -18", "Filtering the log data using \"process == \"a\"\"",
      "Skipping info and debug messages, pass --info and/or --debug to include.",
      "Timestamp                       Thread     Type        Activity             PID    TTL  ",
      "Timestamp               Ty Process[PID:TID]", #"{"count":12,"finished":1}"#, "Waiting for \"x\" ...",
    ])
  func tools(words: String) {
    let records = read("Nov 10 17:58:47 a[1] <Notice>: x", words, "Nov 10 17:58:47 a[1] <Notice>: y")
    #expect(records.map(\.content) == [.plain, .notice(.tool(words)), .plain])
    #expect(read(words, "A[3] <Info>: x").last?.form == .bare)
  }

  @Test("lines that only begin like it are message text")
  func lookalikes() {
    let records = read(
      "Nov 10 17:58:47 a[1] <Notice>: x", "Exiting... now", "Waiting for device to wake", "Timestamp  of x",
      "(lldb)x", #"{"count":12}"#, "ERROR: none")
    #expect(records.map(\.lineCount) == [7])
  }
}
