import Foundation
import Testing

@testable import Syslog

@Suite("Pastes")
struct PasteTests {
  @Test("a line number of grep and a prefix of an IDE are no part of the header")
  func prefixes() {
    let records = read(
      "Jan 28 09:28:13 h A[1] <Notice>: x",
      "1405: Jan 28 09:28:14 h kernel[0] <Error>: Sandbox: a(7) deny(1) signal",
      "1406:Jan 28 09:28:14 h B[2] <Notice>: y", "system: Jan 28 09:28:14 h C[3] (svc) <Warning>: z",
      "system: Jan 28 09:28:15 --- last message repeated 5 times ---",
      "7:2020-09-15 19:15:10.931434-0700 App[5:2] [c] w", "system: no header", "8: no header")
    #expect(records.map(\.process) == ["A", "kernel", "B", "C", "", "App"])
    #expect(records.map(\.form) == [.relay, .relay, .relay, .relay, .repetition, .xcode])
    #expect(records[1].stamp == "Jan 28 09:28:14")
    #expect(records[5].category == "c")
    #expect(records[5].lineCount == 3)
    #expect(records.compactMap(\.violation).count == 1)
  }

  @Test("compact rows without their date count in pastes only")
  func dateless() {
    let row = "12:27:16.317 E  kernel[0:eb6d] (Sandbox) Sandbox: a(7) deny(1) signal"
    #expect(read(row, row, "sharingd: x").map(\.form) == [.logCompact, .logCompact, .pasted])
    #expect(read(row).first?.violation != nil)
    #expect(read("Nov 10 17:58:47 A[1] <Notice>: x", row).count == 1)
  }

  @Test("rows without type and pid count where an image or a known process stands there, in pastes only")
  func trimmed() {
    let row = "2026-09-18 06:58:59.507 kernel (Sandbox) System Policy: a(7) deny(1) file-read-data /x"
    let records = read(
      row, "2026-09-18 06:58:59.497 tccd  AUTHREQ_CTX: x", "2026-09-18 06:58:59.497 received x", row)
    #expect(records.map(\.process) == ["kernel", "tccd", "kernel"])
    #expect(records.map(\.lineCount) == [1, 2, 1])
    #expect(records.first?.violation?.subject == .init(name: "a", pid: 7))
    #expect(read("Nov 10 17:58:47 A[1] <Notice>: x", row).count == 1)
  }

  @Test("messages behind the name of a known process, or behind any after a dash")
  func senders() {
    let records = read(
      "sandboxd - Sandbox: a(7) deny(1) signal", "grayscale - text", "sharingd:     text", "Note: text",
      "kernel: (Sandbox) text", "SharingXPCHelper: issuing sandbox extension failed for url: <private>")
    #expect(
      records.map(\.process) == ["sandboxd", "grayscale", "sharingd", "", "kernel", "SharingXPCHelper"])
    #expect(records.map(\.message)[2] == "text")
    #expect(records[3].content == .unplaced)
    #expect(records[4].image == "Sandbox")
    #expect(read("grayscale - text").map(\.content) == [.unplaced])
    #expect(read("[connected]", "sharingd: text").last?.content == .unplaced)
  }

  @Test("the system's best-known messages count alone, in pastes only")
  func alone() {
    let kill =
      "This app has crashed because it attempted to access privacy-sensitive data without a usage description."
    let records = read(
      "text", "[access] " + kill, kill, "App Transport Security has blocked a cleartext HTTP resource load")
    #expect(records.map(\.form) == [nil, .pasted, .pasted, .pasted])
    #expect(records[1].category == "access")
    #expect(records[1].message == kill)
    #expect(read("[connected]", kill).last?.content == .unplaced)
  }

  @Test("only the kernel and sandboxd report decisions in pastes too")
  func reporters() {
    let records = read("sharingd: Sandbox: a(7) deny(1) signal", "kernel: Sandbox: a(7) deny(1) signal")
    #expect(records.map { $0.violation != nil } == [false, true])
  }

  @Test("a process that is printed as a path is known by its name")
  func paths() {
    let records = read(
      "Jan 28 09:28:14 h /Applications/Xcode Beta.app/usr/libexec/lsd[39076] <Error>: x",
      "Jan 28 09:28:14 h lsd[39076] <Error>: x", "Jan 28 09:28:14 /usr/libexec/Photo Desk[1] <Error>: x")
    #expect(records.map(\.process) == ["lsd", "lsd", "Photo Desk"])
  }

  @Test("a newline inside a process's name does not part the record")
  func brokenName() {
    let records = read(
      "Dec 29 08:48:46 h A[1] <Notice>: x",
      "Dec 29 08:48:47 h com.apple.debugserver-@(#)PROGRAM:debugserver  PROJECT:d-1",
      "[13306] <Warning>: debugserver is listening", "Dec 29 08:48:47 h A[1] <Notice>: y",
      "Dec 29 08:48:47 h d-@(#)PROGRAM:d", "no pid")
    #expect(
      records.map(\.process) == ["A", "com.apple.debugserver-@(#)PROGRAM:debugserver  PROJECT:d-1", "A", ""])
    #expect(records.map(\.pid) == [1, 13306, 1, nil])
    #expect(records[1].message == "debugserver is listening")
    #expect(records[1].lineCount == 2)
    #expect(records[3].content == .unplaced)
  }
}
