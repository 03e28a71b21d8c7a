/// Reads a point in time as logs print it and as people type it: the day or the seconds may be missing.
struct StampReading {
  /// How much of a time the text says.
  enum Precision: Int, Comparable {
    case fraction, second, minute, day

    static func < (left: Precision, right: Precision) -> Bool { left.rawValue < right.rawValue }
  }

  private(set) var stamp = LogStamp(day: nil, time: 0)
  private(set) var precision = Precision.day
  /// Microseconds that one step of the last digit stands for.
  private(set) var step = LogStamp.wholeDay
  /// What stands behind, a zone for instance.
  private(set) var rest: Substring.UTF8View

  /// Nil where the text begins with no such time.
  init?(_ text: String) {
    rest = text[...].utf8
    let hasDay = takeMonthDay() || takeISODay() || takeSlashDay()
    let start = rest
    if hasDay, !takeGap() {
      guard rest.isEmpty else { return nil }
      return
    }
    if !takeTime() {
      guard hasDay, rest.isEmpty else { return nil }
      rest = start
    }
  }

  // MARK: Days

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Feb 10`, `Feb  9`.
  private mutating func takeMonthDay() -> Bool {
    let all = rest
    let name = String(decoding: rest.prefix(3), as: UTF8.self)
    guard let month = Self.months.firstIndex(of: name) else { return false }
    rest = rest.dropFirst(3)
    guard takeGap(), let day = number(1...2), set(day: day, month: month + 1, year: nil) else {
      rest = all
      return false
    }
    return true
  }

  /// `2026-09-18`.
  private mutating func takeISODay() -> Bool {
    let all = rest
    guard let year = number(4...4), take("-"), let month = number(1...2), take("-"), let day = number(1...2),
      set(day: day, month: month, year: year)
    else {
      rest = all
      return false
    }
    return true
  }

  /// `9/18/26`, the American order that older Consoles print.
  private mutating func takeSlashDay() -> Bool {
    let all = rest
    guard let month = number(1...2), take("/"), let day = number(1...2), take("/"), let year = number(2...2),
      set(day: day, month: month, year: 2000 + year)
    else {
      rest = all
      return false
    }
    return true
  }

  private mutating func set(day: Int, month: Int, year: Int?) -> Bool {
    guard (1...12).contains(month), (1...31).contains(day) else { return false }
    stamp.day = LogStamp.Day(year: year, month: month, day: day)
    return true
  }

  // MARK: Times

  /// `21:01`, `21:01:13`, `21:01:13.123456`, `6:19:12 AM`.
  private mutating func takeTime() -> Bool {
    guard var hour = number(1...2), take(":"), let minute = number(2...2), hour < 24, minute < 60 else {
      return false
    }
    precision = .minute
    step = 60 * LogStamp.second
    var (second, fraction) = (0, 0)
    if take(":") {
      guard let value = number(2...2), value <= 60 else { return false }
      second = value
      precision = .second
      step = LogStamp.second
      let isFraction = take(".") || take(",")
      if isFraction { fraction = takeFraction() }
    }
    if rest.starts(with: " AM".utf8) || rest.starts(with: " PM".utf8) {
      guard (1...12).contains(hour) else { return false }
      hour = hour % 12 + (rest.dropFirst().first == UInt8(ascii: "P") ? 12 : 0)
      rest = rest.dropFirst(3)
    }
    stamp.time = ((hour * 60 + minute) * 60 + second) * LogStamp.second + fraction
    return true
  }

  /// Digits of a second; those beyond microseconds are passed over.
  private mutating func takeFraction() -> Int {
    precision = .fraction
    var value = 0
    var unit = LogStamp.second
    while let digit = takeDigit() {
      if unit > 1 {
        unit /= 10
        value += digit * unit
      }
    }
    step = unit
    return value
  }

  // MARK: Characters

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// Blanks, or the `T` of ISO 8601.
  private mutating func takeGap() -> Bool {
    if take("T") { return true }
    let before = rest.count
    while take(" ") {}
    return rest.count < before
  }

  private mutating func takeDigit() -> Int? {
    guard let byte = rest.first, (0x30...0x39).contains(byte) else { return nil }
    rest = rest.dropFirst()
    return Int(byte) - 0x30
  }

  /// A number of so many digits and no more.
  private mutating func number(_ digits: ClosedRange<Int>) -> Int? {
    let all = rest
    var (value, count) = (0, 0)
    while count < digits.upperBound, let digit = takeDigit() {
      value = value * 10 + digit
      count += 1
    }
    guard digits.contains(count) else {
      rest = all
      return nil
    }
    return value
  }
}
