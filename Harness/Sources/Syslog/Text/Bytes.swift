#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The bytes that log grammars name.
enum Ascii {
  static let nul: UInt8 = 0x00
  static let newline: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let escape: UInt8 = 0x1B
  static let blank: UInt8 = 0x20
  static let opening = UInt8(ascii: "(")
  static let closing = UInt8(ascii: ")")
  static let openingBracket = UInt8(ascii: "[")
  static let closingBracket = UInt8(ascii: "]")
  static let colon = UInt8(ascii: ":")
  static let backslash = UInt8(ascii: "\\")
  static let slash = UInt8(ascii: "/")
  static let tab: UInt8 = 0x09
  static let quote = UInt8(ascii: "\"")
  static let openingBrace = UInt8(ascii: "{")
  static let closingBrace = UInt8(ascii: "}")
}

extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  /// Whether the byte is one of those that end records.
  var endsLine: Bool { self == Ascii.newline || self == Ascii.carriageReturn || self == Ascii.nul }
  var isHexDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }
  /// What the byte stands for as a hex digit.
  var hexValue: UInt8? { isDigit ? self - 0x30 : isHexDigit ? (self | 0x20) - 0x61 + 10 : nil }
}

extension Span<UInt8> {
  /// The first place at or after `start` whose byte does not pass, or the end.
  func end(from start: Int, while passes: (UInt8) -> Bool) -> Int {
    var at = start
    while at < count, passes(self[at]) { at += 1 }
    return at
  }

  /// Whether the text stands at that place.
  @inline(__always)
  func holds(_ text: StaticString, at start: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard start >= 0, length > 0, count - start >= length, text.hasPointerRepresentation,
      self[start] == text.utf8Start.pointee
    else { return false }
    return withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { memcmp($0 + start, text.utf8Start, length) == 0 } ?? false
    }
  }

  /// The first place of the byte in the range.
  func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
    extracting(range).withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress, let hit = memchr(base, Int32(byte), buffer.count) else {
        return nil
      }
      return range.lowerBound + (UnsafeRawPointer(hit) - UnsafeRawPointer(base))
    }
  }

  /// Whether these are the same bytes.
  func equals(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    withUnsafeBufferPointer { ours in
      guard ours.count == other.count else { return false }
      guard let left = ours.baseAddress, let right = other.baseAddress else { return true }
      return memcmp(left, right, ours.count) == 0
    }
  }

  /// A copy of the bytes.
  func array(_ range: Range<Int>) -> [UInt8] {
    extracting(range).withUnsafeBufferPointer { Array($0) }
  }

  /// The bytes as text, invalid UTF-8 replaced.
  func text(_ range: Range<Int>) -> String {
    extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}
