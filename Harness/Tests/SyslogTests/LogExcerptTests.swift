import Foundation
import LogMutation
import ProbeProtocol
import Testing

@testable import Syslog

@Suite("Plain records left out")
struct LogExcerptTests {
  @Test("all others of every log of the corpus come as they are", arguments: Corpus.names)
  func corpus(name: String) throws {
    #expect(ExcerptProperties.faults(of: Array(try Corpus.log(name)), seed: 1) == [])
  }

  /// Made up: what stands here is what quick looks at bytes could miss.
  private static let messages = [
    "[a label that is longer in escapes \\M-b\\M^@\\M^Y \\M-b\\M^@\\M^Y \\M-b\\M^@\\M^Y] App Transport Security has "
      + "blocked a cleartext HTTP load",
    "[\\M-b\\M^@\\M^] ] App Transport Security has blocked a cleartext HTTP load",
    "(com.\(String(repeating: "\\M-C\\M-)", count: 40))) Exited: Killed: 9",
    "proxy[7] Builtin profile: Mail (sandbox)\r", "proxy[7] Builtin profile: Mail (sandbox)\n\n",
    "Trying to issue sandbox extension for /x", "[access] LaunchServices: x and y",
    "\\^A*** process 7 exceeded 500 log message per second limit",
    "\"QUARANTINED DUE TO HIGH LOGGING VOLUME\"",
    "SPE1 7.1.a 1/1 e30 c2ln", "SPC1 x", "Sandbox: a(1) deny(1) signal", "", " ", "[", "]", "[]", "(", "\\",
  ]

  @Test(
    "no wording is missed behind a header that was met before", arguments: messages, ["", "(Foundation)"])
  func trap(message: String, image: String) {
    for process in ["Mail", "kernel", "tccd", "sandboxd"] {
      let header = "Nov 23 18:00:01 \(process)\(image)[7] <Notice>: "
      let log = Self.repeated(header, [message, "x \(message)", "plain", "(plain)", "\\plain"])
      #expect(ExcerptProperties.faults(of: Array(log.utf8), seed: 3) == [])
      #expect(ExcerptProperties.faults(of: Array(log.replacing("\n", with: "\r\n").utf8), seed: 3) == [])
    }
  }

  private static func repeated(_ header: String, _ messages: [String]) -> String {
    let lines = (messages + messages + messages).map { header + $0 + "\n" }
    // The short way is taken only far from the buffer's end.
    return lines.joined() + String(repeating: header + "padding\n", count: 20)
  }

  @Test("plain records are kept at the ends of a log alone")
  func ends() {
    let lines = (1...400).map { "Nov 23 18:00:01 Mail(Foundation)[7] <Notice>: plain \($0)\n" }
    let excerpt = LogReader.excerpt(of: Data(lines.joined().utf8))
    #expect(excerpt.records.map(\.line) == [1, 400])
    #expect(excerpt.records.map(\.message) == ["plain 1", "plain 400"])
    #expect(excerpt.recordCount == 400)
    let one = LogReader.excerpt(of: Data(lines[0].utf8))
    #expect(one.records.map(\.line) == [1])
    #expect(LogReader.excerpt(of: Data()).records.isEmpty)
  }

  @Test("a log of several chunks is read without a seam")
  func chunks() {
    let noise = (1...12_000).map {
      "Nov 23 18:00:01 Mail(Foundation)[7] <Notice>: \($0) \(Self.filler($0))\n"
    }
    let decision = "Nov 23 18:00:01 kernel(Sandbox)[0] <Error>: Sandbox: a(1) deny(1) file-read-data /x\n"
    let log = Data((noise + [decision] + noise + [decision]).joined().utf8)
    let excerpt = LogReader.excerpt(of: log)
    #expect(log.count > 2 << 20)
    #expect(excerpt.recordCount == 24_002)
    #expect(excerpt.records.map(\.line) == [1, 12_001, 24_002])
    #expect(excerpt.records.last?.bytes.upperBound == log.count)
  }

  private static func filler(_ number: Int) -> String { String(repeating: "y", count: 40 + number % 60) }
}
