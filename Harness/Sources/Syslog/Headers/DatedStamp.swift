/// A time with a year, as `log`, Xcode, pymobiledevice3 and go-ios print it: `2026-09-18 06:19:41.380`,
/// `2020-10-11 08:53:58.628667+0700`, `2026-08-21T15:17:29.123456+02:00`. Devices whose clock is not set print 1970.
struct DatedStamp: Hashable {
  /// Length of the shortest one, which has no fraction and no zone.
  static let shortest = 19

  var range: Range<Int>
  /// Digits after the point.
  var fraction: Int
  var hasZone: Bool
  /// Whether a `T` stands between day and time, as in ISO 8601.
  var isISO: Bool

  /// The stamp at `start`. What follows is not looked at.
  init?(_ bytes: Span<UInt8>, at start: Int) {
    guard bytes.count - start >= Self.shortest, bytes[start + 4] == UInt8(ascii: "-"),
      bytes[start + 7] == UInt8(ascii: "-"), bytes.end(from: start, while: \.isDigit) == start + 4,
      bytes.end(from: start + 5, while: \.isDigit) == start + 7,
      bytes.end(from: start + 8, while: \.isDigit) == start + 10
    else { return nil }
    isISO = bytes[start + 10] == UInt8(ascii: "T")
    guard isISO || bytes[start + 10] == Ascii.blank, let clock = Clock(bytes, at: start + 11) else {
      return nil
    }
    fraction = clock.fraction
    hasZone = clock.hasZone
    range = start..<clock.range.upperBound
  }
}

/// A time of day: `17:53:57.863578+0530`. Copies from Console can have a blank before the zone.
struct Clock: Hashable {
  var range: Range<Int>
  var fraction: Int
  var hasZone: Bool

  init?(_ bytes: Span<UInt8>, at start: Int) {
    guard bytes.count - start >= 8 else { return nil }
    for offset in 0..<8 {
      let byte = bytes[start + offset]
      guard offset % 3 == 2 ? byte == Ascii.colon : byte.isDigit else { return nil }
    }
    var at = start + 8
    fraction = 0
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      let end = bytes.end(from: at + 1, while: \.isDigit)
      fraction = end - at - 1
      guard fraction > 0 else { return nil }
      at = end
    }
    let zoneEnd = Self.zone(bytes, at: at)
    hasZone = zoneEnd != nil
    range = start..<(zoneEnd ?? at)
  }

  /// The end of `+0530`, `+05:30` or `Z` at that place.
  private static func zone(_ bytes: Span<UInt8>, at start: Int) -> Int? {
    if bytes.holds("Z", at: start) { return start + 1 }
    let sign = bytes.holds(" ", at: start) ? start + 1 : start
    guard bytes.holds("+", at: sign) || bytes.holds("-", at: sign) else { return nil }
    let hours = bytes.end(from: sign + 1, while: \.isDigit)
    if hours == sign + 5 { return hours }
    guard hours == sign + 3, bytes.holds(":", at: hours) else { return nil }
    let minutes = bytes.end(from: hours + 1, while: \.isDigit)
    return minutes == hours + 3 ? minutes : nil
  }
}
