/// The text of a message: what ends its record is taken off, lines are joined by newlines, escapes are undone.
package enum MessageText {
  /// The text from `start` to `end`, or to the end of the record.
  static func decoded(
    _ record: Span<UInt8>, from start: Int, to end: Int?, escapes: LogForm.Escapes
  ) -> String {
    var end = end ?? record.count
    while end > start, record[end - 1].endsLine { end -= 1 }
    let message = record.extracting(min(start, end)..<end)
    let carriageReturn = message.first(Ascii.carriageReturn, in: message.indices)
    if carriageReturn == nil, message.first(Ascii.nul, in: message.indices) == nil {
      return text(message, escapes)
    }
    let joined = withLineEndsJoined(message)
    return text(joined.span, escapes)
  }

  /// The unified log cuts messages at 1,024 bytes, some tools with a mark for it. A cut between two characters, or the
  /// blank and NUL of a relay, may take a few bytes more.
  package static func isCut(_ message: String) -> Bool {
    if isCut(length: message.utf8.count) { return true }
    guard message.utf8.last == UInt8(ascii: ">") else { return false }
    var message = message
    return message.withUTF8 { $0.span.holds("<…>", at: $0.count - 5) }
  }

  /// Whether a message of so many bytes may be cut.
  static func isCut(length: Int) -> Bool { (1_015...1_024).contains(length) }

  /// Whether the byte occurs in the text's UTF-8.
  package static func holds(_ byte: UInt8, _ text: String) -> Bool {
    var text = text
    return text.withUTF8 { $0.span.first(byte, in: $0.indices) != nil }
  }

  private static func text(_ bytes: Span<UInt8>, _ escapes: LogForm.Escapes) -> String {
    guard escapes != .none, bytes.first(Ascii.backslash, in: bytes.indices) != nil else {
      return bytes.text(bytes.indices)
    }
    switch escapes {
    case .none: return bytes.text(bytes.indices)
    case .vis: return VisText.decoded(bytes)
    case .json: return text(JSONText.decoded(bytes), .none)
    // What was printed as a Python literal is a relay record, so its own escapes are in it.
    case .python: return text(PythonText.decoded(bytes), .vis)
    }
  }

  /// The text of unescaped bytes, without the line ends that closed the record inside its string.
  private static func text(_ unescaped: [UInt8], _ escapes: LogForm.Escapes) -> String {
    let bytes = unescaped.span
    var end = bytes.count
    while end > 0, bytes[end - 1].endsLine { end -= 1 }
    return text(bytes.extracting(0..<end), escapes)
  }

  /// A field of the header, in forms that escape those too.
  static func field(_ record: Span<UInt8>, _ range: Range<Int>, escapes: LogForm.Escapes) -> String {
    guard escapes == .json || escapes == .python else { return record.text(range) }
    return text(record.extracting(range), escapes)
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
}
