/// A ``HeaderSpan`` in a few bytes, counted from the byte behind the stamp's blank: thousands of them are kept.
struct StoredHeader: Sendable {
  /// Longer headers have no compact form.
  static let longest = 192

  private struct Field: Sendable {
    var start: UInt8
    var end: UInt8

    init(_ range: Range<Int>, from origin: Int) {
      start = UInt8(range.lowerBound - origin)
      end = UInt8(range.upperBound - origin)
    }

    func range(from origin: Int) -> Range<Int> { origin + Int(start)..<origin + Int(end) }
  }

  private var form: LogForm
  private var host: Field?
  private var process: Field
  private var image: Field?
  private var pid: Int32?
  private var level: Field?
  private var message: UInt8

  /// Nil for headers that are too long.
  init?(_ header: HeaderSpan) {
    let origin = header.stamp.upperBound + 1
    guard header.message - origin <= Self.longest else { return nil }
    form = header.form
    host = header.host.map { Field($0, from: origin) }
    process = Field(header.process, from: origin)
    image = header.image.map { Field($0, from: origin) }
    pid = header.pid
    level = header.level.map { Field($0, from: origin) }
    message = UInt8(header.message - origin)
  }

  /// The header of a record whose stamp has that length.
  func header(behindStamp length: Int) -> HeaderSpan {
    let origin = length + 1
    return HeaderSpan(
      form: form, stamp: 0..<length, host: host?.range(from: origin), process: process.range(from: origin),
      image: image?.range(from: origin), pid: pid, level: level?.range(from: origin),
      message: origin + Int(message))
  }
}
