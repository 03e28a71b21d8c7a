import Foundation
import ProbeProtocol
import Testing

@Suite("Journal lines")
struct JournalLineTests {
  private let line = JournalLine.encode(Sample.event(textLength: 20), key: Sample.key)

  @Test("an event survives its line, which is one line")
  func roundTrip() throws {
    #expect(try JournalLine.decode(line, key: Sample.key) == Sample.event(textLength: 20))
    #expect(!line.contains("\n"))
  }

  @Test(
    "every outcome survives",
    arguments: [
      .ok, .none, .errno(.eacces), .errno("E9999"), .unsupported("no path"),
      .error(.init(domain: "NSCocoaErrorDomain", code: 257, message: "No permission.\n“x”")),
    ] as [Outcome])
  func outcomes(outcome: Outcome) throws {
    let event = Sample.event(outcome: outcome)
    #expect(try JournalLine.decode(JournalLine.encode(event, key: Sample.key), key: Sample.key) == event)
  }

  @Test("a line that was cut anywhere is refused")
  func cut() {
    for count in 0..<line.count {
      #expect(throws: JournalLineError.self) { try JournalLine.decode(line.prefix(count), key: Sample.key) }
    }
    #expect(throws: JournalLineError.unfinished) { try JournalLine.decode("", key: Sample.key) }
  }

  @Test("a line of another key, an altered one and a longer one are refused")
  func forged() {
    for altered in [line + " ", line.replacingOccurrences(of: "EPERM", with: "ENOENT"), " " + line] {
      #expect(throws: JournalLineError.notSigned) { try JournalLine.decode(altered, key: Sample.key) }
    }
    #expect(throws: JournalLineError.notSigned) { try JournalLine.decode(line, key: Sample.otherKey) }
  }

  @Test("signed JSON that is no event is refused as such")
  func noEvent() throws {
    let json = Data("{}".utf8)
    do {
      _ = try JournalLine.decode("\(Sample.key.signature(of: json)) {}", key: Sample.key)
      Issue.record("an empty object was taken for an event")
    } catch JournalLineError.noEvent(let why) {
      #expect(!why.isEmpty)
    }
  }
}
