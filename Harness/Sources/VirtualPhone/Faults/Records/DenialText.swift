/// A denial as Sandbox.kext words it: `Sandbox: NAME(PID) deny(1) OPERATION TARGET`, and `N duplicate reports for` it
/// (syslog-grammar.md, section 4).
struct DenialText: Hashable, Sendable {
  /// How often it is reported; nil for a full report.
  var duplicates: Int?
  var process: Substring
  var pid: Int32
  /// From `deny(` on.
  var rest: Substring

  /// Reads the message of a record; nil where it is no denial by the kernel.
  init?(_ record: PhoneLogRecord) {
    guard record.pid == 0, record.process == "kernel" else { return nil }
    self.init(record.message)
  }

  init?(_ message: String) {
    var text = Substring(message)
    if let first = text.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) {
      guard let count = Int(text.prefix { $0 != " " }) else { return nil }
      duplicates = count
      text = text.dropFirst("\(count)".count)
      guard let opening = [" duplicate reports for ", " duplicate report for "].first(where: text.hasPrefix)
      else { return nil }
      text = text.dropFirst(opening.count)
    }
    guard text.hasPrefix("Sandbox: ") else { return nil }
    text = text.dropFirst(9)
    guard let open = text.firstIndex(of: "("), let close = text[open...].firstIndex(of: ")"),
      let pid = Int32(text[text.index(after: open)..<close])
    else { return nil }
    let rest = text[text.index(after: close)...].dropFirst()
    guard rest.hasPrefix("deny(") else { return nil }
    process = text[..<open]
    self.pid = pid
    self.rest = rest
  }

  /// The text of the report.
  var text: String {
    let report = "Sandbox: \(process)(\(pid)) \(rest)"
    return duplicates.map { "\($0) duplicate report\($0 == 1 ? "" : "s") for \(report)" } ?? report
  }

  /// The text of older systems: `Sandbox:` first, and no pid.
  var textWithoutPID: String {
    let count = duplicates ?? 1
    return "Sandbox: \(count) duplicate report\(count == 1 ? "" : "s") for \(process) \(rest)"
  }
}
