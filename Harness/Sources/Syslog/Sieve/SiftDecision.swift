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
  case quiet(LogFamily)
  case plain

  /// - Parameter mayNameExtension: whether the word "extension" may stand in it.
  init(_ message: UnsafeRawBufferPointer, role: Sender.RoleCode, mayNameExtension: Bool) {
    let text = message.bindMemory(to: UInt8.self).span
    switch role.family {
    case .none where role == .reporter || role == .kernel && Self.mayDecide(text): self = .judged
    case .none: self.init(text, mayNameExtension)
    case .some(let family):
      if case .plain = Self(text, mayNameExtension), message.isASCII, !WordingGate.mayBeKnown(family, text) {
        self = .quiet(family)
      } else {
        self = .seen
      }
    }
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
    case UInt8(ascii: "*"), UInt8(ascii: "\""), UInt8(ascii: " "), UInt8(ascii: "Q"), Ascii.backslash:
      self = .judged
    case _ where message.holds("<…>", at: message.count - 5): self = .judged
    default:
      let isKnown =
        OpeningWords.family(of: message) != nil || mayNameExtension && ExtensionWords.occur(in: message)
      self = isKnown ? .seen : .plain
    }
  }
}

extension UnsafeRawBufferPointer {
  fileprivate var isASCII: Bool {
    var at = 0
    var all: UInt64 = 0
    while at + 8 <= count {
      all |= loadUnaligned(fromByteOffset: at, as: UInt64.self)
      at += 8
    }
    while at < count {
      all |= UInt64(self[at])
      at += 1
    }
    return all & 0x8080_8080_8080_8080 == 0
  }
}
