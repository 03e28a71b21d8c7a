/// What the unified log does to a message.
enum LogText {
  /// Bytes that a live stream shows of a message (os/log.h of the iOS 16.5 SDK; the 256 bytes of other levels hold
  /// for what is kept, not for what is streamed).
  static let limit = 1_024

  /// The message up to the limit, without a letter that the cut would split.
  static func cut(_ message: String, to limit: Int = limit) -> String {
    guard message.utf8.count > limit else { return message }
    var end = message.utf8.index(message.startIndex, offsetBy: limit)
    while end > message.startIndex, end.samePosition(in: message.unicodeScalars) == nil {
      end = message.utf8.index(before: end)
    }
    return String(message[..<end])
  }
}
