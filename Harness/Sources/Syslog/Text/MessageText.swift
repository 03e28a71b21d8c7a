/// The text of a message: what ends its record is taken off, lines are joined by newlines, escapes are undone.
enum MessageText {
  /// The text from `start` to the end of the record.
  static func decoded(_ record: Span<UInt8>, from start: Int, isEscaped: Bool) -> String {
    var end = record.count
    while end > start, isLineEnd(record[end - 1]) { end -= 1 }
    let message = record.extracting(min(start, end)..<end)
    let carriageReturn = message.first(Ascii.carriageReturn, in: message.indices)
    if carriageReturn == nil, message.first(Ascii.nul, in: message.indices) == nil {
      return text(message, isEscaped: isEscaped)
    }
    let joined = withLineEndsJoined(message)
    return text(joined.span, isEscaped: isEscaped)
  }

  private static func text(_ bytes: Span<UInt8>, isEscaped: Bool) -> String {
    guard isEscaped, bytes.first(Ascii.backslash, in: bytes.indices) != nil else {
      return bytes.text(bytes.indices)
    }
    return VisText.decoded(bytes)
  }

  /// CR LF, LF NUL and a lone NUL each become one newline.
  private static func withLineEndsJoined(_ bytes: Span<UInt8>) -> [UInt8] {
    var joined: [UInt8] = []
    joined.reserveCapacity(bytes.count)
    for at in bytes.indices {
      switch bytes[at] {
      case Ascii.carriageReturn where at + 1 < bytes.count && bytes[at + 1] == Ascii.newline: break
      case Ascii.nul: if joined.last != Ascii.newline { joined.append(Ascii.newline) }
      default: joined.append(bytes[at])
      }
    }
    return joined
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == Ascii.newline || byte == Ascii.carriageReturn || byte == Ascii.nul
  }
}
