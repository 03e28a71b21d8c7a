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
  static func put(into text: String, numbers: Numbers) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    put(bytes, bytes.indices, numbers: numbers, into: &result)
    return String(decoding: result, as: UTF8.self)
  }

  /// The bytes of a text in that range, with placeholders.
  static func put(_ bytes: [UInt8], _ range: Range<Int>, numbers: Numbers, into result: inout [UInt8]) {
    guard bytes[range].contains(where: { isDigit($0) || $0 == UInt8(ascii: "%") }) else {
      // Most names have nothing that a placeholder could be put for.
      result += bytes[range]
      return
    }
    var at = range.lowerBound
    while at < range.upperBound {
      let byte = bytes[at]
      if byte == UInt8(ascii: "%"), at + 2 < range.upperBound, isHex(bytes[at + 1]), isHex(bytes[at + 2]) {
        // An escape that could not be undone.
        result.append("%<hex>")
        at += 3
      } else if !isAlphanumeric(byte) {
        result.append(byte)
        at += 1
      } else {
        at = word(bytes, at, range.upperBound, numbers, into: &result)
      }
    }
  }

  /// Takes a UUID or a run of letters and digits.
  private static func word(
    _ bytes: [UInt8], _ start: Int, _ limit: Int, _ numbers: Numbers, into result: inout [UInt8]
  ) -> Int {
    if numbers != .none, isUUID(bytes, at: start, limit) {
      result.append("<uuid>")
      return start + 36
    }
    var end = start
    var hasDigit = false
    while end < limit, isAlphanumeric(bytes[end]) {
      hasDigit = hasDigit || isDigit(bytes[end])
      end += 1
    }
    let word = bytes[start..<end]
    if !hasDigit || numbers == .none {
      result += word
    } else if isHexNumber(word) {
      result.append("<hex>")
    } else if numbers == .all {
      putNumbers(into: word, &result)
    } else if word.allSatisfy(isDigit) {
      result.append("<n>")
    } else {
      result += word
    }
    return end
  }

  private static func putNumbers(into word: ArraySlice<UInt8>, _ result: inout [UInt8]) {
    var isInNumber = false
    for byte in word {
      if !isDigit(byte) { result.append(byte) } else if !isInNumber { result.append("<n>") }
      isInNumber = isDigit(byte)
    }
  }

  /// `0x…`, or eight hex digits and more with a letter among them.
  private static func isHexNumber(_ word: ArraySlice<UInt8>) -> Bool {
    let start = word.startIndex
    if word.count > 2, word[start] == UInt8(ascii: "0"), word[start + 1] == UInt8(ascii: "x") {
      return word.dropFirst(2).allSatisfy(isHex)
    }
    return word.count >= 8 && word.allSatisfy(isHex) && !word.allSatisfy(isDigit)
  }

  /// Whether a UUID with a digit in it stands there, and ends there.
  private static func isUUID(_ bytes: [UInt8], at start: Int, _ limit: Int) -> Bool {
    guard limit - start >= 36, bytes[start + 8] == UInt8(ascii: "-") else { return false }
    guard start + 36 == limit || !isAlphanumeric(bytes[start + 36]) else { return false }
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

extension [UInt8] {
  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }
}
