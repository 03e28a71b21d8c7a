public import Foundation

/// JSON that steers no terminal, also where it is printed on one: what ``VisibleText`` would show as a symbol is written as
/// an escape, which reads back as the same text.
public enum SafeJSON {
  /// Rewrites JSON; characters beyond ASCII occur in it only inside strings.
  public static func escaped(_ json: Data) -> Data {
    guard json.contains(where: { $0 >= 0x7F }) else { return json }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(json.count)
    for scalar in String(decoding: json, as: UTF8.self).unicodeScalars { append(scalar, to: &bytes) }
    return Data(bytes)
  }

  /// The character as it may stand in a string of JSON, quotes and control characters aside.
  static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    guard scalar.value >= 0x7F, VisibleText.isHidden(scalar) else {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      return
    }
    for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter { append(escape: unit, to: &bytes) }
  }

  /// `\u009b`.
  static func append(escape unit: UInt16, to bytes: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    bytes += Array("\\u".utf8)
    for shift in [12, 8, 4, 0] { bytes.append(digits[Int(unit >> UInt16(shift)) & 15]) }
  }
}
