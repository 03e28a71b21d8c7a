import ProbeProtocol
import Takes
import VirtualPhone

/// Reads an event that fits one line.
enum EventGlance {
  static func event(in record: PhoneLogRecord) -> Event? {
    guard let line = EventLine(message: record.message), line.part == line.parts else { return nil }
    return line.parts == 1 ? try? EventLine.event(joining: [line.payload]) : nil
  }

  /// Whether it is a line of an event.
  static func isLine(_ entry: StreamEntry) -> Bool {
    guard case .record(let record) = entry else { return false }
    return EventLine(message: record.message) != nil
  }
}
