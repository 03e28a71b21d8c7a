/// A point in a log's own time, as typed behind `--since` and `--until`: `21:01:13`, `Feb 10 21:01:13`,
/// `2026-09-18 06:19`.
///
/// What it leaves open is not compared: a time without a day means that time on every day, a day without a year that
/// day in whichever year. It covers its last unit: `06:19` begins at 06:19:00 and ends with 06:19:59.
public struct LogTime: Hashable, Sendable {
  /// As typed.
  public let text: String
  private let start: LogStamp
  /// Microseconds up to and with its last moment.
  private let length: Int

  /// - Throws: ``LogTimeError`` with examples.
  public init(parsing text: String) throws(LogTimeError) {
    guard let reading = StampReading(text) else { throw LogTimeError(text: text, reason: .notATime) }
    guard reading.rest.isEmpty else {
      let zone: Set<UInt8> = [0x20, 0x2B, 0x2D, 0x5A]
      let isZone = reading.rest.first.map(zone.contains) ?? false
      throw LogTimeError(text: text, reason: isZone && reading.precision < .day ? .zone : .notATime)
    }
    self.text = text
    start = reading.stamp
    length = reading.step - 1
  }

  /// Whether it names a day.
  var hasDay: Bool { start.day != nil }

  /// Whether a record with that stamp is at or after it.
  func isReached(by stamp: LogStamp) -> Bool { stamp.distance(from: start, turnsAtMidnight: false) >= 0 }

  /// Whether a record with that stamp is after all of it.
  func isOver(at stamp: LogStamp) -> Bool { stamp.distance(from: start, turnsAtMidnight: false) > length }

  /// Whether the other begins before it.
  func begins(after other: LogTime) -> Bool { other.start < start }
}

/// Why a text is no time.
public struct LogTimeError: Error, Hashable, Sendable, CustomStringConvertible {
  enum Reason: Hashable, Sendable {
    case notATime
    case zone
  }

  public let text: String
  let reason: Reason

  public var description: String {
    let examples = "write 21:01:13, 'Feb 10 21:01:13' or '2026-09-18 06:19'"
    switch reason {
    case .notATime: return "'\(text)' is no time; \(examples)"
    case .zone: return "'\(text)' has a zone, and a log is compared by its own clock; \(examples)"
    }
  }
}
