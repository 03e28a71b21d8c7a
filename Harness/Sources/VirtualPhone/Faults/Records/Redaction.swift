/// `<private>` in the place of text, as the unified log shows what was not declared public (syslog-grammar.md,
/// sections 3 and 5).
struct Redaction: RecordStage {
  enum Extent: Sendable {
    /// All that is not the kernel's.
    case everything
    /// What begins with a slash, up to the next blank or quote, or to the end in a denial.
    case paths
  }

  private static let word = "<private>"

  private let extent: Extent

  init(_ extent: Extent) { self.extent = extent }

  mutating func take(_ record: PhoneLogRecord, into records: inout [PhoneLogRecord]) {
    var record = record
    switch extent {
    case .everything: if record.pid != 0 { record.message = Self.word }
    case .paths: record.message = Self.withoutPaths(record)
    }
    records.append(record)
  }

  private static func withoutPaths(_ record: PhoneLogRecord) -> String {
    guard record.message.utf8.contains(UInt8(ascii: "/")) else { return record.message }
    if let denial = DenialText(record), let slash = denial.rest.firstIndex(of: "/") {
      var denial = denial
      denial.rest = denial.rest[..<slash] + word
      return denial.text
    }
    var text = ""
    var rest = Substring(record.message)
    while let slash = rest.firstIndex(of: "/") {
      let before = rest[..<slash]
      text += before
      guard before.last.map(isBoundary) ?? true else {
        text += "/"
        rest = rest[slash...].dropFirst()
        continue
      }
      text += word
      rest = rest[slash...].drop { !isBoundary($0) }
    }
    return text + rest
  }

  private static func isBoundary(_ letter: Character) -> Bool {
    letter.isWhitespace || letter == "\"" || letter == "'" || letter == "," || letter == "=" || letter == "["
  }
}
