/// Escapes of URLs, `%2F`.
enum PercentEscapes {
  /// The bytes with every escape undone. A percent sign that begins none stays.
  static func undone(in bytes: [UInt8]) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.count, let high = bytes[at + 1].hexValue,
        let low = bytes[at + 2].hexValue
      {
        plain.append(high << 4 | low)
        at += 3
      } else {
        plain.append(bytes[at])
        at += 1
      }
    }
    return plain
  }
}
