extension HeaderSpan {
  /// Puts every place elsewhere, in order.
  mutating func move(_ place: (Int) -> Int) {
    func moved(_ range: Range<Int>) -> Range<Int> {
      let start = place(range.lowerBound)
      return start..<max(start, place(range.upperBound))
    }
    stamp = moved(stamp)
    host = host.map(moved)
    process = moved(process)
    image = image.map(moved)
    level = level.map(moved)
    subsystem = subsystem.map(moved)
    category = category.map(moved)
    message = place(message)
    messageEnd = messageEnd.map(place)
  }

  /// Leaves the name alone of a process that is printed as a path (simulators of iOS 7 print some so).
  mutating func cutPath(in bytes: Span<UInt8>) {
    guard !process.isEmpty, bytes[process.lowerBound] == Ascii.slash else { return }
    process = bytes.lastComponent(process)
  }

  /// Whether the record was trimmed by the person who pasted it, so that the log is not shown to be a capture.
  var isFragment: Bool {
    switch form {
    case .bare, .pasted: true
    case .logCompact: pid == nil || stamp.count < DatedStamp.shortest
    default: false
    }
  }
}
