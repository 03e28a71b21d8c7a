/// The sentences of a summary, from numbers alone.
public enum SummaryWords {
  /// `1 record`, `2,000 records`.
  public static func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(grouped(count)) \(count == 1 ? one : many ?? one + "s")"
  }

  /// `4,582,614`.
  public static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude).utf8)
    var text: [UInt8] = number < 0 ? [UInt8(ascii: "-")] : []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(UInt8(ascii: ",")) }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// A stretch of time in its two largest units: `2 min 5 s`.
  static func span(microseconds: Int) -> String {
    let seconds = abs(microseconds) / LogStamp.second
    let units = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")]
    let largest = units.firstIndex { seconds >= $0.0 } ?? 3
    var rest = seconds
    let parts = units[largest...].prefix(2).compactMap { size, name -> String? in
      defer { rest %= size }
      return rest / size > 0 ? "\(rest / size) \(name)" : nil
    }
    return parts.isEmpty ? "0 s" : parts.joined(separator: " ")
  }

  /// The text cut to so many bytes of UTF-8, between two characters, with an ellipsis behind.
  static func cut(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    var end = text.utf8.index(text.startIndex, offsetBy: limit)
    while end > text.startIndex, UTF8.isContinuation(text.utf8[end]) { text.utf8.formIndex(before: &end) }
    return String(text[..<end]) + "…"
  }
}

// MARK: - Gaps

extension SummaryWords {
  static let disconnected = "the capturing tool lost the phone"
  static let reconnected =
    "the capturing tool found the phone again; what the phone logged in between is missing"
  static let newBanner = "the relay greets anew: another connection begins"

  static func dropped(_ message: String) -> String {
    "the system says that it dropped messages: \(cut(message, to: 200))"
  }

  static func repeated(_ times: Int) -> String {
    "the message before was logged \(count(times, "more time")) and is printed once"
  }

  static func silence(microseconds: Int) -> String {
    "no record for \(span(microseconds: microseconds))"
  }

  static func backwards(microseconds: Int) -> String {
    "the stamps go back by \(span(microseconds: microseconds)): another capture, or a clock that was set"
  }

  static func formChange(from old: String, to new: String) -> String {
    "the headers change from \(old) to \(new)"
  }

  static func formChanges(_ more: Int) -> String {
    "the form of the headers changes \(count(more, "more time")): two logs may be mixed"
  }

  static func unplaced(bytes: Int) -> String {
    "\(count(bytes, "byte")) of text that belong to no record"
  }
}

// MARK: - Limits

extension SummaryWords {
  static func limit(_ kind: LogSummary.Limit.Kind, _ count: Int) -> String {
    let records = self.count(count, "record")
    let verb = { (one: String, many: String) in count == 1 ? one : many }
    switch kind {
    case .redacted:
      return "\(records) \(verb("has", "have")) parts that the system withheld, such as <private>"
    case .cut:
      return "\(records) \(verb("is", "are")) as long as the log lets a message be, so the end may be missing"
    case .dropped:
      return "\(self.count(count, "notice")) of the system \(verb("says", "say")) that it dropped messages"
    case .nameCut:
      return "\(self.count(count, "sandbox decision")) \(verb("names", "name")) a process in 16 bytes, "
        + "so the name may be cut"
    case .noPid:
      return "\(self.count(count, "sandbox decision")) \(verb("does", "do")) not say which process it was"
    case .noStamp: return "\(records) \(verb("has", "have")) no time"
    case .noYear: return "\(records) \(verb("has", "have")) a stamp without a year"
    case .noKernel:
      return
        "no record is the kernel's, which reports refusals: that none is here does not show that none was made"
    case .unplaced:
      return "\(self.count(count, "piece")) of text \(verb("belongs", "belong")) to no record"
    case .unreadable: return "\(records) \(verb("holds", "hold")) bytes that are no UTF-8"
    case .omitted:
      return "\(self.count(count, "thing")) \(verb("is", "are")) counted and not listed: "
        + "more kinds or gaps than are kept apart"
    case .filtered: return "\(records) \(verb("was", "were")) kept out by the filters"
    }
  }
}
