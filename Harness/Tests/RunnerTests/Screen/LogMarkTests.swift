import Foundation
import ProbeProtocol
import Syslog
import Testing

@testable import Runner

/// Lines are made up: it is their form that counts.
struct LogMarkTests {
  /// The record of a line.
  private func record(_ line: String) throws -> LogRecord {
    var reader = LogReader()
    let records = reader.append(Data((line + "\n").utf8)) + reader.flush()
    return try #require(records.first)
  }

  private func line(_ process: String, _ message: String = "the entry was tapped") -> String {
    "Feb 10 21:01:13 Phone \(process)[77] <Notice>: \(message)"
  }

  @Test("Words are looked for in the message, letter for letter, whoever logs them")
  func words() throws {
    let mark = LogMark(words: "was tapped")
    #expect(mark.isIn(try record(line("SpringBoard"))))
    #expect(!mark.isIn(try record(line("SpringBoard", "the entry was Tapped"))))
    #expect(!mark.isIn(try record(line("was tapped", "something else"))))
  }

  @Test("A process is known by its name, whole, or cut as headers cut it: to fifteen bytes or more")
  func process() throws {
    let mark = LogMark(words: "was tapped", process: "DocumentManagerUICore")
    #expect(mark.isIn(try record(line("DocumentManagerUICore"))))
    #expect(mark.isIn(try record(line("DocumentManager"))), "fifteen bytes")
    #expect(mark.isIn(try record(line("DocumentManagerU"))))
    #expect(!mark.isIn(try record(line("DocumentManage"))), "no header cuts to fourteen")
    #expect(!mark.isIn(try record(line("DocumentManagerXPC"))))
    #expect(!mark.isIn(try record(line("DocumentManagerUICoreHelper"))), "a longer name is another process")
    #expect(!LogMark(words: "was tapped", process: "Files").isIn(try record(line("F"))))
  }

  @Test("What the harness logs itself, and what the capturing tool says, shows nothing")
  func own() throws {
    #expect(!LogMark(words: "connected").isIn(try record("[connected]")))
    let canary = try #require(Canary.all.first).message(run: "r")
    #expect(!LogMark(words: Canary.marker).isIn(try record(line("Conductor", canary))))
  }

  @Test("A mark that is not looked for any more is not found, and a line that has begun before is none")
  func search() throws {
    var search = LogMarkSearch()
    let bytes = Data((line("SpringBoard") + "\n").utf8)
    let mark = LogMark(words: "was tapped")
    #expect(search.found { $0.append(bytes) }.isEmpty)
    search.begin(mark)
    #expect(search.found { $0.append(bytes) + $0.flush() } == [mark])
    search.end(mark)
    #expect(search.found { $0.append(bytes) + $0.flush() }.isEmpty)
  }
}
