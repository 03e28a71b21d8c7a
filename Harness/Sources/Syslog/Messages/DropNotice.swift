/// Words with which the system says that it lost or withheld messages.
enum DropNotice {
  /// Whether the message is such a notice. The unified log writes the first in place of the messages of a process that
  /// logs too much, ASL's syslogd the second.
  static func matches(_ record: LogRecord) -> Bool {
    let message = record.message
    guard message.utf8.count < 200 else { return false }
    let words = message.drop { $0 == "*" || $0 == " " || $0 == "\"" }
    if words.hasPrefix("QUARANTINED DUE TO HIGH LOGGING VOLUME") { return true }
    return message.hasPrefix("*** process ") && message.contains("log message per second limit")
  }
}
