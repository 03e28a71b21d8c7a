/// Messages that any process can log and that are known by how they begin, behind a label such as `[access] ` or
/// without: kills over a missing privacy key, App Transport Security and TLS, file coordination in a client, LaunchServices,
/// uncaught exceptions, refusals by libraries.
///
/// The first byte decides for nearly all messages that they are none of these.
enum OpeningWords {
  /// How far into a message words are looked for that do not begin it.
  private static let reach = 512

  /// The family that the message's beginning gives it.
  static func family(of message: Span<UInt8>) -> LogFamily? {
    guard message.count > 9 else { return nil }
    let first = message[0]
    if first == UInt8(ascii: "[") || first == UInt8(ascii: "("), let start = message.labelEnd(at: 0) {
      let labelled = message.extracting(start..<message.count)
      return opening(labelled) ?? sandboxNote(message)
    }
    return opening(message) ?? sandboxNote(message)
  }

  private static func opening(_ message: Span<UInt8>) -> LogFamily? {
    guard message.count > 0 else { return nil }
    return switch message[0] {
    case UInt8(ascii: "A"), UInt8(ascii: "H"), UInt8(ascii: "N"): network(message)
    case UInt8(ascii: "T"): startingWithT(message)
    case UInt8(ascii: "C"): startingWithC(message)
    case UInt8(ascii: "L"): installation(message)
    case UInt8(ascii: "F"):
      message.holds("Failed to match existing code requirement for subject ", at: 0) ? .privacy : nil
    case UInt8(ascii: "I"):
      message.holds("IOUC ", at: 0) && has(" failed sandbox in process pid ", message) ? .sandbox : nil
    case UInt8(ascii: "M"):
      message.holds("MC: MobileContainerManager gave us a path", at: 0) ? .containerManager : nil
    case UInt8(ascii: "S"): message.holds("Service exited with abnormal code: ", at: 0) ? .crash : nil
    case UInt8(ascii: "W"):
      message.holds("Write options: ", at: 0) && has(" -- URL: ", message) ? .fileCoordination : nil
    case UInt8(ascii: "*"):
      message.holds("*** Terminating app due to uncaught exception ", at: 0) ? .crash : nil
    case Ascii.opening: isServiceExit(message) ? .crash : nil
    default: lowerCase(message)
    }
  }

  private static func network(_ message: Span<UInt8>) -> LogFamily? {
    message.holds("App Transport Security has blocked ", at: 0) || message.holds("HTTP load failed (", at: 0)
      || message.holds("NSURLSession/NSURLConnection HTTP load failed", at: 0) ? .network : nil
  }

  private static func startingWithT(_ message: Span<UInt8>) -> LogFamily? {
    if message.holds("This app has ", at: 0) {
      return message.holds("crashed because it attempted to access privacy-sensitive data", at: 13)
        || message.holds("attempted to access privacy-sensitive data", at: 13) ? .privacy : nil
    }
    if message.holds("TIC ", at: 0) {
      return message.holds("TLS Event [", at: 4) || message.holds("Enabling TLS [", at: 4)
        || message.holds("TCP Conn ", at: 4) ? .network : nil
    }
    if message.holds("Task <", at: 0) { return has("> HTTP load failed (", message) ? .network : nil }
    return message.holds("Trampoline was terminated before jumping to service: ", at: 0) ? .crash : nil
  }

  private static func startingWithC(_ message: Span<UInt8>) -> LogFamily? {
    if message.holds("Claim ", at: 0) {
      return message.holdsUUID(at: 6) && message.holds(" ", at: 42) ? .fileCoordination : nil
    }
    if message.holds("CFNetwork SSLHandshake failed", at: 0) { return .network }
    return message.holds("Couldn't write values for keys (", at: 0) && endsInSandboxAccess(message)
      ? .sandbox : nil
  }

  private static func installation(_ message: Span<UInt8>) -> LogFamily? {
    // The second is Apple's own slip.
    message.holds("LaunchServices: ", at: 0) || message.holds("LaunchServies: ", at: 0)
      || message.holds("Launch Services: ", at: 0) ? .installation : nil
  }

  private static func lowerCase(_ message: Span<UInt8>) -> LogFamily? {
    switch message[0] {
    case UInt8(ascii: "a"):
      message.holds("assigning plug-in ", at: 0) && has(" to plugin sandbox", message) ? .sandbox : nil
    case UInt8(ascii: "l"):
      message.holds("libMobileGestalt ", at: 0) && has(" does not have sandbox access for ", message)
        ? .sandbox : nil
    case UInt8(ascii: "r"):
      message.holds("rejecting write of key(s) ", at: 0) && endsInSandboxAccess(message) ? .sandbox : nil
    case UInt8(ascii: "s"): message.holds("sandboxd rejected approval request from ", at: 0) ? .sandbox : nil
    default: nil
    }
  }

  /// `(com.apple.mobile.installd) Exited: Terminated: 15`, launchd about a service.
  private static func isServiceExit(_ message: Span<UInt8>) -> Bool {
    guard let end = message.first(Ascii.closing, in: 0..<min(message.count, 160)), end > 1 else {
      return false
    }
    return message.holds(" Exited: ", at: end + 1)
  }

  /// `launchd[81] Builtin profile: MobileMail (sandbox)` and `xpcproxy[1158] Container: /path (sandbox)`.
  private static func sandboxNote(_ message: Span<UInt8>) -> LogFamily? {
    guard message[message.count - 1] == Ascii.closing, message.holds(" (sandbox)", at: message.count - 10)
    else { return nil }
    return has("] Builtin profile: ", message) || has("] Container: ", message) ? .sandbox : nil
  }

  private static func endsInSandboxAccess(_ message: Span<UInt8>) -> Bool {
    message.holds(" sandbox access", at: message.count - 15)
  }

  private static func has(_ words: StaticString, _ message: Span<UInt8>) -> Bool {
    message.place(of: words, in: 0..<min(message.count, reach)) != nil
  }
}
