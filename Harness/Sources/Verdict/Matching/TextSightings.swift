import ProbeProtocol
import Syslog

/// A record of the log that shows a text, and in which form.
struct TextSighting: Hashable, Sendable {
  /// Index into the evidence's records.
  var place: Int
  var form: TextForm
  /// Whether it stands there as part of something else that the record carries: an order on its way to an app, a probe's
  /// event, another record that sticks to this one. Then it does not show that the process knows the text.
  var isCarried: Bool
}

/// The records in which a text of this run shows.
struct TextSightings: Sendable {
  let records: [LogRecord]
  /// Indices of the records that hold a canary's mark in any form.
  let marked: [Int]

  /// Those of records that are no probe's words.
  /// - Parameter isAskedFor: whether it matters what a record shows.
  func sightings(of text: String, where isAskedFor: (LogRecord) -> Bool) -> [TextSighting] {
    let shown = ShownText(PathText.withoutPrivate(text))
    return marked.compactMap { place in
      let record = records[place]
      guard !Self.isOfTheHarness(record), isAskedFor(record) else { return nil }
      guard let form = shown.form(in: record.message) else { return nil }
      let own = CarriedText.start(in: record.message)
      let isCarried = own.map { shown.form(in: record.message, before: $0) == nil } ?? false
      return TextSighting(place: place, form: form, isCarried: isCarried)
    }
  }

  /// The indices of records that hold a canary's mark.
  static func marked(among records: [LogRecord]) -> [Int] {
    records.indices.filter { CanaryMark.occurs(in: records[$0].message) }
  }

  /// Lines in a form of our own, whoever logged them.
  private static func isOfTheHarness(_ record: LogRecord) -> Bool {
    switch record.content {
    case .event, .canary, .notice: true
    case .sandbox, .daemon, .plain, .unplaced: false
    }
  }
}

/// What a record can carry without knowing it.
enum CarriedText {
  /// Where in a message, counted in bytes of UTF-8, something begins that another process said: an order list, an event line,
  /// the header of another record.
  static func start(in message: String) -> Int? {
    let bytes = Array(message.utf8)
    let phrase = bytes.withUnsafeBytes { phrases.next(from: 0, in: $0) }
    return [phrase, header(in: bytes)].compactMap { $0 }.min()
  }

  /// Order lists travel in the environment and in URLs, as base64url of JSON whose first member is always the same.
  private static let phrases = PhraseFinder(
    [
      EventLine.marker + " ", OrderList.environmentName, "://order?list=",
      String(Base64URL.encode(Array("{\"actor\":".utf8)).prefix(11)),
    ].map { Array($0.utf8) })

  /// Where `[88] <Notice>: ` begins: what relays print between a process and its message.
  private static func header(in bytes: [UInt8]) -> Int? {
    var at = 0
    while let bracket = bytes[at...].firstIndex(of: UInt8(ascii: "[")) {
      at = bracket + 1
      let digits = bytes[at...].prefix { (0x30...0x39).contains($0) }
      guard !digits.isEmpty, bytes[digits.endIndex...].starts(with: Array("] <".utf8)) else { continue }
      let level = bytes[(digits.endIndex + 3)...].prefix { ($0 | 0x20) &- 0x61 < 26 }
      if !level.isEmpty, bytes[level.endIndex...].starts(with: Array(">: ".utf8)) { return bracket }
    }
    return nil
  }
}
