import Foundation
import ProbeProtocol

/// An event as an actor's journal holds it.
struct JournalledEvent: Hashable, Sendable {
  var event: Event
  /// From 1.
  var line: Int
  var bytes: Range<Int>
}

/// One journal as read: its authentic events, and what is wrong with it.
struct JournalReading: Hashable, Sendable {
  /// Path within the run folder.
  var file: String
  var events: [JournalledEvent]
  /// Sentences; empty for a journal without gap, cut or forgery.
  var damages: [String]

  /// Reads a journal. Lines that are cut, not signed or of another run are left out and named in `damages`; so are gaps.
  /// - Parameter run: what the session that it belongs to calls the run.
  init(file: String, content: Data, run: RunID, key: RunKey) {
    self.file = file
    events = []
    damages = []
    var number = 0
    var start = 0
    let bytes = [UInt8](content)
    while start < bytes.count {
      let newline = bytes[start...].firstIndex(of: UInt8(ascii: "\n"))
      let end = newline ?? bytes.count
      number += 1
      if newline == nil { damages.append("line \(number) of \(file) is cut") }
      read(bytes[start..<end], number: number, range: start..<min(end + 1, bytes.count), run: run, key: key)
      start = end + 1
    }
    noteGaps()
  }

  private mutating func read(
    _ line: ArraySlice<UInt8>, number: Int, range: Range<Int>, run: RunID, key: RunKey
  ) {
    guard let event = try? JournalLine.decode(String(decoding: line, as: UTF8.self), key: key) else {
      damages.append("line \(number) of \(file) is not signed by this run's key, or cut")
      return
    }
    guard event.run == run else {
      damages.append("line \(number) of \(file) is of another run or session, \(event.run)")
      return
    }
    events.append(JournalledEvent(event: event, line: number, bytes: range))
  }

  /// Numbers run without a gap. They begin anew only where the app was reinstalled in the middle, which took its journal
  /// with it: a new process then says hello with number 1.
  private mutating func noteGaps() {
    var previous: Event?
    for event in events.map(\.event) {
      defer { previous = event }
      let expected = (previous?.sequence ?? 0) + 1
      let beginsAnew = event.kind == .hello && event.sequence == 1 && event.pid != previous?.pid
      guard event.sequence != expected, !beginsAnew else { continue }
      damages.append("\(file) goes from event \(expected - 1) to event \(event.sequence)")
    }
  }
}
