import Device
import Foundation
import Report
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

  /// Characters of a line; names that a phone or a file chose can have any length.
  private static let longest = 2_000

  /// As it is printed on standard error; nothing in it steers the terminal but its own colour.
  func text(color: Bool) -> String {
    let head = color ? "\u{1B}[1;31merror:\u{1B}[0m " : "error: "
    let lines =
      isFormatted ? VisibleText.block(message) : head + VisibleText.line(message, limit: Self.longest)
    return lines + "\n" + help.map { "help: \(VisibleText.line($0, limit: Self.longest))\n" }.joined()
  }
}
