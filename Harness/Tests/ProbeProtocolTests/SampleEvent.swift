import Foundation
import ProbeProtocol

/// Values that the tests of this folder share.
enum Sample {
  static let key = RunKey(bytes: Data(repeating: 7, count: 32))
  static let otherKey = RunKey(bytes: Data(repeating: 8, count: 32))

  /// An event with a text of the given length in its data.
  static func event(textLength: Int = 0, outcome: Outcome = .errno(.eperm)) -> Event {
    Event(
      run: "r-2026", scenario: "app-group/outsider", repetition: 2, step: "open", actor: "outsider",
      probe: "GroupOutsider", pid: 314, sequence: 5, kind: .end, uptime: 1_234_567_890_123,
      time: 1_700_000_000_000, action: "dir.open", outcome: outcome,
      data: ["text": .string(String(repeating: "é\\\n", count: textLength)), "count": 3, "none": nil])
  }
}
