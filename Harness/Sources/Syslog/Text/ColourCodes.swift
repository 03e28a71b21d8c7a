/// The codes with which idevicesyslog colours its output on a terminal: `ESC [ digits ; digits m`, parameters optional
/// (1.3.0 resets with `ESC [ m`, at the start of the line after a relay record).
enum ColourCodes {
  /// The bytes without colour codes. Other escape bytes stay.
  static func removed(from bytes: Span<UInt8>) -> [UInt8] {
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      if bytes[at] == Ascii.escape, let end = end(of: bytes, at: at) {
        at = end
      } else {
        kept.append(bytes[at])
        at += 1
      }
    }
    return kept
  }

  private static func end(of bytes: Span<UInt8>, at start: Int) -> Int? {
    guard bytes.holds("[", at: start + 1) else { return nil }
    let end = bytes.end(from: start + 2) { $0.isDigit || $0 == UInt8(ascii: ";") }
    return bytes.holds("m", at: end) ? end + 1 : nil
  }
}
