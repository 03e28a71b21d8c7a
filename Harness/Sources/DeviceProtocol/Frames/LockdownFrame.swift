public import Foundation

/// A message of lockdownd and of the services that copy its form: a big-endian length and a property list.
public struct LockdownFrame: WireFrame, Hashable {
  public var payload: Data

  public init(payload: Data) { self.payload = payload }

  /// A message as XML, which every client and every service reads.
  public init(_ message: PropertyList) throws(WireError) { payload = try message.xml() }

  /// A message in the binary form, which os_trace_relay calls for.
  public init(binary message: PropertyList) throws(WireError) { payload = try message.binary() }

  public static let prefixLength = 4

  public static func length(prefix: ArraySlice<UInt8>) throws(WireError) -> Int {
    var reader = ByteReader(prefix)
    let length = try reader.big(UInt32.self, of: "lockdown message length")
    guard (1...longestWireFrame).contains(Int(length)) else {
      throw .badLength(of: "lockdown message", length: UInt64(length), least: 1, most: longestWireFrame)
    }
    return 4 + Int(length)
  }

  public init(frame: ArraySlice<UInt8>) throws(WireError) {
    let length = try Self.length(prefix: frame)
    var reader = ByteReader(frame.dropFirst(4))
    payload = Data(try reader.bytes(length - 4, of: "lockdown message"))
  }

  public func encoded() -> Data {
    var bytes = Data(capacity: 4 + payload.count)
    bytes.append(big: UInt32(clamping: payload.count))
    return bytes + payload
  }

  /// The property list that the frame holds.
  public func message() throws(WireError) -> PropertyList { try PropertyList(xmlOrBinary: payload) }
}
