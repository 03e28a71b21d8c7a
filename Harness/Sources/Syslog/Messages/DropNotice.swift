/// Words with which the system says that it lost or withheld messages.
enum DropNotice {
  private static let longest = 200

  /// Whether the message is such a notice. The unified log writes the first in place of the messages of a process that
  /// logs too much, ASL's syslogd the second.
  static func matches(_ message: String) -> Bool {
    guard message.utf8.count < longest else { return false }
    var message = message
    return message.withUTF8 { matches($0.span) }
  }

  /// Whether such words stand in a message of any length.
  static func matches(_ message: Span<UInt8>) -> Bool {
    let start = message.end(from: 0) {
      $0 == UInt8(ascii: "*") || $0 == Ascii.blank || $0 == Ascii.quote
    }
    if message.holds("QUARANTINED DUE TO HIGH LOGGING VOLUME", at: start) { return true }
    return message.holds("*** process ", at: 0)
      && message.place(of: "log message per second limit", in: message.indices) != nil
  }
}
