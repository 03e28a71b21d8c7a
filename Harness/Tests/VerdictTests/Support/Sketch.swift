import Foundation
import ProbeProtocol
import Scenario
import Syslog

@testable import Verdict

/// One log record before it has a place in a log; `content` is for tests to find it by, the reader finds its own.
struct Sketch: Hashable {
  var process: String
  var pid: Int32
  var message: String
  var content: LogContent

  /// As idevicesyslog 1.3.0 prints it.
  var line: String {
    switch content {
    case .notice: "\(message)\n"
    case .sandbox: "Feb 10 21:01:13 \(process)(Sandbox)[\(pid)] <Error>: \(message)\n"
    default: "Feb 10 21:01:13 \(process)[\(pid)] <Notice>: \(message)\n"
    }
  }

  static func event(_ line: EventLine, from event: Event) -> Sketch {
    Sketch(process: event.probe.rawValue, pid: event.pid, message: line.text, content: .event(line))
  }

  static func denial(_ name: String, _ pid: Int32, _ operation: String, _ path: String, duplicates: Int = 0)
    -> Sketch
  {
    let prefix = duplicates == 0 ? "" : "\(duplicates) duplicate reports for "
    return Sketch(
      process: "kernel", pid: 0, message: "\(prefix)Sandbox: \(name)(\(pid)) deny(1) \(operation) \(path)",
      content: .sandbox(
        SandboxViolation(
          subject: .init(name: name, pid: pid), isDeny: true, code: 1, operation: operation, target: path,
          duplicates: duplicates)))
  }

  static func chatter(_ number: Int) -> Sketch {
    let daemons = ["locationd", "wifid", "SpringBoard", "runningboardd"]
    return Sketch(
      process: daemons[number % daemons.count], pid: Int32(60 + number % daemons.count),
      message: "state \(number)",
      content: .plain)
  }
}

/// A log made of sketches.
struct SketchedLog {
  var sketches: [Sketch]

  /// Size of the log in bytes.
  var byteCount: Int { sketches.reduce(0) { $0 + $1.line.utf8.count } }

  /// The log's bytes and its records, as the reader gives them.
  var assembled: (bytes: Data, records: [LogRecord]) {
    let bytes = Data(sketches.map(\.line).joined().utf8)
    return (bytes, LogReader.read(bytes))
  }
}

/// Numbers that look random and are the same for the same seed, so that a failing trial can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state = state &+ 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
