/// The words in which kernel and sandboxd report sandbox decisions.
///
///     [n duplicate report(s) for ] [Sandbox: |SandboxViolation: |System Policy: ]
///     [NAME(PID) ] [System Policy: ] deny[(CODE)]|allow[(CODE)] OPERATION [TARGET]
///
/// - `Hangouts(928) deny file-read-data /path` without prefix or code: iOS 7, and sandboxd up to macOS 10.12.
/// - `Sandbox: test5(1006) deny(1) …`: iOS 9 on. `SandboxViolation: …`: iOS 10 and 11.
/// - `Sandbox: ls(6168) System Policy: deny(1) …`: macOS 10.11 to 10.15. `System Policy: app(648) deny(1) …`: macOS 15.
/// - `5 duplicate reports for Sandbox: app(41398) deny(1) …`: macOS 13 on. Older systems write
///   `Sandbox: 3 duplicate reports for app deny(2) …`, without a pid.
/// - `Violation:   System Policy: deny(1) …`, the line of a sandboxd report, and `Sandbox: deny(1) …` name nobody.
///
/// Pids may have thousands separators. A subject with a word instead of a pid was edited by hand and is refused.
enum SandboxGrammar {
  private static let longestName = 128

  /// The decision that the message reports, if it is one.
  static func parse(_ message: Span<UInt8>) -> SandboxViolation? {
    var at = 0
    let opening = opening(message, &at)
    var isSystemPolicy = opening.isSystemPolicy
    var subject: SandboxViolation.Subject?
    if !isVerdict(message, at: at) {
      if let named = self.subject(message, at: at, isPrefixed: opening.hasPrefix) {
        subject = named.subject
        at = named.end
        isSystemPolicy = isSystemPolicy || named.isSystemPolicy
      } else if let duplicates = opening.duplicates, duplicates > 0, let named = nameAlone(message, at: at) {
        subject = SandboxViolation.Subject(name: named.name, pid: nil)
        at = named.end
      } else {
        return nil
      }
    } else if !opening.hasPrefix {
      return nil
    }
    guard let verdict = verdict(message, &at), let operation = operation(message, &at) else { return nil }
    let target = target(message, from: at, of: operation)
    return SandboxViolation(
      subject: subject, isDeny: verdict.isDeny, code: verdict.code, operation: operation,
      target: target.text, duplicates: opening.duplicates ?? 0,
      policy: isSystemPolicy ? "System Policy" : nil, note: target.note)
  }

  // MARK: What stands before the verdict

  private struct Opening {
    var duplicates: Int?
    var hasPrefix = false
    var isSystemPolicy = false
  }

  private static let systemPolicy: StaticString = "System Policy: "

  private static func opening(_ bytes: Span<UInt8>, _ at: inout Int) -> Opening {
    var opening = Opening(duplicates: duplicates(bytes, &at))
    let prefixes: [StaticString] = ["Sandbox: ", "SandboxViolation: ", "Violation: ", systemPolicy]
    while let prefix = prefixes.first(where: { bytes.holds($0, at: at) }) {
      opening.hasPrefix = true
      opening.isSystemPolicy = opening.isSystemPolicy || bytes.holds(systemPolicy, at: at)
      at = bytes.end(from: at + prefix.utf8CodeUnitCount) { $0 == Ascii.blank }
      opening.duplicates = opening.duplicates ?? duplicates(bytes, &at)
    }
    return opening
  }

  private static func duplicates(_ bytes: Span<UInt8>, _ at: inout Int) -> Int? {
    let end = bytes.end(from: at, while: \.isDigit)
    guard end > at, let count = Int(bytes.text(at..<end)) else { return nil }
    for words: StaticString in [" duplicate report for ", " duplicate reports for "]
    where bytes.holds(words, at: end) {
      at = end + words.utf8CodeUnitCount
      return count
    }
    return nil
  }

