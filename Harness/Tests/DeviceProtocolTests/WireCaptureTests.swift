import DeviceProtocol
import Foundation
import Testing

/// Frames that real tools and devices have sent.
@Suite struct WireCaptureTests {
  static func bytes(_ name: String) throws -> [UInt8] {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: "bin", subdirectory: "Wire"))
    return Array(try Data(contentsOf: url))
  }

  /// All frames of a capture, fed in pieces of a given length.
  static func frames<Frame: WireFrame>(
    _ type: Frame.Type, in name: String, piece: Int = .max
  ) throws -> (frames: [Frame], rest: [UInt8]) {
    let bytes = try bytes(name)
    var stream = FrameStream<Frame>()
    var frames: [Frame] = []
    for start in stride(from: 0, to: bytes.count, by: min(piece, bytes.count)) {
      stream.append(bytes[start..<min(bytes.count, start + min(piece, bytes.count))])
      while let frame = try stream.next() { frames.append(frame) }
    }
    return (frames, Array(stream.rest))
  }

  @Test("usbmuxd packets", arguments: [1, 17, .max])
  func usbmuxd(piece: Int) throws {
    let list = try Self.frames(MuxPacket.self, in: "usbmuxlistdevicemessage", piece: piece)
    #expect(list.frames.count == 1 && list.rest.isEmpty)
    let devices = try list.frames[0].message()["DeviceList"]?.arrayValue
    #expect(devices?.first?["MessageType"] == "Attached")
    let connect = try Self.frames(MuxPacket.self, in: "usbmuxconnectmessage", piece: piece)
    #expect(try connect.frames.map { try $0.message()["Number"] } == [0])
    #expect(connect.frames.first?.tag == 1)
  }

  @Test("What follows a usbmuxd packet in the same bytes is left for the tunnel")
  func handOver() throws {
    var stream = FrameStream<MuxPacket>()
    stream.append(try Self.bytes("usbmuxconnectandlockdown"))
    #expect(try stream.next()?.message()["Number"] == 0)
    var tunnel = FrameStream<LockdownFrame>()
    tunnel.append(stream.rest)
    #expect(try tunnel.next() != nil)
    #expect(tunnel.rest.isEmpty)
  }

  @Test("lockdownd messages")
  func lockdown() throws {
    let type = try Self.frames(LockdownFrame.self, in: "lockdownquerytypemessage").frames
    #expect(try type.first?.message()["Request"] == "QueryType")
    let time = try Self.frames(LockdownFrame.self, in: "lockdowngettimemessage").frames
    #expect(try time.first?.message()["Key"] == "TimeIntervalSince1970")
    let value = try Self.frames(LockdownFrame.self, in: "lockdowngetvaluemessage").frames
    #expect(try value.first?.message()["Request"] == "GetValue")
  }

  @Test("installation_proxy messages in the binary form")
  func installationProxy() throws {
    let list = try Self.frames(LockdownFrame.self, in: "installationproxylistmessage").frames
    #expect(try list.first?.message()["Status"] == "BrowsingApplications")
    #expect(try list.first?.message()["CurrentList"]?.arrayValue?.first?["CFBundleIdentifier"] != nil)
    let install = try Self.frames(LockdownFrame.self, in: "installationproxyinstallmessage")
    let messages = try install.frames.map { try $0.message() }
    #expect(messages.first == ["PercentComplete": 5, "Status": "CreatingStagingDirectory"])
    #expect(messages.count > 5 && install.rest.isEmpty)
  }

  @Test("AFC packets")
  func afc() throws {
    let list = try #require(try Self.frames(AFCPacket.self, in: "afclistdirresponse").frames.first)
    #expect(AFCPacket.strings(list.data).starts(with: [".", "..", "AirFair", "Books", "DCIM"]))
    let info = try #require(try Self.frames(AFCPacket.self, in: "afcfileinforesponse").frames.first)
    #expect(
      AFCPacket.strings(info.data).prefix(8) == [
        "st_size", "64", "st_blocks", "0", "st_nlink", "2", "st_ifmt", "S_IFDIR",
      ])
    let success = try #require(try Self.frames(AFCPacket.self, in: "afcsuccessresponse").frames.first)
    #expect(try success.status == 0)
  }

  @Test("Every capture is encoded again byte for byte")
  func roundTrip() throws {
    func again<Frame: WireFrame>(_ type: Frame.Type, _ names: [String]) throws {
      for name in names {
        let frames = try Self.frames(type, in: name).frames
        let encoded = try frames.flatMap { Array(try $0.encoded()) }
        #expect(encoded == (try Self.bytes(name)), "\(name)")
      }
    }
    try again(MuxPacket.self, ["usbmuxlistdevicemessage", "usbmuxconnectmessage"])
    try again(LockdownFrame.self, ["lockdownquerytypemessage", "installationproxyinstallmessage"])
    try again(AFCPacket.self, ["afclistdirresponse", "afcfileinforesponse", "afcsuccessresponse"])
  }

  @Test("Captures that are cut or changed give frames or errors, and never bring the reader down")
  func damaged() throws {
    var random = SplitMix(seed: 3)
    let names = [
      "usbmuxlistdevicemessage", "usbmuxconnectandlockdown", "installationproxylistmessage",
      "afclistdirresponse",
    ]
    for name in names {
      let original = try Self.bytes(name)
      for round in 0..<400 {
        var bytes = Array(original.prefix(round < 200 ? original.count * round / 200 : original.count))
        for _ in 0..<3 where !bytes.isEmpty {
          bytes[Int.random(in: 0..<min(bytes.count, 80), using: &random)] = UInt8.random(
            in: 0...255, using: &random)
        }
        Self.drain(MuxPacket.self, bytes) { _ = try $0.message() }
        Self.drain(LockdownFrame.self, bytes) { _ = try $0.message() }
        Self.drain(AFCPacket.self, bytes) { _ = try $0.arguments(2) }
        Self.drain(OSTraceFrame.self, bytes) { _ = try $0.encoded() }
      }
    }
  }

  private static func drain<Frame: WireFrame>(
    _ type: Frame.Type, _ bytes: [UInt8], _ use: (Frame) throws -> Void
  ) {
    var stream = FrameStream<Frame>()
    stream.append(bytes)
    while let frame = try? stream.next() { try? use(frame) }
  }
}
