/// What Apple Mobile File Integrity logs.
public enum CodeSigningMessage: Hashable, Sendable {
  /// `…: verify_code_directory returned 0x10004005`: how the daemon answered the kernel's question whether a signature
  /// is good.
  case verified(result: String)
}

extension CodeSigningMessage: MessageReading {
  var kind: String { "verified" }

  var words: String {
    switch self {
    case .verified(let result): "had a code directory checked, with the result \(result)"
    }
  }

  init?(_ message: WordReader) {
    var reader = message
    guard reader.skip(past: "verify_code_directory returned ") else { return nil }
    self = .verified(result: reader.word())
  }
}
