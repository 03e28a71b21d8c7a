import Foundation
import ProbeProtocol
import Report

/// What every command prints in the same way.
enum Output {
  /// A document of `--json`: indented, keys sorted, a newline at its end, and nothing in it that steers a terminal.
  static func json(_ value: some Encodable) -> String {
    (try? CanonicalJSON.pretty(value)).map { String(decoding: SafeJSON.escaped($0), as: UTF8.self) }
      ?? "null\n"
  }

  /// `1 claim`, `2 claims`.
  static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }
}
