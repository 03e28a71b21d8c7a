import Foundation
import ProbeProtocol

/// Reads the events that probes log, as any app with access to the log could: without the key.
struct EventWatch: Sendable {
  /// An event, with the record that carried its last part.
  struct Seen: Sendable {
    var event: Event
    var record: PhoneLogRecord

    /// The path that the action is about.
    var path: String? { event.data?["path"]?.stringValue }

    /// A denial of that path to that process, as the kernel would word it.
    func denial(_ operation: SandboxOperation) -> String {
      let head = "Sandbox: \(record.process)(\(event.pid)) deny(1) \(operation.rawValue)"
      return path.map { "\(head) \($0)" } ?? head
    }
  }

  private static let capacity = 64

  private var parts: [String: [Int: String]] = [:]

  /// The event that the record completes; nil for all other records.
  mutating func take(_ record: PhoneLogRecord) -> Seen? {
    guard record.message.utf8.first == UInt8(ascii: "S"), let line = EventLine(message: record.message)
    else { return nil }
    var payloads = [line.payload]
    if line.parts > 1 {
      if parts.count >= Self.capacity { parts = [:] }
      parts[line.event, default: [:]][line.part] = line.payload
      guard let known = parts[line.event], known.count == line.parts else { return nil }
      payloads = known.sorted { $0.key < $1.key }.map(\.value)
      parts[line.event] = nil
    }
    guard let event = try? EventLine.event(joining: payloads) else { return nil }
    return Seen(event: event, record: record)
  }
}

/// The app that lies.
enum Liar {
  static let name = "Mimic"
  static let pid: Int32 = 31_337
  static let path = "/private/var/containers/Bundle/Application/Mimic.app/Mimic"

  /// A record of the liar, at the time of another.
  static func says(
    _ message: String, after record: PhoneLogRecord, named name: String = name,
    level: PhoneLogRecord.Level = .default
  ) -> PhoneLogRecord {
    PhoneLogRecord(
      time: record.time, process: name, processPath: path, pid: pid, level: level, message: message,
      subsystem: "com.example.mimic", category: "")
  }

  /// What a process without the key signs with.
  static let key = RunKey(bytes: Data(repeating: 0x5A, count: 32))

  /// The event with the contrary outcome.
  static func contrary(of event: Event) -> Event {
    var lie = event
    if let outcome = event.outcome { lie.outcome = outcome == .ok ? .errno(.eperm) : .ok }
    return lie
  }

  /// Operations that a lie can be about.
  static let operations: [SandboxOperation] = [.readData, .writeData, .create]
}
