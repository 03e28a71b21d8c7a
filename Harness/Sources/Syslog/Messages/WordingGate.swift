/// A quick look at a message of a family: whether ``DaemonMessage`` can know its wording. It errs on the side of yes,
/// and must never say no to what has a kind.
enum WordingGate {
  static func mayBeKnown(_ family: LogFamily, _ message: Span<UInt8>) -> Bool {
    guard message.count > 0 else { return false }
    var start = 0
    for _ in 0..<4 {
      guard let end = message.labelEnd(at: start) else { break }
      start = end
    }
    switch family {
    case .sandbox, .sandboxExtension: return true
    case .codeSigning:
      return message.place(of: "verify_code_directory returned ", in: start..<message.count) != nil
    case .crash:
      return begins(
        message, at: start, ["Formulating crash", "Saved ", "*** Term", "Service exited", "Trampoline", "("])
    case .dataProtection: return false
    case .transitd: return message.holds("Copy ", at: start)
    case .sharing: return sharing(message, at: start)
    case .fileProvider: return fileProvider(message, at: start)
    case .fileCoordination:
      return begins(message, at: start, ["Claim ", "Received claim", "Starting to obs", "Write options: "])
    case .containerManager: return container(message, at: 0) || container(message, at: start)
    case .installation:
      return container(message, at: start) || begins(message, at: start, ["0x", "Need to sync", "Launch"])
    case .privacy: return begins(message, at: start, ["This app has ", "AUTHREQ_", "Failed to match"])
    case .network:
      return begins(
        message, at: start, ["App Transport", "CFNetwork SSL", "TIC ", "Task ", "NSURL", "HTTP load"])
    }
  }

  private static func begins(_ message: Span<UInt8>, at start: Int, _ words: [StaticString]) -> Bool {
    words.contains { message.holds($0, at: start) }
  }

  private static func sharing(_ message: Span<UInt8>, at start: Int) -> Bool {
    guard start < message.count else { return false }
    return message[start].isDigit
      || begins(
        message, at: start,
        ["Determining if", "Starting AirDrop", "Scanning mode ", "Whitelisted ", "Failed to "])
  }

  private static func fileProvider(_ message: Span<UInt8>, at start: Int) -> Bool {
    begins(
      message, at: start, ["Received state", "add", "CSInlineDonation:", "FileProvider: ", "plugin "])
      || start < message.count && (0x61...0x7A).contains(message[start])
        && message.first(Ascii.blank, in: start..<message.count) == nil
  }

  private static func container(_ message: Span<UInt8>, at start: Int) -> Bool {
    if start < message.count, message[start] == Ascii.openingBracket {
      return start + 1 < message.count && message[start + 1].isDigit
    }
    return begins(message, at: start, ["stat [", "MC: Mobile", "container_"])
  }
}
