public import Foundation

/// A packet between a client and usbmuxd: 16 bytes of header, all little-endian, and a payload that is an XML
/// property list where ``type`` says so (libusbmuxd 2.0.2 usbmuxd-proto.h).
public struct MuxPacket: WireFrame, Hashable {
  /// The type of every packet that holds a property list.
  public static let propertyListType: UInt32 = 8

  /// 1 for property lists; 0 is the binary form that nobody speaks any more.
  public var version: UInt32
  public var type: UInt32
  /// A reply carries its request's tag; an event carries 0.
  public var tag: UInt32
  public var payload: Data

  public init(version: UInt32 = 1, type: UInt32 = propertyListType, tag: UInt32, payload: Data) {
    self.version = version
    self.type = type
    self.tag = tag
    self.payload = payload
  }

  /// A packet with a property list. It is always sent as XML: libusbmuxd reads nothing else here.
  public init(tag: UInt32, _ message: PropertyList) throws(WireError) {
    self.init(tag: tag, payload: try message.xml())
  }

  public static let prefixLength = 16

  public static func length(prefix: ArraySlice<UInt8>) throws(WireError) -> Int {
    var reader = ByteReader(prefix)
    let length = try reader.little(UInt32.self, of: "usbmuxd packet length")
    guard (16...longestWireFrame).contains(Int(length)) else {
      throw .badLength(of: "usbmuxd packet", length: UInt64(length), least: 16, most: longestWireFrame)
    }
    return Int(length)
  }

  public init(frame: ArraySlice<UInt8>) throws(WireError) {
    let length = try Self.length(prefix: frame)
    var reader = ByteReader(frame)
    _ = try reader.bytes(4, of: "usbmuxd packet")
    version = try reader.little(UInt32.self, of: "usbmuxd packet version")
    type = try reader.little(UInt32.self, of: "usbmuxd packet type")
    tag = try reader.little(UInt32.self, of: "usbmuxd packet tag")
    payload = Data(try reader.bytes(length - 16, of: "usbmuxd packet payload"))
  }

  public func encoded() -> Data {
    var bytes = Data(capacity: 16 + payload.count)
    bytes.append(little: UInt32(clamping: 16 + payload.count))
    bytes.append(little: version)
    bytes.append(little: type)
    bytes.append(little: tag)
    return bytes + payload
  }

  /// The property list that the packet holds.
  public func message() throws(WireError) -> PropertyList {
    guard type == Self.propertyListType else { throw .badField("usbmuxd packet type", value: UInt64(type)) }
    return try PropertyList(xmlOrBinary: payload)
  }

  /// A port as Connect carries it: its two bytes swapped, lockdownd's 62078 is 32498. It undoes itself.
  public static func swapped(port: UInt16) -> UInt16 { port.byteSwapped }
}

/// Numbers of usbmuxd's Result (libusbmuxd 2.0.2 usbmuxd-proto.h).
public enum MuxResult: Int, Sendable {
  case ok = 0
  case badCommand = 1
  case badDevice = 2
  case connectionRefused = 3
  case badVersion = 6
}
