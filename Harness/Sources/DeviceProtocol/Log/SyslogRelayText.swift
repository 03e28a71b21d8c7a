public import Foundation

/// The text in which `com.apple.syslog_relay` sends a record: `MMM _d HH:MM:SS Host Process(Image)[pid] <Level>:
/// message`, a newline and a NUL.
public struct SyslogRelayText: Hashable, Sendable {
  /// Given in UTC: a virtual phone's clock has no other zone.
  public var time: Date
  /// The phone's name. Only letters, digits, hyphens, dots and underscores are sent, at most the 63 of a host's label
  /// (RFC 1035, 2.3.4): a blank in it makes idevicesyslog take its second word for the process.
  public var host: String
  public var process: String
  /// The library that logged; left out where it is the process itself.
  public var image: String?
  public var pid: Int32
  /// `Notice`, `Error`, `Fault`.
  public var level: String
  public var message: String

  public init(
    time: Date, host: String, process: String, image: String?, pid: Int32, level: String, message: String
  ) {
    self.time = time
    self.host = host
    self.process = process
    self.image = image
    self.pid = pid
    self.level = level
    self.message = message
  }

  /// The record's bytes with the newline and the NUL that end it.
  public func encoded() -> Data {
    var text: [UInt8] = []
    text.reserveCapacity(96 + message.utf8.count)
    Self.add(stamp: time, to: &text)
    text.append(UInt8(ascii: " "))
    Self.add(Self.hostName(host), to: &text)
    text.append(UInt8(ascii: " "))
    Self.add(process, to: &text)
    if let image, image != process {
      text.append(UInt8(ascii: "("))
      Self.add(image, to: &text)
      text.append(UInt8(ascii: ")"))
    }
    Self.add("[\(pid)] <", to: &text)
    Self.add(level, to: &text)
    Self.add(">: ", to: &text)
    Self.add(message, to: &text)
    text.append(0x0A)
    text.append(0)
    return Data(text)
  }

  /// Adds text in the form of ``escaped(_:)``. Nearly all text is printable, and is added as a whole.
  private static func add(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { text in
      if text.contains(where: isEscaped) { escape(text, to: &bytes) } else { bytes += text }
    }
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte == 0 || byte == UInt8(ascii: "\\") || byte >= 0x80
  }

  /// Bytes as vis(3) writes them: `\M-C` and `\M^H` for those from 0x80 on, `\240` for 0xA0, `\134` for a backslash
  /// and `\^@` for a NUL, which would end the record. The rest stays, newlines and control bytes included: real
  /// relays pass them through (go-ios PR 793, libimobiledevice issue 594).
  public static func escaped(_ bytes: some Sequence<UInt8>) -> Data {
    var escaped: [UInt8] = []
    escaped.reserveCapacity(bytes.underestimatedCount + 16)
    escape(bytes, to: &escaped)
    return Data(escaped)
  }

  private static func escape(_ bytes: some Sequence<UInt8>, to escaped: inout [UInt8]) {
    for byte in bytes {
      switch byte {
      case 0x00: escaped += #"\^@"#.utf8
      case UInt8(ascii: "\\"): escaped += #"\134"#.utf8
      case 0x80...: escaped += meta(byte & 0x7F)
      default: escaped.append(byte)
      }
    }
  }

  private static func meta(_ low: UInt8) -> [UInt8] {
    switch low {
    case 0x20: Array(#"\240"#.utf8)
    case 0x7F: Array(#"\M^?"#.utf8)
    case ..<0x20: Array(#"\M^"#.utf8) + [low + 0x40]
    default: Array(#"\M-"#.utf8) + [low]
    }
  }

  /// The 15 characters of the time, `Jun  1 13:42:52`.
  public static func stamp(_ time: Date) -> String {
    var stamp: [UInt8] = []
    add(stamp: time, to: &stamp)
    return String(decoding: stamp, as: UTF8.self)
  }

  private static func add(stamp time: Date, to bytes: inout [UInt8]) {
    let limit = 253_402_300_799.0
    let seconds = Int(max(-62_135_596_800, min(limit, time.timeIntervalSince1970)).rounded(.down))
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let second = seconds - days * 86_400
    let (month, day) = monthAndDay(daysSince1970: days)
    bytes += months[(4 * (month - 1))..<(4 * month)]
    bytes.append(day < 10 ? UInt8(ascii: " ") : digit(day / 10))
    bytes.append(digit(day))
    add(UInt8(ascii: " "), twoDigits: second / 3_600, to: &bytes)
    add(UInt8(ascii: ":"), twoDigits: second / 60 % 60, to: &bytes)
    add(UInt8(ascii: ":"), twoDigits: second % 60, to: &bytes)
  }

  private static let months = Array("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec ".utf8)

  private static func add(_ sign: UInt8, twoDigits number: Int, to bytes: inout [UInt8]) {
    bytes.append(sign)
    bytes.append(digit(number / 10))
    bytes.append(digit(number))
  }

  private static func digit(_ number: Int) -> UInt8 { UInt8(ascii: "0") + UInt8(number % 10) }

  /// Month and day of a date in the Gregorian calendar, by counting in eras of 400 years that begin in March. A
  /// calendar of Foundation takes ten times as long, and a flood has a hundred thousand records a second.
  private static func monthAndDay(daysSince1970 days: Int) -> (month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let year = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100)
    let fromMarch = (5 * dayOfYear + 2) / 153
    return (fromMarch < 10 ? fromMarch + 3 : fromMarch - 9, dayOfYear - (153 * fromMarch + 2) / 5 + 1)
  }

  /// A phone's name as a relay sends it.
  public static func hostName(_ name: String) -> String {
    if (1...63).contains(name.utf8.count), name.utf8.allSatisfy(isKept) { return name }
    let kept = name.unicodeScalars.compactMap { scalar -> Character? in
      guard scalar != " " else { return "-" }
      return scalar.isASCII && isKept(UInt8(scalar.value)) ? Character(scalar) : nil
    }
    return kept.isEmpty ? "iPhone" : String(kept.prefix(63))
  }

  private static func isKept(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
