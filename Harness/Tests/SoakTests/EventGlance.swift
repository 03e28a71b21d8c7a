import ProbeProtocol
import VirtualPhone

/// Reads an event that fits one line.
enum EventGlance {
  static func event(in record: PhoneLogRecord) -> Event? {
    guard let line = EventLine(message: record.message), line.part == line.parts else { return nil }
    return line.parts == 1 ? try? EventLine.event(joining: [line.payload]) : nil
  }
}
