/// A moment by the host's clock, in UTC. The engine has no calendar but this one.
struct Moment {
  /// Since 1970.
  var milliseconds: Int

  /// ISO 8601 in whole seconds, `2026-07-10T09:15:02Z`.
  var text: String {
    let seconds = Self.floored(milliseconds, by: 1_000).quotient
    let (days, rest) = Self.floored(seconds, by: 86_400)
    let (year, month, day) = Self.date(days)
    return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
      + "T\(Self.padded(rest / 3_600, 2)):\(Self.padded(rest / 60 % 60, 2)):\(Self.padded(rest % 60, 2))Z"
  }

  /// The proleptic Gregorian date of a day counted from 1970. Years are taken to begin in March, so that the leap day is
  /// the last of its year.
  private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
    // From the first of March of the year 0.
    let (era, dayOfEra) = floored(days + 719_468, by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  private static func floored(_ number: Int, by divisor: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
