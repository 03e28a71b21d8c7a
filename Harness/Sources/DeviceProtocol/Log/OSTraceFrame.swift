public import Foundation

/// A frame from `com.apple.os_trace_relay`: a kind, a length whose byte order depends on the kind, and a body.
public enum OSTraceFrame: WireFrame, Hashable {
  /// A reply to a request. Its length is big-endian.
  case reply(PropertyList)
  /// A log record. Its length is little-endian.
  case record(OSTraceRecord)
  /// A piece of a log archive. Its length is little-endian.
  case archive(Data)

  public static let prefixLength = 5

  public static func length(prefix: ArraySlice<UInt8>) throws(WireError) -> Int {
    var reader = ByteReader(prefix)
    let length: UInt32
    switch try reader.little(UInt8.self, of: "log frame kind") {
    case 1: length = try reader.big(UInt32.self, of: "log frame length")
    case 2, 3: length = try reader.little(UInt32.self, of: "log frame length")
    case let kind: throw .badField("log frame kind", value: UInt64(kind))
    }
    guard Int(length) <= longestWireFrame else {
      throw .badLength(of: "log frame", length: UInt64(length), least: 0, most: longestWireFrame)
    }
    return 5 + Int(length)
  }

  public init(frame: ArraySlice<UInt8>) throws(WireError) {
    let length = try Self.length(prefix: frame)
    var reader = ByteReader(frame)
    let kind = try reader.little(UInt8.self, of: "log frame kind")
    _ = try reader.bytes(4, of: "log frame length")
    let body = Data(try reader.bytes(length - 5, of: "log frame body"))
    switch kind {
    case 1: self = .reply(try PropertyList(xmlOrBinary: body))
    case 2: self = .record(try OSTraceRecord(body))
    default: self = .archive(body)
    }
  }

  public func encoded() throws(WireError) -> Data {
    var bytes = Data()
    let body: Data
    switch self {
    case .reply(let reply):
      body = try reply.binary()
      bytes.append(1)
      bytes.append(big: UInt32(clamping: body.count))
    case .record(let record):
      body = record.encoded()
      bytes.append(2)
      bytes.append(little: UInt32(clamping: body.count))
    case .archive(let piece):
      body = piece
      bytes.append(3)
      bytes.append(little: UInt32(clamping: body.count))
    }
    return bytes + body
  }
}
