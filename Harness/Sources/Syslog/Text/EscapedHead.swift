/// The beginning of an escaped string with its escapes undone, and where each of its bytes stood: for headers that are
/// printed inside a string, `{"msg":"Mar 26 10:26:57 iPhone installd[51] \u003cNotice\u003e: …"}`.
struct EscapedHead {
  /// No header goes on further than this.
  private static let longest = HeaderSpan.maximumLength + 200

  private(set) var plain: [UInt8] = []
  /// The place of every byte of ``plain`` in the escaped text, and of the end.
  private var places: [Int] = []

  init(_ bytes: Span<UInt8>, _ range: Range<Int>, escapes: LogForm.Escapes) {
    let limit = min(range.upperBound, range.lowerBound + Self.longest)
    let string = bytes.extracting(0..<range.upperBound)
    var at = range.lowerBound
    while at < limit {
      let start = at
      if bytes[at] == Ascii.backslash, let end = take(string, at: at, escapes) {
        at = end
      } else {
        plain.append(bytes[at])
        at += 1
      }
      while places.count < plain.count { places.append(start) }
    }
    places.append(at)
  }

  /// Undoes the escape at that place and gives its end.
  private mutating func take(_ bytes: Span<UInt8>, at start: Int, _ escapes: LogForm.Escapes) -> Int? {
    switch escapes {
    case .json:
      guard let escape = JSONText.Escape(bytes, at: start) else { return nil }
      escape.append(to: &plain)
      return escape.end
    case .python:
      guard let escape = PythonText.Escape(bytes, at: start) else { return nil }
      plain.append(escape.byte)
      return escape.end
    case .vis, .none: return nil
    }
  }

  /// A relay record's header as it stands in the escaped text, in the given form; its host is cut off, since the
  /// relay itself always prints it.
  func relayHeader(form: LogForm, end: Int) -> HeaderSpan? {
    let text = plain.span
    guard var header = StampedHeader.parse(text, at: 0), header.form != .trace,
      !header.isPending
    else { return nil }
    if header.form != .repetition {
      header.form = form
      if let blank = text.first(Ascii.blank, in: header.process) {
        header.host = header.process.lowerBound..<blank
        header.process = (blank + 1)..<header.process.upperBound
      }
      header.process = text.lastComponent(header.process)
    }
    header.move { places[min($0, places.count - 1)] }
    header.messageEnd = max(end, header.message)
    return header
  }
}
