import ByteScan

/// A decision of the sandbox that was read from its bytes: all that a survey looks at of its record.
package struct DecisionFind: Sendable {
  package var violation: SandboxViolation
  package var line: Int
  package var stamp: StampBytes
  package var form: LogForm
  /// Whether the kernel itself reports it.
  package var isKernel: Bool
  /// Whether the message is as long as the log lets it be.
  package var isCut: Bool
  /// Whether parts of it were withheld.
  package var isRedacted: Bool
}

extension DecisionFind {
  /// Nil where only the record's text can tell what it says: where it has escapes, further lines or other bytes than
  /// ASCII, and where a process reports it that may only call itself kernel.
  init?(_ record: QuickRecord, _ message: UnsafeRawBufferPointer, bytes: UnsafeRawBufferPointer) {
    let seen = byte_scan_text(message.baseAddress, message.count)
    let text = message.bindMemory(to: UInt8.self).span
    let isKernel = bytes[record.header.nameEnd - 1] == UInt8(ascii: "l")
    guard record.newlines == 1, seen.is_ascii, !isKernel || Self.isOfPidZero(record, bytes),
      text.first(Ascii.backslash, in: text.indices) == nil,
      text.first(Ascii.carriageReturn, in: text.indices) == nil,
      let violation = SandboxGrammar.parse(text), let base = bytes.baseAddress
    else { return nil }
    self.violation = violation
    line = record.line
    stamp = StampBytes(quick: base + record.start, count: record.stamp)
    form = record.form
    self.isKernel = isKernel
    isCut = MessageText.isCut(length: message.count)
    isRedacted = Redaction.occurs(in: message, from: seen.mark)
  }

  /// Behind the names, the pid in brackets is the first that is one.
  private static func isOfPidZero(_ record: QuickRecord, _ bytes: UnsafeRawBufferPointer) -> Bool {
    var at = record.header.nameEnd
    while at < record.header.message, bytes[at] != Ascii.openingBracket { at += 1 }
    return bytes[at + 1] == UInt8(ascii: "0") && bytes[at + 2] == Ascii.closingBracket
  }
}
