import DeviceProtocol
import Foundation

/// What usbmuxd replies to the requests that take one reply and change nothing about the connection.
struct MuxReplies {
  let hub: PhoneHub

  func reply(to request: PropertyList) -> PropertyList {
    let udid = request["PairRecordID"]?.stringValue
    switch request["MessageType"]?.stringValue {
    case "ListDevices": return ["DeviceList": .array(hub.phones.map(\.attached))]
    case "ReadBUID": return ["BUID": .string(hub.identity.buid)]
    case "ReadPairRecord":
      guard let udid, let record = hub.pairRecord(udid: udid) else { return Self.result(.badDevice) }
      return ["PairRecordData": .data(record)]
    case "SavePairRecord":
      guard let udid, let record = request["PairRecordData"]?.dataValue else {
        return Self.result(.badCommand)
      }
      hub.save(pairRecord: record, udid: udid)
      return Self.result(.ok)
    case "DeletePairRecord":
      guard let udid else { return Self.result(.badCommand) }
      hub.save(pairRecord: nil, udid: udid)
      return Self.result(.ok)
    default: return Self.result(.badCommand)
    }
  }

  static func result(_ result: MuxResult) -> PropertyList {
    ["MessageType": "Result", "Number": .integer(result.rawValue)]
  }
}
