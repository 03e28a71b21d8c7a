/// Headers that begin with a time: syslog_relay with or without the phone's name, os_trace_relay as idevicesyslog
/// 1.4.0 prints it, and ASL files.
///
///     Mar 26 10:26:57 iPhone installd(libsystem_containermanager.dylib)[5164] <Notice>: …
///     Nov 10 17:58:47 kernel(Sandbox)[0] <Error>: …
///     Sep  1 16:21:01.549408 AccessibilityUIServer(CoreMotion)[41737] <Debug>: …
///     Jul  1 09:00:55 host kernel[0]: …
///     Jan 28 09:28:15 --- last message repeated 5 times ---
enum StampedHeader {
  /// The header at `start`, if one stands there. Whether the first word of the name is a host is not decided here:
  /// that takes the records before it, see ``CaptureState``.
  static func parse(_ bytes: Span<UInt8>, at start: Int) -> HeaderSpan? {
    guard let stamp = Stamp(bytes, at: start) else { return nil }
    let nameStart = stamp.range.upperBound + 1
    if let repetition = repetition(bytes, stamp: stamp.range) { return repetition }
    guard let tag = ProcessTag(bytes, at: nameStart) else {
      return start == 0 ? BrokenName.begin(bytes) : nil
    }
    return HeaderSpan(
      form: stamp.hasFraction ? .trace : tag.level == nil ? .asl : .relay, stamp: stamp.range,
      process: tag.name, image: tag.image,
      pid: tag.pid, level: tag.level, message: tag.message)
  }

  /// Whether a day below ten stands there without a second blank before it.
  ///
  /// The Windows build of idevicesyslog 1.4.0 prints such days so, and its text ends a byte early, where the fraction
  /// should begin, so that os_trace records lose it (tools/idevicesyslog.c, at fa0f791).
  static func isUnpadded(_ stamp: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    stamp.count == 14 && bytes[stamp.lowerBound + 5] == Ascii.blank
  }

  /// ASL folds equal messages of one process in a row into a line without host, process or level.
  private static func repetition(_ bytes: Span<UInt8>, stamp: Range<Int>) -> HeaderSpan? {
    let start = stamp.upperBound + 1
    let words: StaticString = "--- last message repeated "
    guard bytes.holds(words, at: start) else { return nil }
    let number = start + words.utf8CodeUnitCount
    let numberEnd = bytes.end(from: number, while: \.isDigit)
    guard let count = Int(bytes.text(number..<numberEnd)), bytes.holds(" time", at: numberEnd) else {
      return nil
    }
    return HeaderSpan(
      form: .repetition, stamp: stamp, process: start..<start, message: start, repetitions: count)
  }
}
