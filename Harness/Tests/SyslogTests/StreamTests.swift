import Foundation
import Testing

@testable import Syslog

@Suite("The stream")
struct StreamTests {
  private let torn = "Nov 23 11:26:34 SandProbe[314] <Notice>: unfin"
  private let next = "Nov 23 11:27:01 iPhone kernel(Sandbox)[0] <Error>: Sandbox: a(1) deny(1) signal"

  @Test("a record stuck to the end of an unfinished one is found after a marker")
  func tear() {
    let records = read(
      "Nov 23 11:26:33 A[1] <Notice>: x", "[disconnected]", "[connected]", torn + next,
      "Nov 23 11:27:02 A[1] <Notice>: y")
    #expect(records.map(\.process) == ["A", "", "", "", "kernel", "A"])
    #expect(records[3].content == .unplaced)
    #expect(records[3].message == torn)
    #expect(records[4].line == 4)
    #expect(records[4].stamp == "Nov 23 11:27:01")
    #expect(records[4].violation?.subject == .init(name: "a", pid: 1))
  }

  @Test("the unfinished text can lack a header and have lines of its own")
  func tearInLaterLine() {
    let records = read("[connected]", "rest of a record", "and more" + next)
    #expect(records.map(\.content).dropLast() == [.notice(.connected(udid: nil)), .unplaced])
    #expect(records.last?.process == "kernel")
    #expect(records.last?.line == 3)
  }

  @Test("the same line is one record where no marker precedes, and from the second record on")
  func noTear() {
    #expect(read("Nov 23 11:26:33 A[1] <Notice>: x", torn + next).count == 2)
    #expect(read("[connected]", "Nov 23 11:26:33 A[1] <Notice>: x", torn + next).count == 3)
  }

  @Test("after a marker, a quoted header without the phone's name is left in its message")
  func quotedAfterMarker() {
    let quoted = torn + "Nov 10 17:58:47 kernel(Sandbox)[0] <Error>: Sandbox: a(1) deny(1) signal"
    #expect(read("[connected]", quoted).map(\.process) == ["", "SandProbe"])
  }

  @Test("the relay's own line ends and those of Windows are no part of messages")
  func lineEnds() {
    let log =
      "Nov 23 11:26:33 h A[1] <Notice>: one\n\0Nov 23 11:26:33 h A[1] <Notice>: two\r\nmore\r\n"
      + "Nov 23 11:26:33 h A[1] <Notice>: three\0Nov 23 11:26:33 h A[1] <Notice>: four"
    let records = LogReader.read(Data(log.utf8))
    #expect(records.map(\.message) == ["one", "two\nmore", "three", "four"])
    #expect(records.map(\.line) == [1, 2, 4, 4])
    #expect(records.first?.bytes == 0..<38)
  }

  @Test("colour codes are no part of header and message")
  func colours() {
    let log =
      "\u{1B}[0;37mNov 23 11:26:33 \u{1B}[0;36mA\u{1B}[0;35m(B)\u{1B}[m[1]\u{1B}[0;32m <Notice>: \u{1B}[mone\n"
      + "\u{1B}[mNov 23 11:26:33 A[1] <Notice>: two\n\u{1B}[m[disconnected]\n"
    let records = LogReader.read(Data(log.utf8))
    #expect(records.map(\.process) == ["A", "A", ""])
    #expect(records.map(\.image) == ["B", nil, nil])
    #expect(records.map(\.message) == ["one", "two", "[disconnected]"])
    #expect(records.last?.content == .notice(.disconnected(udid: nil)))
  }

  @Test("a record waits for the next header, or for a flush once its line is whole")
  func flush() {
    var reader = LogReader()
    #expect(reader.append(Data("Nov 23 11:26:33 A[1] <Notice>: on".utf8)).isEmpty)
    #expect(reader.flush().isEmpty)
    #expect(reader.append(Data("e\n".utf8)).isEmpty)
    #expect(reader.flush().map(\.message) == ["one"])
    #expect(reader.flush().isEmpty)
    #expect(
      reader.append(Data("late\nNov 23 11:26:33 A[1] <Notice>: two\n".utf8)).map(\.content) == [.unplaced])
    #expect(reader.finish().map(\.line) == [3])
  }

  @Test("a record that grows without end is closed, and what follows is unplaced")
  func limit() {
    var reader = LogReader(recordLimit: 1_000)
    var records: [LogRecord] = []
    let log = Data(
      ("Nov 23 11:26:33 A[1] <Notice>: " + String(repeating: "x", count: 2_500)
        + "\nNov 23 11:26:33 A[1] <Notice>: two\n").utf8)
    for byte in log { records += reader.append(Data([byte])) }
    records += reader.finish()
    #expect(records.map(\.bytes) == [0..<1_000, 1_000..<2_000, 2_000..<2_532, 2_532..<2_567])
    #expect(records.map(\.content) == [.plain, .unplaced, .unplaced, .plain])
    #expect(records.map(\.line) == [1, 1, 1, 2])
  }

  @Test("an empty log has no records")
  func empty() {
    #expect(LogReader.read(Data()).isEmpty)
  }
}
