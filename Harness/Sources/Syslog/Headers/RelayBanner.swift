/// The lines with which syslog_relay's ASL shell greets: `========================`, `ASL is here to serve you`, `> `.
enum RelayBanner {
  /// Whether the line is one of them.
  static func matches(_ line: Span<UInt8>) -> Bool {
    switch line.count {
    case 1, 2: line.holds(">", at: 0) && (line.count == 1 || line[1] == Ascii.blank)
    case 24: line.end(from: 0, while: { $0 == UInt8(ascii: "=") }) == 24 || line.holds(greeting, at: 0)
    default: false
    }
  }

  private static let greeting: StaticString = "ASL is here to serve you"
}
