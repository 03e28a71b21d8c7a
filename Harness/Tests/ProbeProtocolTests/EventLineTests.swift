import Foundation
import ProbeProtocol
import Testing

@Suite("Event lines")
struct EventLineTests {
  @Test("an event survives its lines", arguments: [0, 10, 150, 151, 5_000])
  func roundTrip(textLength: Int) throws {
    let event = Sample.event(textLength: textLength)
    let read = try EventLine.lines(for: event, key: Sample.key).map { line in
      try #require(EventLine(message: line.text))
    }
    #expect(read.allSatisfy { $0.isAuthentic(under: Sample.key) })
    #expect(read.map(\.part) == Array(1...read.count))
    #expect(read.allSatisfy { $0.parts == read.count })
    #expect(try EventLine.event(joining: read.map(\.payload)) == event)
  }

  @Test("lines are short, printable ASCII that no relay mangles", arguments: [0, 5_000])
  func lineForm(textLength: Int) {
    for line in EventLine.lines(for: Sample.event(textLength: textLength), key: Sample.key) {
      #expect(line.text.utf8.count <= EventLine.maximumLength)
      #expect(line.text.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
    }
  }

  @Test("a line is the whole message or nothing", arguments: ["saw @", "@ x", " @", "@ ", "spe1@"])
  func onlyWhole(pattern: String) throws {
    let line = try #require(EventLine.lines(for: Sample.event(), key: Sample.key).first)
    #expect(EventLine(message: pattern.replacingOccurrences(of: "@", with: line.text)) == nil)
  }

  @Test(
    "impossible part numbers are refused",
    arguments: ["0/1", "2/1", "1/0", "-1/1", "1/5000", "1", "1/1/1", "a/b", "1/"])
  func partNumbers(numbers: String) {
    #expect(EventLine(message: "SPE1 314.1.a \(numbers) e30 c2ln") == nil)
  }

  @Test("a line is authentic only as it was written, under the key it was written with")
  func forged() throws {
    let line = try #require(EventLine.lines(for: Sample.event(textLength: 500), key: Sample.key).first)
    #expect(line.isAuthentic(under: Sample.key))
    #expect(!line.isAuthentic(under: Sample.otherKey))
    let changes: [(inout EventLine) -> Void] = [
      { $0.payload = String($0.payload.dropLast()) }, { $0.payload += "A" }, { $0.event = "315.5.outsider" },
      { $0.part = 2 }, { $0.parts += 1 }, { $0.signature = String($0.signature.dropLast()) },
      { $0.signature = "" }, { $0.signature = String($0.signature.reversed()) },
    ]
    for change in changes {
      var altered = line
      change(&altered)
      #expect(!altered.isAuthentic(under: Sample.key))
    }
  }

  @Test("payloads that are no event are refused with the reason")
  func badPayloads() {
    #expect(throws: EventLineError.payloadIsNotBase64URL) { try EventLine.event(joining: ["e3+0"]) }
    #expect(throws: EventLineError.self) { try EventLine.event(joining: [Base64URL.encode(Data("{}".utf8))]) }
    #expect(throws: EventLineError.self) { try EventLine.event(joining: []) }
  }

  @Test("parts in the wrong order are no event")
  func order() {
    let payloads = EventLine.lines(for: Sample.event(textLength: 500), key: Sample.key).map(\.payload)
    #expect(payloads.count > 1)
    #expect(throws: EventLineError.self) { try EventLine.event(joining: payloads.reversed()) }
  }
}
