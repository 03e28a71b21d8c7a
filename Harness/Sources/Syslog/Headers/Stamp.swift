/// The time at the start of a record: `Mar 26 10:26:57` or `Sep  1 16:21:01.549408`.
///
/// Days below ten are padded with a blank; retyped logs and HTML copies have a single blank instead, and the Windows
/// build of idevicesyslog prints it so.
struct Stamp: Hashable {
  var range: Range<Int>
  var hasFraction: Bool

  /// The stamp at `start`, where one stands there and a blank follows it.
  init?(_ bytes: Span<UInt8>, at start: Int) {
    guard bytes.count - start >= 15, Self.isMonth(bytes[start], bytes[start + 1], bytes[start + 2]),
      bytes[start + 3] == Ascii.blank
    else { return nil }
    var at = start + 4
    if bytes[at] == Ascii.blank { at += 1 }
    guard bytes[at].isDigit else { return nil }
    at += 1
    if bytes[at].isDigit { at += 1 }
    guard at - start <= 6, bytes[at] == Ascii.blank, let clockEnd = Self.clock(bytes, at: at + 1) else {
      return nil
    }
    at = clockEnd
    hasFraction = false
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      let digits = bytes.end(from: at + 1, while: \.isDigit) - at - 1
      guard digits > 0 else { return nil }
      at += digits + 1
      hasFraction = true
    }
    guard at < bytes.count, bytes[at] == Ascii.blank else { return nil }
    range = start..<at
  }

  /// Where `HH:MM:SS` at that place ends.
  private static func clock(_ bytes: Span<UInt8>, at start: Int) -> Int? {
    guard bytes.count - start >= 8 else { return nil }
    for offset in 0..<8 {
      let byte = bytes[start + offset]
      guard offset % 3 == 2 ? byte == UInt8(ascii: ":") : byte.isDigit else { return nil }
    }
    return start + 8
  }

  /// Whether three letters at that place name a month.
  static func isMonth(_ bytes: UnsafeRawPointer) -> Bool {
    isMonth(
      bytes.load(as: UInt8.self), bytes.load(fromByteOffset: 1, as: UInt8.self),
      bytes.load(fromByteOffset: 2, as: UInt8.self))
  }

  /// Whether the three letters name a month in the C locale, which is the only one that the tools use.
  private static func isMonth(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch (first, second, third) {
    case (0x4A, 0x61, 0x6E), (0x46, 0x65, 0x62), (0x4D, 0x61, 0x72), (0x41, 0x70, 0x72),  // Jan Feb Mar Apr
      (0x4D, 0x61, 0x79), (0x4A, 0x75, 0x6E), (0x4A, 0x75, 0x6C), (0x41, 0x75, 0x67),  // May Jun Jul Aug
      (0x53, 0x65, 0x70), (0x4F, 0x63, 0x74), (0x4E, 0x6F, 0x76), (0x44, 0x65, 0x63):  // Sep Oct Nov Dec
      true
    default: false
    }
  }
}
