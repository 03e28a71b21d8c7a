import Foundation
import Report

/// How far reading has come, on one line of a terminal, for logs that take a while.
struct LogProgress {
  /// When it is shown.
  enum Choice: String, CaseIterable {
    case auto, none
  }

  /// Smaller logs are read before anybody could read the line.
  static let least = 64_000_000
  private static let pause = Duration.milliseconds(100)

  private let terminal: Terminal
  private let total: Int?
  private let isShown: Bool
  private let began: ContinuousClock.Instant
  private var drawn: ContinuousClock.Instant
  private var isOnScreen = false

  /// - Parameter total: bytes of all logs; nil where that is not known.
  init(_ choice: Choice, terminal: Terminal, total: Int?, now: ContinuousClock.Instant) {
    self.terminal = terminal
    self.total = total
    isShown = choice == .auto && terminal.isInteractive && (total ?? .max) >= Self.least
    // The first line waits longer than the next ones.
    (began, drawn) = (now, now + Self.pause * 4)
  }

  /// Takes note of how many bytes have been read, in the log of that name.
  mutating func show(_ done: Int, of name: String, now: ContinuousClock.Instant) {
    guard isShown, now - drawn >= Self.pause else { return }
    drawn = now
    isOnScreen = true
    let line = Self.line(done, of: total, name: name, seconds: Self.seconds(now - began))
    terminal.write("\r\u{1B}[K" + String(line.prefix(max(20, terminal.width - 1))))
  }

  /// Takes the line away.
  mutating func clear() {
    if isOnScreen { terminal.write("\r\u{1B}[K") }
    isOnScreen = false
  }

  /// `412 of 1000 MB · 1520 MB/s · a.log`.
  static func line(_ done: Int, of total: Int?, name: String, seconds: Double) -> String {
    let megabytes = 1_000_000
    let amount = total.map { "\(done / megabytes) of \($0 / megabytes) MB" } ?? "\(done / megabytes) MB"
    let rate = seconds > 0 ? Int(Double(done / megabytes) / seconds) : 0
    return "\(amount) · \(rate) MB/s · \(VisibleText.line(name, limit: 60))"
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }
}
