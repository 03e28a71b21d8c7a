import Foundation
import Takes
import Testing
import VirtualPhone

/// What idevicesyslog 1.3.0 was measured to print (device-protocols, sections 5.2 and 6). The texts are made up.
@Suite("What the capturing tool prints")
struct RelayPrintTests {
  private let print = RelayPrint(host: "iPhone")

  private func record(_ message: String, level: PhoneLogRecord.Level = .default) -> PhoneLogRecord {
    PhoneLogRecord(
      time: Date(timeIntervalSince1970: 1_784_020_502), process: "SandProbe", processPath: "/SandProbe",
      image: "SandKit", pid: 314, level: level, message: message)
  }

  @Test("a record loses its host and its NUL")
  func whole() {
    let text = String(decoding: print.printed(record("text")), as: UTF8.self)
    #expect(text == "Jul 14 09:15:02 SandProbe(SandKit)[314] <Notice>: text\n")
    #expect(print.printed(record("text", level: .debug)).isEmpty)
  }

  @Test("what came without a NUL sticks to the next record, which keeps its date and host")
  func stuck() throws {
    var tool = RelayTool()
    let first = try #require(print.sent(record("one")))
    #expect(tool.take(first.prefix(30)).isEmpty)
    let printed = String(decoding: tool.take(try #require(print.sent(record("two")))), as: UTF8.self)
    #expect(
      printed == "Jul 14 09:15:02 SandProJul 14 09:15:02 iPhone SandProbe(SandKit)[314] <Notice>: two\n")
  }

  @Test("text without the form of a header is printed as it is")
  func formless() {
    var tool = RelayTool()
    #expect(tool.take(Data("one\0two\n\0".utf8)) == Data("onetwo\n".utf8))
  }
}
