import Foundation

/// The least of a zip archive: files that are stored as they are.
enum StoredZip {
  static func archive(_ files: [String: Data]) -> Data {
    var (body, directory) = (Data(), Data())
    for (name, content) in files.sorted(by: { $0.key < $1.key }) {
      let offset = body.count
      var shared = Data()
      for field in [20, 0, 0, 0, 33] { shared += bytes(field, 2) }
      for field in [Int(checksum(content)), content.count, content.count] { shared += bytes(field, 4) }
      shared += bytes(name.utf8.count, 2) + bytes(0, 2)
      body += bytes(0x0403_4B50, 4) + shared + Data(name.utf8) + content
      directory +=
        bytes(0x0201_4B50, 4) + bytes(20, 2) + shared + Data(count: 10) + bytes(offset, 4) + Data(name.utf8)
    }
    var end = bytes(0x0605_4B50, 4) + Data(count: 4)
    end += bytes(files.count, 2) + bytes(files.count, 2)
    end += bytes(directory.count, 4) + bytes(body.count, 4) + bytes(0, 2)
    return body + directory + end
  }

  private static func bytes(_ value: Int, _ count: Int) -> Data {
    Data((0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) })
  }

  private static func checksum(_ data: Data) -> UInt32 {
    var sum = UInt32.max
    for byte in data {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
