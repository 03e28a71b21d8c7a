/// What stands for a word that differs from run to run.
enum WordShapes {
  /// Where a UUID ends that begins at that place.
  static func uuid(_ bytes: [UInt8], at start: Int) -> Int? {
    let end = start + 36
    guard end <= bytes.count else { return nil }
    for (offset, byte) in bytes[start..<end].enumerated() {
      let isDash = [8, 13, 18, 23].contains(offset)
      guard isDash ? byte == UInt8(ascii: "-") : isHex(byte) else { return nil }
    }
    return end
  }

  /// A word of letters and digits: `<address>` for `0x1f`, `<hex>` for eight hex digits and more that are not all letters,
  /// `<id>` for long words that mix digits with letters, `<n>` for other digits. One digit behind a letter belongs to a name:
  /// `utf8`, `IPv4`, `wlan0`.
  static func shape(of word: ArraySlice<UInt8>) -> [UInt8] {
    guard word.contains(where: isDigit) else { return Array(word) }
    if word.count > 2, word.starts(with: [0x30, 0x78]), word.dropFirst(2).allSatisfy(isHex) {
      return Array("<address>".utf8)
    }
    if word.allSatisfy(isDigit) { return Array("<n>".utf8) }
    if word.count >= 8, word.allSatisfy(isHex) { return Array("<hex>".utf8) }
    if word.count >= 20, word.allSatisfy({ $0 < 0x80 }) { return Array("<id>".utf8) }
    return digitsReplaced(word)
  }

  private static func digitsReplaced(_ word: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var at = word.startIndex
    while at < word.endIndex {
      guard isDigit(word[at]) else {
        out.append(word[at])
        at += 1
        continue
      }
      let end = word[at...].firstIndex { !isDigit($0) } ?? word.endIndex
      let isName = at > word.startIndex && end - at == 1
      out += isName ? Array(word[at..<end]) : Array("<n>".utf8)
      at = end
    }
    return out
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  private static func isHex(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }
}
