import Foundation

/// Makes a zip archive of uncompressed files, as `zip -0` does.
struct ZipWriter {
  private var archive = Data()
  private var directory = Data()
  private var count: UInt16 = 0

  /// Adds a file.
  /// - Parameter method: The compression that the archive claims; 0 is none, and the bytes are stored as they are
  ///   whatever it says.
  mutating func add(_ name: String, _ content: Data, method: UInt16 = 0) {
    let size = Self.little(UInt32(content.count))
    // 1980-01-01, the first day that zip knows: the same package has the same bytes on every day.
    let stamp = Self.little(UInt16(0)) + Self.little(UInt16(0x21))
    let version = Self.little(UInt16(20))
    var entry = version + Self.little(UInt16(0)) + Self.little(method) + stamp
    entry += Self.little(Checksum.crc32(content)) + size + size
    entry += Self.little(UInt16(name.utf8.count)) + Self.little(UInt16(0))
    directory += Data([0x50, 0x4B, 1, 2]) + version + entry + Data(count: 10)
    directory += Self.little(UInt32(archive.count)) + Data(name.utf8)
    archive += Data([0x50, 0x4B, 3, 4]) + entry + Data(name.utf8) + content
    count += 1
  }

  /// The whole archive.
  var data: Data {
    let counts = Self.little(count) + Self.little(count)
    let place = Self.little(UInt32(directory.count)) + Self.little(UInt32(archive.count))
    return archive + directory + Data([0x50, 0x4B, 5, 6, 0, 0, 0, 0]) + counts + place
      + Self.little(UInt16(0))
  }

  private static func little(_ number: some FixedWidthInteger) -> Data {
    withUnsafeBytes(of: number.littleEndian) { Data($0) }
  }
}
