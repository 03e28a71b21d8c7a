/// A quick look at a message of a family: whether ``DaemonMessage`` can know its wording. It errs on the side of yes,
/// and must never say no to what has a kind.
enum WordingGate {
  static func mayBeKnown(_ family: LogFamily, _ message: Span<UInt8>) -> Bool {
    guard message.count > 0 else { return false }
    var start = 0
    for _ in 0..<4 {
      guard start < message.count,
        message[start] == Ascii.openingBracket || message[start] == Ascii.opening,
        let end = message.labelEnd(at: start)
      else { break }
      start = end
    }
    switch family {
    case .sandbox, .sandboxExtension: return true
    case .codeSigning:
      return message.place(of: "verify_code_directory returned ", in: start..<message.count) != nil
    case .crash:
      return message.holds("Formulating crash", at: start) || message.holds("Saved ", at: start)
        || message.holds("*** Term", at: start) || message.holds("Service exited", at: start)
        || message.holds("Trampoline", at: start) || message.holds("(", at: start)
    case .dataProtection: return false
    case .transitd: return message.holds("Copy ", at: start)
    case .sharing: return sharing(message, at: start)
    case .fileProvider: return fileProvider(message, at: start)
    case .fileCoordination:
      return message.holds("Claim ", at: start) || message.holds("Received claim", at: start)
        || message.holds("Starting to obs", at: start) || message.holds("Write options: ", at: start)
    case .containerManager: return container(message, at: 0) || container(message, at: start)
    case .installation:
      return container(message, at: start) || message.holds("0x", at: start)
        || message.holds("Need to sync", at: start) || message.holds("Launch", at: start)
    case .privacy:
      return message.holds("This app has ", at: start) || message.holds("AUTHREQ_", at: start)
        || message.holds("Failed to match", at: start)
    case .network:
      return message.holds("App Transport", at: start) || message.holds("CFNetwork SSL", at: start)
        || message.holds("TIC ", at: start) || message.holds("Task ", at: start)
        || message.holds("NSURL", at: start) || message.holds("HTTP load", at: start)
    }
  }

  private static func sharing(_ message: Span<UInt8>, at start: Int) -> Bool {
    guard start < message.count else { return false }
    return message[start].isDigit
      || message.holds("Determining if", at: start) || message.holds("Starting AirDrop", at: start)
      || message.holds("Scanning mode ", at: start) || message.holds("Whitelisted ", at: start)
      || message.holds("Failed to ", at: start)
  }

  private static func fileProvider(_ message: Span<UInt8>, at start: Int) -> Bool {
    message.holds("Received state", at: start) || message.holds("add", at: start)
      || message.holds("CSInlineDonation:", at: start) || message.holds("FileProvider: ", at: start)
      || message.holds("plugin ", at: start)
      || start < message.count && (0x61...0x7A).contains(message[start])
        && message.first(Ascii.blank, in: start..<message.count) == nil
  }

  private static func container(_ message: Span<UInt8>, at start: Int) -> Bool {
    if start < message.count, message[start] == Ascii.openingBracket {
      return start + 1 < message.count && message[start + 1].isDigit
    }
    return message.holds("stat [", at: start) || message.holds("MC: Mobile", at: start)
      || message.holds("container_", at: start)
  }
}
