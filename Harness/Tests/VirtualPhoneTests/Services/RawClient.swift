import DeviceProtocol
import Foundation
import VirtualPhone

@testable import Device

/// Any bytes, to be sent as they are.
struct RawBytes: WireFrame {
  var bytes: Data

  static let prefixLength = 1

  static func length(prefix: ArraySlice<UInt8>) -> Int { 1 }

  init(_ bytes: some Sequence<UInt8>) { self.bytes = Data(bytes) }

  init(frame: ArraySlice<UInt8>) { bytes = Data(frame) }

  func encoded() -> Data { bytes }
}

/// Speaks to the server below the level of any tool.
enum RawClient {
  static func connect(_ addresses: VirtualPhoneAddresses) async throws -> WireConnection {
    try await WireConnection.connect(to: .tcp(host: "127.0.0.1", port: addresses.tcpPort), wait: .seconds(60))
  }

  /// A tunnel to a port of the phone that was plugged in first.
  static func tunnel(_ addresses: VirtualPhoneAddresses, port: UInt16, id: Int = 1) async throws
    -> WireConnection
  {
    let connection = try await connect(addresses)
    let reply = try await connection.ask(usbmuxd: connectRequest(port: port, id: id), during: "test")
    guard reply["Number"] == 0 else { throw MuxRefusal(number: reply["Number"]?.integerValue) }
    return connection
  }

  static func connectRequest(port: UInt16, id: Int = 1) -> PropertyList {
    [
      "MessageType": "Connect", "DeviceID": .integer(id),
      "PortNumber": .integer(Int(MuxPacket.swapped(port: port))),
    ]
  }

  struct MuxRefusal: Error, Equatable { var number: Int? }
}
