/// A record's stamp as numbers, as far as it says them.
///
/// It reads what the forms of ``Syslog/LogForm`` print: `Feb 10 21:01:13`, with or without a fraction;
/// `2026-09-18 06:19:12.123456+0200`; `21:01:13.123456+0200` of Console; `9/18/26 6:19:12.123 AM` of older Consoles.
/// Zones are passed over: a log is compared by its own clock.
public struct LogStamp: Hashable, Sendable {
  /// A day, with its year where the stamp has one.
  public struct Day: Hashable, Sendable {
    public var year: Int?
    public var month: Int
    public var day: Int
  }

  /// Nil in forms that print the time alone.
  public var day: Day?
  /// Microseconds since midnight.
  public var time: Int

  static let second = 1_000_000
  static let wholeDay = 86_400 * second

  init(day: Day?, time: Int) {
    self.day = day
    self.time = time
  }

  /// The stamp's numbers; nil where none of the forms is met.
  public init?(_ text: String) {
    guard let reading = StampReading(text), reading.precision < .day else { return nil }
    self = reading.stamp
  }

  /// Microseconds from another stamp to this one, negative where this one is earlier.
  ///
  /// Where a year is missing, both are taken for days of the same turn of the year: January follows December. Where a
  /// day is missing only the times are compared.
  /// - Parameter turnsAtMidnight: without days, whether 00:01 follows 23:59.
  func distance(from other: LogStamp, turnsAtMidnight: Bool) -> Int {
    let times = time - other.time
    guard let day, let otherDay = other.day else {
      return turnsAtMidnight ? Self.turned(times, by: Self.wholeDay) : times
    }
    if let year = day.year, let otherYear = otherDay.year {
      let days = Self.number(of: day, in: year) - Self.number(of: otherDay, in: otherYear)
      return days * Self.wholeDay + times
    }
    let isLeap = day.isLeapDay || otherDay.isLeapDay
    let days = day.ordinal(isLeap: isLeap) - otherDay.ordinal(isLeap: isLeap)
    return Self.turned(days * Self.wholeDay + times, by: (isLeap ? 366 : 365) * Self.wholeDay)
  }

  /// The difference on a dial: the shorter way round.
  private static func turned(_ difference: Int, by whole: Int) -> Int {
    if difference > whole / 2 { return difference - whole }
    return difference < -(whole / 2) ? difference + whole : difference
  }

  /// Days since the year 0 of the Gregorian calendar.
  private static func number(of day: Day, in year: Int) -> Int {
    let before = max(year - 1, 0)
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return year * 365 + before / 4 - before / 100 + before / 400 + day.ordinal(isLeap: isLeap)
  }
}

extension LogStamp.Day {
  fileprivate var isLeapDay: Bool { month == 2 && day == 29 }

  /// Number of the day in the year, from 0.
  fileprivate func ordinal(isLeap: Bool) -> Int {
    let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][(month - 1) % 12]
    return before + (isLeap && month > 2 ? 1 : 0) + day - 1
  }
}

extension LogStamp: Comparable {
  /// Within one log: by day and time as printed.
  public static func < (left: LogStamp, right: LogStamp) -> Bool {
    right.distance(from: left, turnsAtMidnight: false) > 0
  }
}
