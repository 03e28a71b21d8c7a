import DeviceProtocol
import Foundation
import Testing

@Suite struct FrameTests {
  @Test("Lengths that no honest frame has are refused at once")
  func lengths() {
    let magic = Array("CFA6LPAA".utf8)
    #expect(throws: WireError.badLength(of: "usbmuxd packet", length: 15, least: 16, most: longestWireFrame))
    {
      try MuxPacket.length(prefix: [15, 0, 0, 0])
    }
    #expect(throws: WireError.self) { try MuxPacket.length(prefix: [255, 255, 255, 255]) }
    #expect(throws: WireError.self) { try LockdownFrame.length(prefix: [0, 0, 0, 0]) }
    #expect(throws: WireError.self) { try LockdownFrame.length(prefix: [255, 255, 255, 255]) }
    #expect(throws: WireError.self) { try OSTraceFrame.length(prefix: [4, 0, 0, 0, 0]) }
    #expect(throws: WireError.self) {
      try AFCPacket.length(prefix: ArraySlice([UInt8](repeating: 0, count: 40)))
    }
    let ones = [UInt8](repeating: 255, count: 32)
    #expect(throws: WireError.self) { try AFCPacket.length(prefix: ArraySlice(magic + ones)) }
    // A header that is longer than the whole packet.
    let long = magic + [41, 0, 0, 0, 0, 0, 0, 0, 42] + [UInt8](repeating: 0, count: 23)
    #expect(throws: WireError.self) { try AFCPacket.length(prefix: ArraySlice(long)) }
  }

  @Test("A port is sent with its bytes swapped")
  func port() { #expect(MuxPacket.swapped(port: 62_078) == 32_498) }

  @Test("A stream keeps its place over many frames of different length, however they are cut")
  func stream() throws {
    var random = SplitMix(seed: 5)
    var bytes: [UInt8] = []
    let payloads = (0..<300).map {
      Data(repeating: UInt8(truncatingIfNeeded: $0), count: 1 + $0 * 37 % 5_000)
    }
    for payload in payloads { bytes += Array(LockdownFrame(payload: payload).encoded()) }
    var stream = FrameStream<LockdownFrame>()
    var read: [Data] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Int.random(in: 1...9_000, using: &random))
      rest = rest.dropFirst(piece.count)
      stream.append(piece)
      while let frame = try stream.next() { read.append(frame.payload) }
    }
    #expect(read == payloads)
  }

  @Test("Numbers and a path in an AFC packet's header are read as they were written")
  func afcArguments() throws {
    let packet = AFCPacket(
      .fileOpen, number: 9, header: AFCPacket.header(3, path: "/caf\u{e9}"), data: Data([7]))
    let again = try AFCPacket(frame: ArraySlice(packet.encoded()))
    #expect(again == packet)
    #expect(try again.arguments(1).integers == [3])
    #expect(try again.arguments(1).path == "/caf\u{e9}")
    #expect(throws: WireError.self) { try again.arguments(3) }
    #expect(AFCPacket.strings(AFCPacket.bytes(["a", "", "b"])) == ["a", "", "b"])
  }
}
