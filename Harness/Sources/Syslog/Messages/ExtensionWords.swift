/// The wordings in which frameworks and daemons speak of sandbox extensions: asking for one, issuing, consuming or
/// refusing it. Paths beside them are often `<private>`.
///
///     Trying to issue sandbox extension for /path
///     Failed to obtain sandbox extension for path=/path. Errno:1
///     issuing sandbox extension failed for url: <private>
///     Couldn't issue file extension for url: <private>
enum ExtensionWords {
  /// Whether one of them occurs in the message.
  static func occur(in message: Span<UInt8>) -> Bool { place(in: message) != nil }

  /// Where the word `extension` of the first of them begins.
  static func place(in message: Span<UInt8>) -> Int? {
    var from = 0
    // 'x' is rare, so it is what to look for.
    while let at = message.first(UInt8(ascii: "x"), in: from..<message.count) {
      from = at + 1
      if message.holds("xtension", at: at), at > 8, isKind(message, endingAt: at - 1) { return at - 1 }
    }
    return nil
  }

  /// Whether `sandbox ` or `issue file ` stands before the word.
  private static func isKind(_ bytes: Span<UInt8>, endingAt end: Int) -> Bool {
    bytes.holds("andbox e", at: end - 7) || end > 10 && bytes.holds("issue file e", at: end - 11)
  }
}
