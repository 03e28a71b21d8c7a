/// A record that is one JSON object, whichever tool wrote it. They are told apart by the names of their members:
///
/// - `log`: `timestamp`, `messageType`, `processImagePath`, `senderImagePath`, `processID`, `subsystem`, `category`,
///   `eventMessage` (as captured; the order differs between versions).
/// - pymobiledevice3: `pid`, `timestamp`, `level`, `image_name`, `filename`, `message`, `label` with `subsystem` and
///   `category` (pymobiledevice3/cli/syslog.py, `format_json_line`, at 62e2957).
/// - go-ios `ostrace`: `pid`, `timestamp`, `levelName`, `imageName`, `filename`, `message`, `label`
///   (ios/ostrace/ostrace.go, `LogEntry`, at 3ebc297); `syslog --parse`: `timestamp`, `device`, `process`, `pid`, `level`,
///   `message` (ios/syslog/syslog.go, `LogEntry`); `syslog`: `msg` with the whole record (main.go).
enum JSONRecord {
  /// The header of the object that begins in the first bytes of `text`, an array's bracket and commas aside.
  /// - Parameter isPretty: it takes many lines.
  static func parse(_ text: Span<UInt8>, isPretty: Bool) -> HeaderSpan? {
    let start = text.end(from: 0) {
      $0 == UInt8(ascii: ",") || $0 == Ascii.openingBracket || $0 == Ascii.closingBrace || $0 == Ascii.blank
        || $0 == Ascii.tab
    }
    guard var members = JSONMembers(text, at: start) else { return nil }
    var fields = JSONFields()
    while let member = members.next(in: text) { fields.take(member, in: text) }
    if fields.isFromLog { return log(fields, text, isPretty: isPretty) }
    if fields.record != nil { return relay(fields, text) }
    if fields.path != nil, fields.message != nil { return trace(fields, text) }
    return fields.device == nil ? nil : parsed(fields, text)
  }

  private static func log(_ fields: JSONFields, _ text: Span<UInt8>, isPretty: Bool) -> HeaderSpan? {
    guard let stamp = fields.stamp, DatedStamp(text, at: stamp.lowerBound) != nil else { return nil }
    let process = fields.path.map { text.lastComponent($0) } ?? stamp.lowerBound..<stamp.lowerBound
    return header(
      fields, form: isPretty ? .logJSON : .logNDJSON, stamp, process: process,
      image: fields.image.flatMap { text.image(text.lastComponent($0), of: process) }, text)
  }

  private static func trace(_ fields: JSONFields, _ text: Span<UInt8>) -> HeaderSpan? {
    guard let stamp = fields.stamp, DatedStamp(text, at: stamp.lowerBound) != nil, let path = fields.path,
      fields.pid != nil
    else { return nil }
    let process = text.lastComponent(path)
    return header(
      fields, form: fields.isGoIOS ? .goIOS : .pymobiledeviceJSON, stamp, process: process,
      image: fields.image.flatMap { text.image(text.lastComponent($0), of: process) }, text)
  }

  /// go-ios splits the record at the bracket, so the image is still in the process's name.
  private static func parsed(_ fields: JSONFields, _ text: Span<UInt8>) -> HeaderSpan? {
    guard let stamp = fields.stamp, DatedStamp(text, at: stamp.lowerBound) != nil,
      let name = fields.process, fields.message != nil
    else { return nil }
    let split = ProcessTag.split(text, name)
    return header(
      fields, form: .goIOS, stamp, process: text.lastComponent(split.0), image: split.1, text)
  }

  private static func relay(_ fields: JSONFields, _ text: Span<UInt8>) -> HeaderSpan? {
    guard let record = fields.record, record.count > 15, text[record.lowerBound].isLetter,
      text[record.lowerBound + 3] == Ascii.blank
    else { return nil }
    return EscapedHead(text, record, escapes: .json).relayHeader(form: .goIOS, end: record.upperBound)
  }

  private static func header(
    _ fields: JSONFields, form: LogForm, _ stamp: Range<Int>, process: Range<Int>, image: Range<Int>?,
    _ text: Span<UInt8>
  ) -> HeaderSpan {
    let message = fields.message ?? stamp.upperBound..<stamp.upperBound
    return HeaderSpan(
      form: form, stamp: stamp, host: fields.device, process: process, image: image,
      pid: fields.pid.flatMap { text.number($0) }, level: fields.level, subsystem: fields.subsystem,
      category: fields.category, message: message.lowerBound, messageEnd: message.upperBound)
  }
}
