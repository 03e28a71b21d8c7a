import DeviceProtocol
import Foundation
import ProbeProtocol

/// Another app prints newlines, and after them what looks like the header of a record of its own.
///
/// Continuation lines carry no mark since iOS 10, and idevicesyslog 1.3.0 prints headers without a host
/// (syslog-grammar.md, 1.3 and section 2), so in its output nothing tells such a line from a true one.
struct Imitation: RecordStage {
  enum Subject: Sendable {
    case denial, event
  }

  private let subject: Subject
  private var random: SeededRandom
  private var watch = EventWatch()
  /// A true line of some earlier event, with its header's name.
  private var old: (header: String, line: String)?

  init(_ subject: Subject, random: SeededRandom) {
    self.subject = subject
    self.random = random
  }

  mutating func take(_ record: PhoneLogRecord, into records: inout [PhoneLogRecord]) {
    records.append(record)
    guard let seen = watch.take(record), seen.event.actor != .conductor else { return }
    switch subject {
    case .denial:
      guard seen.event.kind == .begin else { return }
      let operation = Liar.operations.randomElement(using: &random) ?? .readData
      let text = line("kernel(Sandbox)[0] <Error>: \(seen.denial(operation))", at: record.time)
      records.append(Liar.says("loading\n\(text)\ndone", after: record))
    case .event:
      let header = "\(record.process)[\(record.pid)] <Notice>: "
      for forged in EventLine.lines(for: Liar.contrary(of: seen.event), key: Liar.key) {
        records.append(Liar.says("note\n" + line(header + forged.text, at: record.time), after: record))
      }
      if let old, random.happens(0.5) {
        records.append(Liar.says("note\n" + line(old.header + old.line, at: record.time), after: record))
      }
      if old == nil || random.happens(0.2) { old = (header, record.message) }
    }
  }

  /// A line as idevicesyslog 1.3.0 prints it, or with the host that older ones leave in.
  private mutating func line(_ text: String, at time: Date) -> String {
    let host = random.happens(0.25) ? "Virtual-iPhone " : ""
    return "\(SyslogRelayText.stamp(time)) \(host)\(text)"
  }
}