  /// `NAME(PID) `, and `System Policy: ` where it stands between subject and verdict. Names hold blanks and
  /// parentheses, so the group that counts is the first that a verdict follows. Without a prefix, a colon shows that
  /// what stands before the group is a sentence.
  private static func subject(
    _ bytes: Span<UInt8>, at start: Int, isPrefixed: Bool
  ) -> (subject: SandboxViolation.Subject, isSystemPolicy: Bool, end: Int)? {
    let limit = min(bytes.count, start + longestName)
    var from = start
    while from < limit, let opening = bytes.first(Ascii.opening, in: from..<limit) {
      from = opening + 1
      guard opening > start, let number = pid(bytes, at: opening + 1) else { continue }
      var end = bytes.end(from: number.end) { $0 == Ascii.blank }
      guard end > number.end else { continue }
      let isSystemPolicy = bytes.holds(systemPolicy, at: end)
      if isSystemPolicy { end += systemPolicy.utf8CodeUnitCount }
      guard isVerdict(bytes, at: end) else { continue }
      let name = bytes.text(start..<opening)
      guard isPrefixed || !name.contains(": ") else { return nil }
      return (.init(name: name, pid: number.pid), isSystemPolicy, end)
    }
    return nil
  }

  /// Digits, in groups of three where there are separators, and the closing parenthesis.
  private static func pid(_ bytes: Span<UInt8>, at start: Int) -> (pid: Int32, end: Int)? {
    let end = bytes.end(from: start) { $0.isDigit || $0 == UInt8(ascii: ",") }
    guard bytes.holds(")", at: end) else { return nil }
    if let pid = bytes.number(start..<end) { return (pid, end + 1) }
    let groups = bytes.text(start..<end).split(separator: ",", omittingEmptySubsequences: false)
    guard
      groups.count == 1
        || (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy({ $0.count == 3 }),
      let pid = Int32(groups.joined())
    else { return nil }
    return (pid, end + 1)
  }

  /// The name of a folded record that has no pid: all up to the verdict.
  private static func nameAlone(_ bytes: Span<UInt8>, at start: Int) -> (name: String, end: Int)? {
    let limit = min(bytes.count, start + longestName)
    var from = start
    while from < limit, let blank = bytes.first(Ascii.blank, in: from..<limit) {
      if blank > start, bytes[blank - 1] != Ascii.closing, isVerdict(bytes, at: blank + 1) {
        return (bytes.text(start..<blank), blank + 1)
      }
      from = blank + 1
    }
    return nil
  }

  // MARK: Verdict, operation, target

  private static func isVerdict(_ bytes: Span<UInt8>, at start: Int) -> Bool {
    var at = start
    return verdict(bytes, &at) != nil
  }

  /// `deny(1) `, with the blank behind it.
  private static func verdict(_ bytes: Span<UInt8>, _ at: inout Int) -> (isDeny: Bool, code: Int?)? {
    let isDeny = bytes.holds("deny", at: at)
    guard isDeny || bytes.holds("allow", at: at) else { return nil }
    var end = at + (isDeny ? 4 : 5)
    var code: Int?
    if bytes.holds("(", at: end) {
      let digits = end + 1
      end = bytes.end(from: digits, while: \.isDigit)
      guard let value = Int(bytes.text(digits..<end)), bytes.holds(")", at: end) else { return nil }
      code = value
      end += 1
    }
    guard bytes.holds(" ", at: end) else { return nil }
    at = end + 1
    return (isDeny, code)
  }

  /// `file-read-data`, `process-exec*`; a blank or the end of the message must follow.
  private static func operation(_ bytes: Span<UInt8>, _ at: inout Int) -> String? {
    guard at < bytes.count, (0x61...0x7A).contains(bytes[at]) else { return nil }
    var end = bytes.end(from: at) { (0x61...0x7A).contains($0) || $0.isDigit || $0 == UInt8(ascii: "-") }
    if bytes.holds("*", at: end) { end += 1 }
    guard end == bytes.count || bytes[end] == Ascii.blank || bytes[end] == Ascii.newline else { return nil }
    let operation = bytes.text(at..<end)
    at = end
    return operation
  }

  /// All to the end of the record, without blanks around it: paths hold blanks, quotes and parentheses. Only service
  /// names, which hold none, lose the note ` (per-pid)`.
  private static func target(
    _ bytes: Span<UInt8>, from start: Int, of operation: String
  ) -> (text: String, note: String?) {
    let isBlank: (UInt8) -> Bool = { $0 == Ascii.blank || $0 == Ascii.newline }
    let from = bytes.end(from: start, while: isBlank)
    var end = bytes.count
    while end > from, isBlank(bytes[end - 1]) { end -= 1 }
    let note: StaticString = " (per-pid)"
    let noteStart = end - note.utf8CodeUnitCount
    guard operation.hasPrefix("mach-"), noteStart >= from, bytes.holds(note, at: noteStart) else {
      return (bytes.text(from..<max(from, end)), nil)
    }
    end = noteStart
    return (bytes.text(from..<end), "per-pid")
  }
}
