public import Foundation

/// Base64 in the alphabet of RFC 4648 section 5, unpadded: it survives relays that mangle backslashes,
/// non-ASCII bytes and newlines.
public enum Base64URL {
  /// The bytes as text of `A-Z a-z 0-9 - _`.
  public static func encode(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.underestimatedCount * 4 + 2) / 3)
    let letters = letters
    var bits: UInt32 = 0
    var count = 0
    func add(_ shift: UInt32) { text.append(letters[Int(bits >> shift & 63)]) }
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      count += 1
      guard count == 3 else { continue }
      for shift: UInt32 in [18, 12, 6, 0] { add(shift) }
      (bits, count) = (0, 0)
    }
    if count > 0 {
      bits <<= UInt32(8 * (3 - count))
      for shift: UInt32 in [18, 12, 6].prefix(count + 1) { add(shift) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes, or nil where the text holds anything but the alphabet or has a length that no bytes give.
  public static func decode(_ text: some StringProtocol) -> Data? { bytes(of: text.utf8).map { Data($0) } }

  /// The same from the text's bytes.
  static func bytes(of text: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.underestimatedCount * 3 / 4)
    let values = values
    var bits: UInt32 = 0
    var count = 0
    for letter in text {
      let value = values[Int(letter)]
      guard value < 64 else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 1
      if count & 3 == 0 {
        bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
        bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
        bytes.append(UInt8(truncatingIfNeeded: bits))
      }
    }
    switch count & 3 {
    case 1: return nil
    case 2: bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
    case 3:
      bytes.append(UInt8(truncatingIfNeeded: bits >> 10))
      bytes.append(UInt8(truncatingIfNeeded: bits >> 2))
    default: break
    }
    return bytes
  }

  /// What each byte stands for; 255 for those outside the alphabet.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, letter) in letters.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
  }()

  /// The alphabet in the order of its values.
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}
