import ByteScan

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
    case .sandbox: return sandbox(message, at: start)
    case .sandboxExtension: return true
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

  private static func sandbox(_ message: Span<UInt8>, at start: Int) -> Bool {
    message.holds("checking kTCCService", at: start) || message.holds("sandboxd rejected", at: start)
      || message.holds("TCC denied ", at: start) || message.holds("kTCCService", at: start)
      || message.holds("IOUC ", at: start) || message.holds("rejecting write", at: start)
      || message.holds("Couldn't write", at: start) || message.holds("libMobileGestalt ", at: start)
      || message.holds("assigning plug-in ", at: start)
      || message.holds("(sandbox)", at: message.count - 9)
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

  // MARK: By the first bytes

  /// What a message that ``mayBeKnown(_:_:)`` says yes to begins with, labels in brackets aside: words by their first four
  /// bytes, and bytes. Labels in parentheses hide what is behind them. By the family's role.
  static let wordings: [record_scan_wording] = {
    var wordings = [record_scan_wording](repeating: wording(nil, bytes: []), count: 16)
    for family in LogFamily.allCases {
      wordings[Int(RoleCode(family).byte)] = wording(openings(family), bytes: firstBytes(family))
    }
    withUnsafeMutableBytes(of: &wordings[Int(RoleCode(.fileProvider).byte)].without_blank) {
      for byte in UInt8(ascii: "a")...UInt8(ascii: "z") { set(byte, in: $0) }
    }
    // Whoever reports decisions says the sandbox's other words.
    wordings[Int(RoleCode.reporter.byte)] = wordings[Int(RoleCode(.sandbox).byte)]
    return wordings
  }()

  /// At most eight; nil where a message is known by more than how it begins.
  private static func openings(_ family: LogFamily) -> [StaticString]? {
    switch family {
    case .sandboxExtension, .codeSigning: nil
    // Those that other processes say as well are among MessageGate's.
    case .sandbox: ["chec", "TCC ", "kTCC"]
    case .crash: ["Form", "Save", "*** ", "Serv", "Tram"]
    case .dataProtection: []
    case .transitd: ["Copy"]
    case .sharing: ["Dete", "Star", "Scan", "Whit", "Fail"]
    case .fileProvider: ["Rece", "CSIn", "File", "plug"]
    case .fileCoordination: ["Clai", "Rece", "Star", "Writ"]
    case .containerManager: ["stat", "MC: ", "cont"]
    case .installation: ["stat", "MC: ", "cont", "Need", "Laun"]
    case .privacy: ["This", "AUTH", "Fail"]
    case .network: ["App ", "CFNe", "TIC ", "Task", "NSUR", "HTTP"]
    }
  }

  private static func firstBytes(_ family: LogFamily) -> [UInt8] {
    switch family {
    case .sharing, .installation: digits
    // "add"
    case .fileProvider: [UInt8(ascii: "a")]
    default: []
    }
  }

  private static let digits = [UInt8](0x30...0x39)

  private static func wording(_ openings: [StaticString]?, bytes: [UInt8]) -> record_scan_wording {
    var wording = record_scan_wording()
    withUnsafeMutableBytes(of: &wording.first) { room in
      guard openings != nil else { return room.copyBytes(from: repeatElement(0xFF, count: room.count)) }
      set(Ascii.opening, in: room)
      for byte in bytes { set(byte, in: room) }
    }
    withUnsafeMutableBytes(of: &wording.words) { room in
      for (place, opening) in (openings ?? []).enumerated() {
        let word = opening.withUTF8Buffer { UnsafeRawBufferPointer($0).loadUnaligned(as: UInt32.self) }
        room.storeBytes(of: word, toByteOffset: 4 * place, as: UInt32.self)
      }
    }
    return wording
  }

  private static func set(_ byte: UInt8, in room: UnsafeMutableRawBufferPointer) {
    room.bindMemory(to: UInt64.self)[Int(byte) / 64] |= 1 << UInt64(byte % 64)
  }
}
