import ByteScan

/// What is to be done with a record, as far as its bytes tell.
///
/// Escapes are not undone here. They stand for bytes that no word has which is looked for, so that only a log that was made
/// to deceive could read otherwise.
enum SiftDecision {
  /// It is more than a plain record.
  case seen
  /// Only its text can tell.
  case judged
  /// Of a family, with an unknown wording.
  case quiet(LogFamily, isRedacted: Bool)
  case plain

  /// - Parameters:
  ///   - mayOpen: whether it may be told by how it begins or ends, see ``MessageGate``.
  ///   - mayNameExtension: whether the word "extension" may stand in it.
  @inline(__always)
  init(
    _ message: UnsafeRawBufferPointer, role: RoleCode, mayOpen: Bool, mayNameExtension: Bool
  ) {
    let text = message.bindMemory(to: UInt8.self).span
    if let family = role.family {
      self = Self.family(family, message, mayOpen: mayOpen, mayNameExtension: mayNameExtension)
    } else if role == .anybody || role.reportsDecisions && Self.mayDecide(text) {
      self = .judged
    } else if role == .reporter {
      self = Self.family(.sandbox, message, mayOpen: mayOpen, mayNameExtension: mayNameExtension)
    } else {
      self = mayOpen || mayNameExtension ? Self(text, mayNameExtension) : .plain
    }
  }

  private static func family(
    _ family: LogFamily, _ message: UnsafeRawBufferPointer, mayOpen: Bool, mayNameExtension: Bool
  ) -> SiftDecision {
    let text = message.bindMemory(to: UInt8.self).span
    if mayOpen || mayNameExtension {
      guard case .plain = Self(text, mayNameExtension) else { return .seen }
    }
    let seen = byte_scan_text(message.baseAddress, message.count)
    guard seen.is_ascii, !WordingGate.mayBeKnown(family, text) else { return .seen }
    return .quiet(family, isRedacted: Redaction.occurs(in: message, from: seen.mark))
  }

  /// Whether a decision of the sandbox may stand there, which needs one of two words.
  private static func mayDecide(_ message: Span<UInt8>) -> Bool {
    message.place(of: "deny", in: message.indices) != nil
      || message.place(of: "allow", in: message.indices) != nil
      || message.first(Ascii.backslash, in: message.indices) != nil
  }

  private init(_ message: Span<UInt8>, _ mayNameExtension: Bool) {
    guard message.count < MessageGate.shortestCut else {
      self = .judged
      return
    }
    switch message.count == 0 ? 0 : message[0] {
    case UInt8(ascii: "S") where message.holds("SP", at: 0): self = .judged
    case Ascii.backslash: self = .judged
    case UInt8(ascii: "*"), UInt8(ascii: "\""), UInt8(ascii: " "), UInt8(ascii: "Q"):
      // An escape can stand for anything.
      let isOdd =
        DropNotice.matches(message) || message.first(Ascii.backslash, in: message.indices) != nil
        || message.holds("<…>", at: message.count - 5)
      self = isOdd ? .judged : Self(opening: message, mayNameExtension)
    case _ where message.holds("<…>", at: message.count - 5): self = .judged
    default: self = Self(opening: message, mayNameExtension)
    }
  }

  private init(opening message: Span<UInt8>, _ mayNameExtension: Bool) {
    let isKnown =
      OpeningWords.family(of: message) != nil || mayNameExtension && ExtensionWords.occur(in: message)
    self = isKnown ? .seen : .plain
  }
}
