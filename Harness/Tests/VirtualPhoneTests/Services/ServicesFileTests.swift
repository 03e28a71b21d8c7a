import DeviceProtocol
import Foundation
import NIOConcurrencyHelpers
import Testing
import VirtualPhone

@testable import Device

/// AFC, packet by packet, as a client writes and changes files.
@Suite struct ServicesFileTests {
  /// Sends an operation and waits for its reply.
  static func ask(
    _ afc: WireConnection, _ operation: AFCOperation, _ header: Data, data: Data = Data()
  ) async throws -> AFCPacket {
    let number = UInt64.random(in: 1...1_000)
    try afc.send(AFCPacket(operation, number: number, header: header, data: data), during: "test")
    let reply = try await afc.receive(AFCPacket.self, during: "test")
    #expect(reply.number == number)
    return reply
  }

  static func status(
    _ afc: WireConnection, _ operation: AFCOperation, _ header: Data, data: Data = Data()
  ) async throws -> AFCStatus? {
    try await ask(afc, operation, header, data: data).status.flatMap { AFCStatus(rawValue: $0) }
  }

  static func withMedia(_ phone: StubPhone, _ body: (WireConnection) async throws -> Void) async throws {
    try await withServer([phone], options: VirtualPhoneOptions(serviceTLS: false)) { _, addresses in
      let afc = try await RawClient.tunnel(addresses, port: 49_205)
      try await body(afc)
      afc.close()
    }
  }

  @Test("A file is made, written in pieces, sought in, read back and removed")
  func writes() async throws {
    let phone = StubPhone()
    try await Self.withMedia(phone) { afc in
      #expect(try await Self.status(afc, .makeDirectory, AFCPacket.header(path: "PublicStaging")) == .success)
      let mode = AFCPacket.header(AFCMode.writeRead.rawValue, path: "PublicStaging/a.ipa")
      let opened = try await Self.ask(afc, .fileOpen, mode)
      #expect(opened.operation == AFCOperation.fileOpenResult.rawValue)
      let handle = try opened.arguments(1).integers[0]
      for piece in ["hello ", "world"] {
        #expect(
          try await Self.status(afc, .fileWrite, AFCPacket.header(handle), data: Data(piece.utf8)) == .success
        )
      }
      #expect(try await Self.status(afc, .fileSeek, AFCPacket.header(handle, 0, 6)) == .success)
      #expect(try await Self.ask(afc, .fileRead, AFCPacket.header(handle, 100)).data == Data("world".utf8))
      #expect(try await Self.ask(afc, .fileRead, AFCPacket.header(handle, 100)).data.isEmpty)
      let info = AFCPacket.strings(
        try await Self.ask(afc, .fileInfo, AFCPacket.header(path: "/PublicStaging/a.ipa")).data)
      #expect(info.prefix(2) == ["st_size", "11"])
      #expect(try await Self.status(afc, .fileTruncate, AFCPacket.header(handle, 5)) == .success)
      #expect(try await Self.status(afc, .fileClose, AFCPacket.header(handle)) == .success)
      #expect(phone.media.files == ["/PublicStaging/a.ipa": Data("hello".utf8)])
      #expect(
        try await Self.status(afc, .removePath, AFCPacket.header(path: "PublicStaging")) == .directoryNotEmpty
      )
      #expect(
        try await Self.status(afc, .removePathAndContents, AFCPacket.header(path: "PublicStaging"))
          == .success)
      #expect(phone.media.files.isEmpty)
    }
  }

  @Test("What was written stays when the client goes without closing the file")
  func unclosed() async throws {
    let phone = StubPhone()
    try await Self.withMedia(phone) { afc in
      let opened = try await Self.ask(afc, .fileOpen, AFCPacket.header(AFCMode.write.rawValue, path: "/a"))
      let handle = try opened.arguments(1).integers[0]
      #expect(
        try await Self.status(afc, .fileWrite, AFCPacket.header(handle), data: Data("x".utf8)) == .success)
    }
    #expect(phone.media.files == ["/a": Data("x".utf8)])
  }

  @Test("Requests that make no sense are refused with their status")
  func refused() async throws {
    let phone = StubPhone()
    try phone.media.write("/folder/file", Data("x".utf8))
    try await Self.withMedia(phone) { afc in
      let read = AFCMode.read.rawValue
      #expect(try await Self.status(afc, .fileOpen, AFCPacket.header(read, path: "/none")) == .objectNotFound)
      #expect(
        try await Self.status(afc, .fileOpen, AFCPacket.header(read, path: "/folder")) == .objectIsDirectory)
      #expect(
        try await Self.status(afc, .fileOpen, AFCPacket.header(99, path: "/folder/file")) == .invalidArgument)
      #expect(
        try await Self.status(afc, .fileOpen, AFCPacket.header(read, path: "/../etc/passwd"))
          == .permissionDenied)
      #expect(try await Self.status(afc, .fileRead, AFCPacket.header(77, 1)) == .invalidArgument)
      #expect(try await Self.status(afc, .fileOpen, Data([1])) == .invalidArgument)
      #expect(try await Self.status(afc, .data, Data()) == .unsupported)
      let opened = try await Self.ask(afc, .fileOpen, AFCPacket.header(AFCMode.write.rawValue, path: "/new"))
      let handle = try opened.arguments(1).integers[0]
      #expect(try await Self.status(afc, .fileSeek, AFCPacket.header(handle, 0, 1 << 62)) == .invalidArgument)
    }
  }
}
