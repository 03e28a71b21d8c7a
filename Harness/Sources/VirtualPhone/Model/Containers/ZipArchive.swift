import Foundation

/// Reads files that a zip archive stores without compression. Bad bytes give an error, never more.
struct ZipArchive {
  private static let endSignature: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
  private static let entrySignature: [UInt8] = [0x50, 0x4B, 0x01, 0x02]
  private static let localSignature: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  private static let endLength = 22
  private static let maximumComment = 65_535

  private let bytes: [UInt8]
  private let directory: (offset: Int, count: Int)

  /// - Throws: ``VirtualDeviceError/badPackage(_:)``.
  init(_ archive: Data) throws(VirtualDeviceError) {
    bytes = Array(archive)
    let last = bytes.count - Self.endLength
    let first = max(0, last - Self.maximumComment)
    guard last >= 0,
      let end = (first...last).last(where: { [bytes] in Array(bytes[$0..<$0 + 4]) == Self.endSignature })
    else { throw .badPackage("it is no zip archive: its directory is missing") }
    directory = (Self.number(bytes, end + 16, size: 4) ?? 0, Self.number(bytes, end + 10, size: 2) ?? 0)
  }

  /// The content of the first file whose name is the wanted one; nil where there is none.
  func content(of isWanted: (String) -> Bool) throws(VirtualDeviceError) -> Data? {
    var offset = directory.offset
    for _ in 0..<directory.count {
      guard has(Self.entrySignature, at: offset), let method = number(offset + 10, size: 2),
        let size = number(offset + 20, size: 4), let nameLength = number(offset + 28, size: 2),
        let extraLength = number(offset + 30, size: 2), let commentLength = number(offset + 32, size: 2),
        let local = number(offset + 42, size: 4), let name = slice(offset + 46, nameLength)
      else { throw .badPackage("its zip directory is cut or damaged") }
      if isWanted(String(decoding: name, as: UTF8.self)) {
        guard method == 0 else {
          throw .badPackage("its Info.plist is compressed; the virtual phone reads stored files (zip -0)")
        }
        return try stored(at: local, size: size)
      }
      offset += 46 + nameLength + extraLength + commentLength
    }
    return nil
  }

  private func stored(at offset: Int, size: Int) throws(VirtualDeviceError) -> Data {
    guard has(Self.localSignature, at: offset), let nameLength = number(offset + 26, size: 2),
      let extraLength = number(offset + 28, size: 2),
      let content = slice(offset + 30 + nameLength + extraLength, size)
    else { throw .badPackage("a file in it is cut or damaged") }
    return Data(content)
  }

  private func has(_ signature: [UInt8], at offset: Int) -> Bool {
    slice(offset, 4).map(Array.init) == signature
  }

  private func slice(_ offset: Int, _ length: Int) -> ArraySlice<UInt8>? {
    guard offset >= 0, length >= 0, offset <= bytes.count, length <= bytes.count - offset else { return nil }
    return bytes[offset..<offset + length]
  }

  private func number(_ offset: Int, size: Int) -> Int? { Self.number(bytes, offset, size: size) }

  /// A little-endian number.
  private static func number(_ bytes: [UInt8], _ offset: Int, size: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count - size else { return nil }
    return bytes[offset..<offset + size].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
