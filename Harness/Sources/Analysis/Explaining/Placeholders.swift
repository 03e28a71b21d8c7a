/// Puts placeholders where a text has identifiers and numbers.
enum Placeholders {
  enum Numbers {
    /// Every run of digits.
    case all
    /// Only those that are no part of a word, as in `service-12` but not in `v2`.
    case alone
    case none
  }

  /// The text with placeholders. What they are put for holds a digit and they hold none, so that a second pass finds
  /// nothing more.
  static func put(into text: some StringProtocol, numbers: Numbers) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "%"), at + 2 < bytes.count, isHex(bytes[at + 1]), isHex(bytes[at + 2]) {
        // An escape that could not be undone.
        result += Array("%<hex>".utf8)
        at += 3
      } else if !isAlphanumeric(byte) {
        result.append(byte)
        at += 1
      } else {
        at = word(bytes, at, numbers, into: &result)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Takes a UUID or a run of letters and digits.
  private static func word(
    _ bytes: [UInt8], _ start: Int, _ numbers: Numbers, into result: inout [UInt8]
  ) -> Int {
    if numbers != .none, isUUID(bytes, at: start) {
      result += Array("<uuid>".utf8)
      return start + 36
    }
    var end = start
    while end < bytes.count, isAlphanumeric(bytes[end]) { end += 1 }
    let word = bytes[start..<end]
    let hasDigit = word.contains(where: isDigit)
    if !hasDigit || numbers == .none {
      result += word
    } else if isHexNumber(word) {
      result += Array("<hex>".utf8)
    } else if numbers == .all {
      putNumbers(into: word, &result)
    } else {
      result += word.allSatisfy(isDigit) ? Array("<n>".utf8)[...] : word
    }
    return end
  }

  private static func putNumbers(into word: ArraySlice<UInt8>, _ result: inout [UInt8]) {
    var isInNumber = false
    for byte in word {
      if !isDigit(byte) { result.append(byte) } else if !isInNumber { result += Array("<n>".utf8) }
      isInNumber = isDigit(byte)
    }
  }

  /// `0x…`, or eight hex digits and more with a letter among them.
  private static func isHexNumber(_ word: ArraySlice<UInt8>) -> Bool {
    if word.count > 2, word.starts(with: Array("0x".utf8)) { return word.dropFirst(2).allSatisfy(isHex) }
    return word.count >= 8 && word.allSatisfy(isHex) && !word.allSatisfy(isDigit)
  }

  /// Whether a UUID with a digit in it stands there, and ends there.
  private static func isUUID(_ bytes: [UInt8], at start: Int) -> Bool {
    guard bytes.count - start >= 36 else { return false }
    guard start + 36 == bytes.count || !isAlphanumeric(bytes[start + 36]) else { return false }
    var hasDigit = false
    for offset in 0..<36 {
      let byte = bytes[start + offset]
      let isDash = offset == 8 || offset == 13 || offset == 18 || offset == 23
      guard isDash ? byte == UInt8(ascii: "-") : isHex(byte) else { return false }
      hasDigit = hasDigit || isDigit(byte)
    }
    return hasDigit
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  static func isHex(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }
  static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
}
