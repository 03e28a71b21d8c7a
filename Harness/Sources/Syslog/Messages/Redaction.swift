/// What the unified log and its tools print in place of what they withhold.
package enum Redaction {
  private static let marks: [StaticString] = ["<private>", "<mask.hash", "<decode: missing data>"]

  /// Whether something was withheld in the message.
  static func occurs(in message: Span<UInt8>) -> Bool {
    var from = 0
    while let at = message.first(UInt8(ascii: "<"), in: from..<message.count) {
      if marks.contains(where: { message.holds($0, at: at) }) { return true }
      from = at + 1
    }
    return false
  }

  /// Whether something was withheld in the message.
  package static func occurs(in message: String) -> Bool {
    var message = message
    return message.withUTF8 { occurs(in: $0.span) }
  }
}
