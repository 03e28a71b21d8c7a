public import Foundation

/// A packet of AFC, the file access protocol of `com.apple.afc` and of house_arrest: 40 bytes of header, a header
/// payload (paths, handles) and a data payload (contents). libimobiledevice 1.3.0 src/afc.h.
public struct AFCPacket: WireFrame, Hashable {
  /// An ``AFCOperation`` by its number; a client may send one that is not known here.
  public var operation: UInt64
  /// A reply carries its request's number.
  public var number: UInt64
  public var header: Data
  public var data: Data

  public init(_ operation: AFCOperation, number: UInt64, header: Data = Data(), data: Data = Data()) {
    self.operation = operation.rawValue
    self.number = number
    self.header = header
    self.data = data
  }

  private static let magic = Array("CFA6LPAA".utf8)

  public static let prefixLength = 40

  public static func length(prefix: ArraySlice<UInt8>) throws(WireError) -> Int {
    var reader = ByteReader(prefix)
    guard try reader.bytes(8, of: "AFC packet").elementsEqual(magic) else {
      var first = ByteReader(prefix)
      throw .badField("AFC packet's first eight bytes", value: try first.big(UInt64.self, of: "AFC packet"))
    }
    let entire = try reader.little(UInt64.self, of: "AFC packet's entire length")
    let this = try reader.little(UInt64.self, of: "AFC packet's header length")
    guard entire <= UInt64(longestWireFrame), entire >= 40 else {
      throw .badLength(of: "AFC packet", length: entire, least: 40, most: longestWireFrame)
    }
    guard this >= 40, this <= entire else {
      throw .badLength(of: "AFC packet's header", length: this, least: 40, most: Int(entire))
    }
    return Int(entire)
  }

  public init(frame: ArraySlice<UInt8>) throws(WireError) {
    let entire = try Self.length(prefix: frame)
    var reader = ByteReader(frame)
    _ = try reader.bytes(16, of: "AFC packet")
    let this = Int(try reader.little(UInt64.self, of: "AFC packet's header length"))
    number = try reader.little(UInt64.self, of: "AFC packet's number")
    operation = try reader.little(UInt64.self, of: "AFC packet's operation")
    header = Data(try reader.bytes(this - 40, of: "AFC packet's header payload"))
    data = Data(try reader.bytes(entire - this, of: "AFC packet's data payload"))
  }

  public func encoded() -> Data {
    var bytes = Data(capacity: 40 + header.count + data.count)
    bytes.append(contentsOf: Self.magic)
    bytes.append(little: UInt64(40 + header.count + data.count))
    bytes.append(little: UInt64(40 + header.count))
    bytes.append(little: number)
    bytes.append(little: operation)
    return bytes + header + data
  }
}

extension AFCPacket {
  /// Integers in the header payload, as handles, modes and lengths are sent.
  public static func header(_ integers: UInt64..., path: String? = nil) -> Data {
    var bytes = Data()
    for integer in integers { bytes.append(little: integer) }
    if let path { bytes.append(contentsOf: Array(path.utf8) + [0]) }
    return bytes
  }

  /// The header payload's first integers and the path that follows them.
  public func arguments(_ count: Int) throws(WireError) -> (integers: [UInt64], path: String) {
    var reader = ByteReader(header)
    var integers: [UInt64] = []
    for _ in 0..<count { integers.append(try reader.little(UInt64.self, of: "AFC argument")) }
    let path = try reader.bytes(reader.count, of: "AFC path").prefix { $0 != 0 }
    return (integers, String(decoding: path, as: UTF8.self))
  }

  /// The status that a STATUS packet carries, by its number; nil in other packets.
  public var status: UInt64? {
    get throws(WireError) {
      guard operation == AFCOperation.status.rawValue else { return nil }
      return try arguments(1).integers[0]
    }
  }

  /// Texts that each end in a NUL, as READ_DIR and GET_FILE_INFO send them.
  public static func strings(_ bytes: Data) -> [String] {
    var pieces = Array(bytes).split(separator: 0, omittingEmptySubsequences: false)
    if pieces.last?.isEmpty == true { pieces.removeLast() }
    return pieces.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Texts in the form that ``strings(_:)`` reads.
  public static func bytes(_ strings: [String]) -> Data {
    Data(strings.flatMap { Array($0.utf8) + [0] })
  }
}
