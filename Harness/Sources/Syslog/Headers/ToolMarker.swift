/// What idevicesyslog prints between records: `[connected]` and `[disconnected]` up to 1.3.0,
/// `[connected:UDID]` and `[disconnected:UDID]` in builds after June 2020.
enum ToolMarker {
  /// The marker, if the line is one and nothing else.
  static func parse(_ line: Span<UInt8>) -> StreamNotice? {
    guard line.count > 0, line[line.count - 1] == Ascii.closingBracket else { return nil }
    let isConnected = line.holds("[connected", at: 0)
    guard isConnected || line.holds("[disconnected", at: 0) else { return nil }
    var at = isConnected ? 10 : 13
    var udid: String?
    if line[at] == Ascii.colon {
      let range = (at + 1)..<(line.count - 1)
      guard isUDID(line.extracting(range)) else { return nil }
      udid = line.text(range)
      at = range.upperBound
    }
    guard at == line.count - 1 else { return nil }
    return isConnected ? .connected(udid: udid) : .disconnected(udid: udid)
  }

  /// 40 hex digits, or 8 and 16 with a hyphen between.
  private static func isUDID(_ bytes: Span<UInt8>) -> Bool {
    let hexEnd = bytes.end(from: 0, while: \.isHexDigit)
    if hexEnd == bytes.count { return hexEnd == 40 }
    return hexEnd == 8 && bytes.count == 25 && bytes[8] == UInt8(ascii: "-")
      && bytes.end(from: 9, while: \.isHexDigit) == 25
  }
}
