import Device
import Foundation
import RunFolder
import Scenario
import VirtualPhone
import Verdict

/// What went wrong, for the person at the keyboard: what, why, and what to do next.
struct CommandError: Error {
  var status: ExitStatus
  /// A fragment that fits behind `error: `, or whole diagnostics that say `error:` themselves.
  var message: String
  var help: [String]
  /// True where `message` is already formatted.
  var isFormatted = false

  init(_ status: ExitStatus, _ message: String, help: [String] = []) {
    self.status = status
    self.message = message
    self.help = help
  }

  /// As it is printed on standard error.
  func text(color: Bool) -> String {
    let head = color ? "\u{1B}[1;31merror:\u{1B}[0m " : "error: "
    let lines = (isFormatted ? message : head + message) + "\n"
    return lines + help.map { "help: \($0)\n" }.joined()
  }
}
