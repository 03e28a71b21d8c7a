import ByteScan

/// What the unified log and its tools print in place of what they withhold.
package enum Redaction {
  /// Whether something was withheld in the message.
  static func occurs(in message: Span<UInt8>) -> Bool {
    message.withUnsafeBytes { occurs(in: $0, from: byte_scan_text($0.baseAddress, $0.count).mark) }
  }

  /// Whether something was withheld in a message, in which no mark begins before a place.
  static func occurs(in message: UnsafeRawBufferPointer, from place: Int) -> Bool {
    guard place < message.count else { return false }
    let text = message.bindMemory(to: UInt8.self).span
    var from = place
    while let at = text.first(UInt8(ascii: "<"), in: from..<text.count) {
      if text.holds("<private>", at: at) || text.holds("<mask.hash", at: at)
        || text.holds("<decode: missing data>", at: at)
      {
        return true
      }
      from = at + 1
    }
    return false
  }

  /// Whether something was withheld in the message.
  package static func occurs(in message: String) -> Bool {
    var message = message
    return message.withUTF8 { occurs(in: $0.span) }
  }

  /// The same words, for the tight loop: the last one as far as it goes.
  static let texts: [record_scan_text] = ["<private>", "<mask.hash", "<decode: missing"].map { words in
    var text = record_scan_text()
    for (at, byte) in words.utf8.enumerated() { (text.text[at], text.mask[at]) = (byte, 0xFF) }
    return text
  }
}
