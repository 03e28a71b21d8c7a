/// What tools say for themselves among the records, mostly on standard error:
///
/// - idevicesyslog (tools/idevicesyslog.c, at fa0f791): that it waits, ends, or cannot reach the phone.
/// - `log`: which filter it uses, that it leaves levels out, the heads of its columns, and behind ndjson a count
///   (`{"count":12,"finished":1}`).
/// - pymobiledevice3's `--start-after`: `Waiting for "…" ...`.
/// - lldb: what was typed at its prompt in Xcode's console.
enum ToolText {
  private static let longest = 4_096

  /// The words, if the line is such and nothing else.
  static func parse(_ line: Span<UInt8>) -> StreamNotice? {
    guard line.count >= 6, line.count <= longest, occurs(line) else { return nil }
    return .tool(line.text(line.indices))
  }

  private static func occurs(_ line: Span<UInt8>) -> Bool {
    switch line[0] {
    case UInt8(ascii: "("): line.holds("(lldb)", at: 0) && (line.count == 6 || line[6] == Ascii.blank)
    case UInt8(ascii: "*"):
      line.holds("*** Device is passcode protected, enter passcode on the device to continue", at: 0)
    case UInt8(ascii: "C"): line.holds("Could not start logger for udid ", at: 0)
    case UInt8(ascii: "D"): line.holds("Device with udid ", at: 0) && line.ends(in: " not found!?")
    case UInt8(ascii: "E"): line.reads("Exiting...", at: line.indices) || isError(line)
    case UInt8(ascii: "F"): line.holds("Filtering the log data using \"", at: 0)
    case UInt8(ascii: "N"):
      line.holds("No device found. Plug in a device or pass UDID", at: 0)
        || line.holds("NOTE: A process with pid ", at: 0)
    case UInt8(ascii: "S"): line.holds("Skipping info and debug messages, pass --info ", at: 0)
    case UInt8(ascii: "T"): isColumnHeads(line)
    case UInt8(ascii: "W"): isWaiting(line)
    case UInt8(ascii: "g"): line.holds("getpwuid_r did not find a match for uid ", at: 0)
    case UInt8(ascii: "{"): line.holds("{\"count\":", at: 0) && line.ends(in: "\"finished\":1}")
    default: false
    }
  }

  private static func isError(_ line: Span<UInt8>) -> Bool {
    line.holds("ERROR: Could not connect to ", at: 0) || line.holds("ERROR: Could not start ", at: 0)
      || line.holds("ERROR: Unable to start capturing syslog.", at: 0)
      || line.holds("ERROR: This operation requires iOS 9", at: 0)
  }

  private static func isWaiting(_ line: Span<UInt8>) -> Bool {
    line.holds("Waiting for device ", at: 0) && line.ends(in: "to become available...")
      || line.holds("Waiting for \"", at: 0) && line.ends(in: "\" ...")
  }

  /// `Timestamp               Ty Process[PID:TID]` and `Timestamp   Thread     Type        Activity …`.
  private static func isColumnHeads(_ line: Span<UInt8>) -> Bool {
    guard line.holds("Timestamp  ", at: 0) else { return false }
    let at = line.afterBlanks(9)
    return line.holds("Ty Process[", at: at) || line.holds("Thread ", at: at)
      || line.holds("(process)[", at: at)
  }
}

extension Span<UInt8> {
  /// Whether the text stands at the end, trailing blanks aside.
  fileprivate func ends(in text: StaticString) -> Bool {
    var end = count
    while end > 0, self[end - 1] == Ascii.blank { end -= 1 }
    return end >= text.utf8CodeUnitCount && holds(text, at: end - text.utf8CodeUnitCount)
  }
}
