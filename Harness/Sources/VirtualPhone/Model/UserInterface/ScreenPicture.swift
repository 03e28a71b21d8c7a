import Foundation

/// A picture of the virtual phone's screen: a grey band for each element, dark where a touch would reach it. It shows
/// that a screenshot arrives; what is in it tells nothing of iOS.
enum ScreenPicture {
  private static let width = 96
  private static let height = 208
  private static let band = 8

  static func png(of nodes: [UINode], isLocked: Bool) -> Data {
    var rows = Data()
    for y in 0..<height {
      rows.append(0)
      let index = y / band
      let isGap = y % band == band - 1
      let shade: UInt8 =
        if isLocked {
          0x20
        } else if isGap || !nodes.indices.contains(index) {
          0xFF
        } else {
          nodes[index].isHittable ? 0x60 : 0xC0
        }
      rows.append(contentsOf: [UInt8](repeating: shade, count: width))
    }
    var header = big(UInt32(width)) + big(UInt32(height))
    // Eight bits of grey, no interlacing.
    header += Data([8, 0, 0, 0, 0])
    return Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
      + chunk("IHDR", header) + chunk("IDAT", stored(rows)) + chunk("IEND", Data())
  }

  private static func chunk(_ name: String, _ content: Data) -> Data {
    let body = Data(name.utf8) + content
    return big(UInt32(content.count)) + body + big(Checksum.crc32(body))
  }

  /// zlib's form of one block that is not compressed.
  private static func stored(_ bytes: Data) -> Data {
    let length = UInt16(truncatingIfNeeded: bytes.count)
    return Data([0x78, 0x01, 0x01]) + little(length) + little(~length) + bytes + big(Checksum.adler32(bytes))
  }

  private static func big(_ number: UInt32) -> Data { withUnsafeBytes(of: number.bigEndian) { Data($0) } }
  private static func little(_ number: UInt16) -> Data {
    withUnsafeBytes(of: number.littleEndian) { Data($0) }
  }
}

/// Sums that archive and picture formats carry.
enum Checksum {
  /// CRC-32 as zip and PNG use it.
  static func crc32(_ bytes: Data) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in (sum >> 1) ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
  }

  /// Adler-32 as zlib uses it.
  static func adler32(_ bytes: Data) -> UInt32 {
    let (low, high) = bytes.reduce((UInt32(1), UInt32(0))) { sums, byte in
      let low = (sums.0 + UInt32(byte)) % 65_521
      return (low, (sums.1 + low) % 65_521)
    }
    return high << 16 | low
  }
}
