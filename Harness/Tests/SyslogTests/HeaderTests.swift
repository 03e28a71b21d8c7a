import Foundation
import Testing

@testable import Syslog

@Suite("Headers")
struct HeaderTests {
  @Test("the phone's name is kept out of the process, whatever it is")
  func hosts() {
    let records = read(
      "Mar 26 10:26:57 9902855732 installd(libsystem_containermanager.dylib)[5164] <Notice>: a",
      "Mar 26 10:26:57 my-iPhone Field Kit (R2)(CoreFoundation)[7] <Notice>: b")
    #expect(records.map(\.process) == ["installd", "Field Kit (R2)"])
    #expect(records.map(\.image) == ["libsystem_containermanager.dylib", "CoreFoundation"])
  }

  @Test("in a log without the phone's name, blanks and parentheses belong to the process")
  func hostless() {
    let records = read(
      "Nov 10 17:58:47 kernel(Sandbox)[0] <Error>: a", "Nov 10 17:58:47 Field Kit (R2)[7] <Notice>: b",
      "Nov 10 17:58:47 novio (R14)(Flutter)[8] <Notice>: c")
    #expect(records.map(\.process) == ["kernel", "Field Kit (R2)", "novio (R14)"])
    #expect(records.map(\.image) == ["Sandbox", nil, "Flutter"])
  }

  @Test("a host that was seen with several processes is known again in a log that had dropped it")
  func mixed() {
    let records = read(
      "Nov 10 17:58:47 phone A[1] <Notice>: a", "Nov 10 17:58:47 phone B[2] <Notice>: b",
      "Nov 10 17:58:47 A[1] <Notice>: c", "Nov 10 17:58:47 phone Photo Desk[7] <Notice>: d",
      "Nov 10 17:58:47 other A[1] <Notice>: e")
    #expect(records.map(\.process) == ["A", "B", "A", "Photo Desk", "A"])
  }

  @Test("an app's first word that was taken for a host at the start of a log is not taken for one again")
  func mistakenHost() {
    let records = read(
      "Nov 10 17:58:47 Photo Desk[7] <Notice>: a", "Nov 10 17:58:47 Photo Desk[7] <Notice>: b",
      "Nov 10 17:58:47 kernel[0] <Notice>: c", "Nov 10 17:58:47 Photo Desk[7] <Notice>: d")
    #expect(records.map(\.process) == ["Desk", "Desk", "kernel", "Photo Desk"])
  }

  @Test("a marker with a UDID tells that the phone's name is cut out")
  func markerTellsDialect() {
    let records = read(
      "[connected:00008140-000C208C1108801C]", "Nov 10 17:58:47 Photo Desk[7] <Notice>: b")
    #expect(records.last?.process == "Photo Desk")
  }

  @Test("microseconds, padded, two-digit and retyped days are read")
  func stamps() {
    let records = read(
      "Sep  1 16:21:01.549408 A[1] <Debug>: a", "Sep 11 16:21:01.000001 A[1] <Debug>: b",
      "Nov 2 15:53:49 A[1] <Notice>: c", "Nov 12 15:53:49 A[1] <Notice>: d")
    #expect(
      records.map(\.stamp) == [
        "Sep  1 16:21:01.549408", "Sep 11 16:21:01.000001", "Nov 2 15:53:49", "Nov 12 15:53:49",
      ])
  }

  @Test(
    "what is no header goes on with the record before",
    arguments: [
      "Nov  2 15:53 A[1] <Notice>: a", "Nox 12 15:53:49 A[1] <Notice>: a", "Nov 123 5:53:49 A[1] <Notice>: a",
      "Nov 12 15:53:49 A[x] <Notice>: a", "Nov 12 15:53:49 A[1] <Not ice>: a",
      "Nov 12 15:53:49 A[99999999999] <Notice>: a",
      "Nov 12 15:53:49 A[1]:a", "Nov 12 15:53:49.A[1] <Notice>: a", "Nov 12 15:53:49",
      "kernel[0] <Notice>: a",
      "", "}", "\tat main",
    ])
  func continuation(line: String) {
    let records = read("Nov 12 15:53:49 A[1] <Notice>: first", line, "Nov 12 15:53:50 A[1] <Notice>: last")
    #expect(records.count == 2)
    #expect(records.first?.lineCount == 2)
  }

  @Test("launchd's and sandboxd's further parentheses are no part of the process")
  func services() {
    let records = read(
      "Dec 29 08:48:47 h com.apple.xpc.launchd[1] (com.apple.x.08B3A589[13306]) <Warning>: exited",
      "Jan 28 09:28:14 h com.x.MTHosting[39054] (com.apple.GSSCred) <Warning>: Unknown",
      "Aug 18 16:29:17 h launchd_sim[19096] (UIKitApplication:com.x[0xdf6d][19774]): Program",
      "Jul  4 12:06:43 h sandboxd[129] ([34830]): com.apple.Addres(34830) deny network-outbound /x")
    #expect(
      records.map(\.process) == ["com.apple.xpc.launchd", "com.x.MTHosting", "launchd_sim", "sandboxd"])
    #expect(records.map(\.pid) == [1, 39054, 19096, 129])
    #expect(records.map { String($0.message.prefix(7)) } == ["exited", "Unknown", "Program", "com.app"])
  }

  @Test("header text inside a message begins no record")
  func quoted() {
    let records = read(
      "Nov 10 17:58:47 A[1] <Notice>: saw Nov 10 17:58:47 h kernel(Sandbox)[0] <Error>: Sandbox: a(1) deny(1) signal"
    )
    #expect(records.count == 1)
    #expect(records.first?.content == .plain)
  }

  @Test("headers without a stamp count only until the log shows a stamp")
  func bare() {
    let records = read(
      "kernel(Sandbox)[0] <Notice>: Sandbox: a(1) deny(1) signal", "A[3] <Info>: x",
      "Nov 10 17:58:47 A[1] <Notice>: y", "kernel(Sandbox)[0] <Notice>: Sandbox: a(1) deny(1) signal")
    #expect(records.map(\.process) == ["kernel", "A", "A"])
    #expect(records.map(\.lineCount) == [1, 1, 2])
    #expect(records.compactMap(\.violation).count == 1)
  }

  @Test("repetitions, markers and the banner are notices")
  func notices() {
    let records = read(
      "========================", "ASL is here to serve you", "> ",
      "Jan 28 09:28:15 h A[1] <Notice>: x",
      "Jan 28 09:28:15 --- last message repeated 5 times ---", "[disconnected]",
      "[connected:00008140-000C208C1108801C]",
      "[connected:0123456789abcdef0123456789abcdef01234567]", "[connected:xyz]")
    #expect(
      records.map(\.content) == [
        .notice(.banner), .plain, .notice(.repeated(5)), .notice(.disconnected(udid: nil)),
        .notice(.connected(udid: "00008140-000C208C1108801C")),
        .notice(.connected(udid: "0123456789abcdef0123456789abcdef01234567")), .unplaced,
      ])
  }
}
