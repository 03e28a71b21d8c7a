/// Relay headers whose time stamp was not copied, as people paste them from a device console:
/// `kernel(Sandbox)[0] <Notice>: …`.
enum BareHeader {
  private static let longestName = 160

  /// The header at the start of the line, if one stands there.
  static func parse(_ line: Span<UInt8>) -> HeaderSpan? {
    guard let first = line.count > 0 ? line[0] : nil, first != Ascii.blank, first != 0x09,
      first != Ascii.openingBracket, let tag = ProcessTag(line, at: 0), tag.level != nil,
      tag.name.count <= longestName
    else { return nil }
    return HeaderSpan(
      form: .bare, stamp: 0..<0, process: tag.name, image: tag.image, pid: tag.pid, level: tag.level,
      message: tag.message)
  }
}
