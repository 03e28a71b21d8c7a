import Foundation
import Testing

@testable import Syslog

@Suite("JSON over many lines")
struct PrettyJSONTests {
  private let first = [
    "[{", "  \"traceID\" : 1,", "  \"backtrace\" : {", "    \"frames\" : [", "      {",
    "        \"imageOffset\" : 5",
    "      }", "    ]", "  },", "  \"eventMessage\" : \"a {[ \\\" b\",",
    "  \"processImagePath\" : \"\\/usr\\/x\",",
    "  \"timestamp\" : \"2026-09-01 21:13:45.282914+0200\"",
  ]
  private let second = [
    "},{", "  \"timestamp\" : \"2026-09-01 21:13:46.282914+0200\",", "  \"eventMessage\" : \"second\",",
    "  \"processID\" : 7", "}]",
  ]

  private func read(_ lines: [String]) -> [LogRecord] {
    LogReader.read(Data(lines.map { $0 + "\n" }.joined().utf8))
  }

  @Test("objects of an array are records, brackets in strings and nested objects do not count")
  func array() {
    let records = read(first + second)
    #expect(records.map(\.form) == [.logJSON, .logJSON])
    #expect(records.map(\.message) == ["a {[ \" b", "second"])
    #expect(records.map(\.process) == ["x", ""])
    #expect(records.map(\.pid) == [nil, 7])
    #expect(records.map(\.lineCount) == [12, 5])
  }

  @Test("what follows the last object is no part of it, blank lines and the array's bracket are")
  func after() {
    let records = read(first + ["}", "", "]", "text", "more"])
    #expect(records.map(\.content) == [.plain, .unplaced])
    #expect(records.map(\.lineCount) == [15, 2])
  }

  @Test("an object that ends early gives what it has, and the next begins")
  func truncated() {
    #expect(read(first.dropLast(1) + second).map(\.content) == [.unplaced, .plain])
    #expect(read(Array(first.prefix(5)) + ["{"] + second.dropFirst()).map(\.message).last == "second")
    #expect(read(first).map(\.message) == ["a {[ \" b"])
  }

  @Test("Windows line ends and NULs are no part of it")
  func lineEnds() {
    for end in ["\r\n", "\n\0"] {
      let log = Data((first + second + ["text"]).map { $0 + end }.joined().utf8)
      #expect(LogReader.read(log).map(\.message).prefix(2) == ["a {[ \" b", "second"])
    }
  }

  @Test("a header quoted in an object begins no record")
  func quoted() {
    let lines = [
      "{", "\"timestamp\" : \"2026-09-01 21:13:45.282914+0200\",", "\"eventMessage\" : \"A[1] <Error>: x\"",
      "}",
    ]
    #expect(read(lines).map(\.message) == ["A[1] <Error>: x"])
  }

  @Test("an object without the members of a record is unplaced")
  func other() {
    #expect(read(["{", "  \"a\" : 1", "}"]).map(\.content) == [.unplaced])
  }

  @Test("in another capture a lone brace goes on with its record; an array that log opens does not")
  func captures() {
    let stamped = "Nov 10 17:58:47 A[1] <Notice>: properties"
    #expect(read([stamped, "{", "  \"eventMessage\" : \"x\"", "}"]).map(\.lineCount) == [4])
    #expect(read(["A[1] <Notice>: properties", "{", "}"]).map(\.lineCount) == [3])
    #expect(
      read([stamped] + first + second + [stamped, "{"]).map(\.form) == [.relay, .logJSON, .logJSON, .relay])
  }

  @Test("a header in another form ends an object that is open")
  func interrupted() {
    let stamped = "Nov 10 17:58:47 A[1] <Notice>: x"
    let records = read(Array(first.prefix(4)) + [stamped, "}"])
    #expect(records.map(\.content) == [.unplaced, .plain])
    #expect(records.last?.lineCount == 2)
  }
}
