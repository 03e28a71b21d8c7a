/// Messages of the system that people paste alone and that nothing else begins like: the privacy kill of TCC, at times
/// behind its category `[access] `, and App Transport Security's refusal.
enum PastedNotice {
  private static let openings: [StaticString] = [
    "This app has crashed because it attempted to access privacy-sensitive data",
    "This app has attempted to access privacy-sensitive data",
    "App Transport Security has blocked a cleartext HTTP",
  ]

  /// The line as a record without a header, if it is such a message.
  static func parse(_ line: Span<UInt8>) -> HeaderSpan? {
    let category: StaticString = "[access] "
    let start = line.holds(category, at: 0) ? category.utf8CodeUnitCount : 0
    for opening in openings where line.holds(opening, at: start) {
      return HeaderSpan(
        form: .pasted, stamp: 0..<0, process: 0..<0, category: start > 0 ? 1..<(start - 2) : nil,
        message: start)
    }
    return nil
  }
}
